import { exportStatement } from "@firstring/contract/routes/billing.ts";
import { endpoint } from "../endpoint.ts";
import { statementFile } from "../statement-file.ts";

export default endpoint(exportStatement, async ({ tenant, params, query }, { billing, figures }) =>
  statementFile(await billing.statement(tenant, params.month, await figures.asOf()), query.format, query.language),
);
