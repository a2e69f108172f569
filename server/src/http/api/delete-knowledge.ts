import { deleteKnowledge } from "@firstring/contract/routes/knowledge.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(deleteKnowledge, async ({ tenant, params }, { agents }) => {
  await agents.knowledge.remove(tenant, params.id);
  return { id: params.id };
});
