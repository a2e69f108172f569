import { listDashboardCalls } from "@firstring/contract/routes/dashboard.ts";
import { endpoint } from "../endpoint.ts";
import { window } from "../pages.ts";

export default endpoint(listDashboardCalls, ({ tenant, query }, { dashboardCalls }) => dashboardCalls.list(tenant, { ...query, ...window(query) }));
