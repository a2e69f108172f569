import { listConversations } from "@firstring/contract/routes/conversations.ts";
import { endpoint } from "../endpoint.ts";
import { own } from "../own.ts";
import { window } from "../pages.ts";

export default endpoint(listConversations, ({ tenant, person, query }, { conversations }) =>
  conversations.list(tenant, own(person), { ...query, ...window(query) }),
);
