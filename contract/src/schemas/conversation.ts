import { z } from "zod";
import { sentiment } from "./call.ts";
import { id, instant, language, page, text } from "./common.ts";
import { channelName } from "./number.ts";

/** A conversation is a call seen as messages. */
export const conversationStatus = z.enum(["active", "completed", "archived"]);

export const message = z.object({
  id: z.int().meta({ description: "Place in the conversation: rises, with gaps" }),
  role: z.enum(["caller", "agent", "supervisor"]),
  text: z.string(),
  at: instant,
  sentiment: sentiment.nullable(),
  intent: z.string().nullable(),
  confidence: z.number().nullable(),
});
export type Message = z.infer<typeof message>;

export const conversation = z.object({
  id,
  title: z.string(),
  status: conversationStatus,
  agent: z.object({ id: z.string().nullable(), name: z.string() }),
  channel: channelName,
  language,
  personId: id.nullable(),
  intent: z.string().nullable(),
  urgent: z.boolean(),
  analytics: z.object({ durationMs: z.int(), messageCount: z.int(), sentiment: sentiment.nullable(), satisfaction: z.int().nullable() }),
  bookingIds: z.array(z.string()),
  createdAt: instant,
  updatedAt: instant,
  endedAt: instant.nullable(),
});
export type Conversation = z.infer<typeof conversation>;
export const conversationWithMessages = z.object({ ...conversation.shape, messages: z.array(message) });

export const conversationList = z.strictObject({ ...page, status: conversationStatus.optional(), agentId: id.optional(), q: text(200).optional() });

export const conversationDraft = z
  .strictObject({ agentId: id, language, title: text(200).min(1), message: text(4000).min(1) })
  .partial()
  .meta({ example: { message: "Bonjour, je voudrais un rendez-vous." } });
export const conversationChange = z
  .strictObject({ title: text(200).min(1), archived: z.boolean(), satisfaction: z.int().min(1).max(5).nullable() })
  .partial()
  .meta({ example: { title: "Furnace visit", satisfaction: 5 } });
export type ConversationChange = z.infer<typeof conversationChange>;

export const messageDraft = z.strictObject({ message: text(4000).min(1) }).meta({ example: { message: "Yes please, book it." } });
export const exchange = z.object({ reply: z.string(), ended: z.boolean(), messages: z.array(message) });

export const conversationStats = z.object({
  total: z.int(),
  active: z.int(),
  completed: z.int(),
  archived: z.int(),
  messageCount: z.int(),
  averageDurationMs: z.number(),
  averageSatisfaction: z.number().nullable(),
  sentiment: z.record(sentiment, z.int()),
  booked: z.int(),
});
