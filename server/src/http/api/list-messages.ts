import { listMessages } from "@firstring/contract/routes/messages.ts";
import { endpoint } from "../endpoint.ts";
import { messageReply } from "../message-reply.ts";
import { window } from "../pages.ts";

export default endpoint(listMessages, async ({ tenant, query }, { messages }) => {
  const { rows, total } = await messages.list(tenant, query.done === undefined ? {} : { done: query.done }, window(query));
  return { rows: rows.map(messageReply), total };
});
