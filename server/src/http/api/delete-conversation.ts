import { deleteConversation } from "@firstring/contract/routes/conversations.ts";
import { endpoint } from "../endpoint.ts";
import { own } from "../own.ts";

export default endpoint(deleteConversation, async ({ tenant, person, params }, { conversations }) => {
  await conversations.remove(tenant, own(person), params.id);
  return { id: params.id };
});
