import { postConversationMessage } from "@firstring/contract/routes/conversations.ts";
import type { CallId } from "../../lib/ids.ts";
import { Refusal } from "../../lib/refusal.ts";
import { endpoint } from "../endpoint.ts";
import { own } from "../own.ts";

export default endpoint(postConversationMessage, async ({ tenant, person, params, body, idempotencyKey }, { chat, conversations }) => {
  const before = await conversations.get(tenant, own(person), params.id);
  if (before.endedAt !== null) throw new Refusal(409, "call_ended", "This conversation has ended: open another.");
  const sentences = await chat.converse(tenant, params.id as CallId, body.message, idempotencyKey);
  const after = await conversations.get(tenant, own(person), params.id);
  const known = new Set(before.messages.map(({ id }) => id));
  return { reply: sentences.join(" "), ended: after.endedAt !== null, messages: after.messages.filter(({ id }) => !known.has(id)) };
});
