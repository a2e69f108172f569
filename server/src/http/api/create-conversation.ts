import { createConversation } from "@firstring/contract/routes/conversations.ts";
import { endpoint } from "../endpoint.ts";
import { own } from "../own.ts";

export default endpoint(createConversation, async ({ tenant, person, body, idempotencyKey }, { chat, conversations }) => {
  const { agentId, language, title, message } = body;
  const { call } = await chat.start({
    of: { tenant, ...(person && { person: person.id }) },
    ...(agentId !== undefined && { agentId }),
    ...(language !== undefined && { language }),
    simulated: false,
  });
  if (title !== undefined) await conversations.change(tenant, own(person), call, { title });
  if (message !== undefined) await chat.converse(tenant, call, message, idempotencyKey);
  return conversations.get(tenant, own(person), call);
});
