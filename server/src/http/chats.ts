import type { Language } from "@firstring/contract/call/agent.ts";
import type { CallId, PersonId, TenantId } from "../lib/ids.ts";

/** What the agent does in a chat, for those who take part. */
export type ChatSays =
  | { name: "typing"; data: { conversationId: CallId; typing: boolean } }
  | { name: "ai_response"; data: { conversationId: CallId; message: string } }
  | { name: "conversation_ended"; data: { conversationId: CallId } };

export type ChatOrder = {
  /** Of who is signed in; a visitor names a slug instead. */
  of: { tenant: TenantId; person?: PersonId } | { slug: string };
  agentId?: string;
  language?: Language;
  simulated: boolean;
};

/** Chats as sockets see them. */
export interface Chats {
  /** @throws Refusal 404 when there is no such business or agent, 403 when it does not take visitors, 503 when every line is busy. */
  start(order: ChatOrder, hear: (says: ChatSays) => void): Promise<{ tenant: TenantId; call: CallId; agent: { id: string; name: string } }>;
  /** @throws Refusal 404 when no such chat runs here. */
  say(tenant: TenantId, call: CallId, text: string): Promise<void>;
  end(tenant: TenantId, call: CallId): void;
  /** Whether this person takes part in this chat. */
  isOf(tenant: TenantId, call: CallId, person: PersonId): Promise<boolean>;
}
