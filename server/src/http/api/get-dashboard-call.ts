import { getDashboardCall } from "@firstring/contract/routes/dashboard.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(getDashboardCall, ({ tenant, params }, { dashboardCalls }) => dashboardCalls.get(tenant, params.id));
