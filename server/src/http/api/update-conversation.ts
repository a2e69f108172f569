import { updateConversation } from "@firstring/contract/routes/conversations.ts";
import { endpoint } from "../endpoint.ts";
import { own } from "../own.ts";

export default endpoint(updateConversation, ({ tenant, person, params, body }, { conversations }) =>
  conversations.change(tenant, own(person), params.id, body),
);
