import { postMessage } from "@firstring/contract/routes/conversations.ts";
import type { CallId } from "../../lib/ids.ts";
import { Refusal } from "../../lib/refusal.ts";
import { endpoint } from "../endpoint.ts";
import { own } from "../own.ts";

export default endpoint(
  postMessage,
  async ({ tenant, person, params, body, idempotencyKey }, { chat, conversations }) => {
    const before = await conversations.get(tenant, own(person), params.id);
    if (before.channel !== "chat") throw new Refusal(409, "not_a_chat", "Only chats take messages: this conversation is a call.");
    if (before.status !== "active") throw new Refusal(409, "call_ended", "This conversation has ended: open another.");
    const { reply, ended } = await chat.say(tenant, params.id as CallId, body.message, idempotencyKey);
    const { messages } = await conversations.get(tenant, own(person), params.id);
    const known = new Set(before.messages.map(({ id }) => id));
    return { reply, ended, messages: messages.filter(({ id }) => !known.has(id)) };
  },
  { repeatable: true },
);
