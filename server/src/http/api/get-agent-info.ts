import { getAgentInfo } from "@firstring/contract/routes/dashboard.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(getAgentInfo, async ({ tenant, params }, { agents }) => {
  const agent = await agents.get(tenant, params.agentId);
  return { id: agent.id, agent_id: agent.id, agent_name: agent.name, status: "active" as const, created_at: agent.createdAt, updated_at: agent.updatedAt };
});
