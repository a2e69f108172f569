import { exportReport } from "@firstring/contract/routes/reports.ts";
import { endpoint } from "../endpoint.ts";
import { reportFile } from "../figure-files.ts";

export default endpoint(exportReport, async ({ tenant, query: { format, ...asked } }, { figures }) => reportFile(await figures.report(tenant, asked), format));
