import { getBillingRule } from "@firstring/contract/routes/billing.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(getBillingRule, ({ tenant }, { billing }) => billing.rule(tenant));
