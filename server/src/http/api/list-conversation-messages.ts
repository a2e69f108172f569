import { listConversationMessages } from "@firstring/contract/routes/conversations.ts";
import { endpoint } from "../endpoint.ts";
import { own } from "../own.ts";
import { window } from "../pages.ts";

export default endpoint(listConversationMessages, async ({ tenant, person, params, query }, { conversations }) => {
  const { messages } = await conversations.get(tenant, own(person), params.id);
  const { limit, offset } = window(query);
  return { rows: messages.slice(offset, offset + limit), total: messages.length };
});
