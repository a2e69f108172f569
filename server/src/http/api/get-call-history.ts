import { getCallHistory } from "@firstring/contract/routes/dashboard.ts";
import { endpoint } from "../endpoint.ts";
import { pagination, window } from "../pages.ts";

export default endpoint(getCallHistory, async ({ tenant, params, query }, { agents, dashboardCalls }) => {
  await agents.get(tenant, params.agentId);
  const { rows, total } = await dashboardCalls.history(tenant, params.agentId, query.sortBy, window(query));
  return { calls: rows, pagination: pagination(query, total) };
});
