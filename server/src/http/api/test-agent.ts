import { testAgent } from "@firstring/contract/routes/agents.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(testAgent, async ({ tenant, params, body }, { agents, rehearse }) => {
  const { id } = await agents.get(tenant, params.id);
  return rehearse(tenant, id, body.message, body.history);
});
