import { getAggregatedMetrics } from "@firstring/contract/routes/dashboard.ts";
import { callMetricsOf } from "../call-metrics.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(getAggregatedMetrics, async ({ tenant, query }, { figures }) => callMetricsOf(await figures.range(tenant, query, "ever")));
