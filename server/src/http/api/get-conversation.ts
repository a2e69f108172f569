import { getConversation } from "@firstring/contract/routes/conversations.ts";
import { endpoint } from "../endpoint.ts";
import { own } from "../own.ts";

export default endpoint(getConversation, ({ tenant, person, params }, { conversations }) => conversations.get(tenant, own(person), params.id));
