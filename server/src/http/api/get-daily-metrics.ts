import { getDailyMetrics } from "@firstring/contract/routes/dashboard.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(getDailyMetrics, ({ tenant, query }, { figures }) => figures.daily(tenant, query.limit));
