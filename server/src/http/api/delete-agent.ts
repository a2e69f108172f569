import { deleteAgent } from "@firstring/contract/routes/agents.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(deleteAgent, async ({ tenant, params }, { agents }) => {
  await agents.retire(tenant, params.id);
  return { id: params.id };
});
