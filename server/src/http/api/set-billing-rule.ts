import { setBillingRule } from "@firstring/contract/routes/billing.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(setBillingRule, ({ tenant, body }, { billing }) => billing.setRule(tenant, body));
