import { z } from "zod";
import { slug } from "./account.ts";
import { id, language, text } from "./common.ts";

/** What a browser sends over Socket.IO. Every event takes an acknowledgement: `{ success, data }` or the failure shape. */
export const fromClient = {
  start_conversation: z.strictObject({
    agentId: id.optional(),
    /** Older clients name the agent this way. */
    agentInfo: z.object({ id: id.optional() }).optional(),
    language: language.optional(),
    /** A call without a phone, kept apart from real chats. */
    isCallSimulator: z.boolean().optional(),
    /** The business a visitor writes to; who is signed in writes to their own. */
    tenant: slug.optional(),
  }),
  user_message: z.strictObject({ conversationId: id, message: text(4000).min(1) }),
  /** Join a running call: its facts so far come with the acknowledgement, what follows comes as `callEvent`. */
  subscribe: z.strictObject({
    callId: id,
    /** What `conversation_started` gave a visitor, to come back to their chat with another socket. */
    resume: z.string().max(100).optional(),
  }),
  end_conversation: z.strictObject({ conversationId: id }),
};
export type FromClient = { [Name in keyof typeof fromClient]: z.output<(typeof fromClient)[Name]> };

type Refused = { error: true; code: string; message: string; details?: unknown; requestId: string };

/** What a browser hears. Staff hear of everything in their business, others of their own conversations. */
export type ToClient = {
  conversation_started: { conversationId: string; agent: { id: string; name: string }; resume?: string };
  ai_response: { conversationId: string; message: string };
  typing: { conversationId: string; typing: boolean };
  conversation_ended: { conversationId: string };
  error: Refused;
  newBooking: { bookingId: string; type: string; booking: unknown; at: string };
  /** The row of the call list has changed: read it again. */
  callUpdate: { callId: string; type: string; at: string };
  callEvent: { callId: string; seq: number; at: string; event: Record<string, unknown> };
};

/** How the server answers an event that came with an acknowledgement. */
export type Acknowledged = { success: true; data: unknown } | Refused;
