import { updateMessage } from "@firstring/contract/routes/messages.ts";
import { endpoint } from "../endpoint.ts";
import { messageReply } from "../message-reply.ts";

export default endpoint(updateMessage, async ({ tenant, params, body }, { messages }) => messageReply(await messages.mark(tenant, params.id, body.done)));
