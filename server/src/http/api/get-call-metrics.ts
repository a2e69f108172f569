import { getCallMetrics } from "@firstring/contract/routes/dashboard.ts";
import { callMetricsOf } from "../call-metrics.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(getCallMetrics, async ({ tenant, query }, { figures }) => callMetricsOf(await figures.range(tenant, query)));
