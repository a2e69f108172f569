import { recountReports } from "@firstring/contract/routes/reports.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(recountReports, ({ tenant }, { figures }) => figures.recount(tenant), { repeatable: true });
