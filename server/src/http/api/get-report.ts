import { getReport } from "@firstring/contract/routes/reports.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(getReport, ({ tenant, query }, { figures }) => figures.report(tenant, query));
