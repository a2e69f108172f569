import { createConversation } from "@firstring/contract/routes/conversations.ts";
import { type CallId, idOf } from "../../lib/ids.ts";
import { endpoint } from "../endpoint.ts";
import { own } from "../own.ts";

export default endpoint(
  createConversation,
  async ({ tenant, person, body, idempotencyKey }, { chat, conversations }) => {
    // Of the wish, so that the same wish twice is one conversation.
    const callId = idOf<CallId>("conversation", idempotencyKey);
    await chat.open(tenant, { callId, agentId: body.agentId, language: body.language });
    await conversations.claim(tenant, callId, { person: person?.id, title: body.title });
    if (body.message !== undefined) await chat.say(tenant, callId, body.message, `${idempotencyKey}/first`);
    return conversations.get(tenant, own(person), callId);
  },
  { repeatable: true },
);
