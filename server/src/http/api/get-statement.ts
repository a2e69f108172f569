import { getStatement } from "@firstring/contract/routes/billing.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(getStatement, async ({ tenant, params }, { billing, figures }) => billing.statement(tenant, params.month, await figures.asOf()));
