import { z } from "zod";
import { id, instant, language, page, text } from "./common.ts";
import { channelName } from "./number.ts";

export const callStatus = z.enum(["INITIATED", "RINGING", "ACTIVE", "COMPLETED", "BUSY", "NO_ANSWER", "FAILED", "CANCELED", "VOICEMAIL"]);
export const outcome = z.enum(["booked", "answered", "message_taken", "transferred", "missed", "abandoned", "voicemail", "failed"]);
export const sentiment = z.enum(["positive", "negative", "neutral", "urgent"]);

export const goal = z.object({
  service: z.string(),
  intent: z.enum(["book", "reschedule", "cancel", "ask", "message"]),
  slots: z.array(z.object({ name: z.string(), label: z.string(), value: z.string().optional(), required: z.boolean() })),
});

export const call = z.object({
  id,
  direction: z.enum(["inbound", "outbound"]),
  from: z.string(),
  to: z.string(),
  channel: channelName,
  status: callStatus,
  outcome: outcome.nullable(),
  why: z.string().nullable().meta({ description: "Who or what ended it" }),
  agent: z.object({ id: z.string().nullable(), revision: z.int().nullable(), name: z.string() }),
  language,
  openedAt: instant,
  answeredAt: instant.nullable(),
  endedAt: instant.nullable(),
  durationMs: z.int().meta({ description: "From answer to end; of a live call, to its newest event" }),
  title: z.string(),
  goal: goal.nullable(),
  lastLine: z.string(),
  lastWho: z.enum(["caller", "agent", "supervisor"]).nullable(),
  turnCount: z.int(),
  messageCount: z.int(),
  sentiment: sentiment.nullable(),
  intent: z.string().nullable(),
  needsHelp: z.int().meta({ description: "0 to 100: how much a person should look at this live call" }),
  bookingIds: z.array(z.string()),
  satisfaction: z.int().nullable(),
});
export type Call = z.infer<typeof call>;

export const callList = z.strictObject({
  ...page,
  status: callStatus.optional(),
  live: z.stringbool().optional().meta({ description: "Only calls that have not ended" }),
  outcome: outcome.optional(),
  channel: channelName.optional(),
  direction: z.enum(["inbound", "outbound"]).optional(),
  agentId: id.optional(),
  startDate: z.iso.date().optional().meta({ description: "Opened on this day of the business's calendar or later" }),
  endDate: z.iso.date().optional().meta({ description: "Opened on this day or earlier" }),
  weekday: z.coerce.number().int().min(1).max(7).optional().meta({ description: "1 Monday to 7 Sunday, by the business's calendar" }),
  hour: z.coerce.number().int().min(0).max(23).optional().meta({ description: "Opened in this hour of the business's clock" }),
  revision: z.coerce.number().int().min(0).optional().meta({ description: "Of the agent" }),
  sentiment: sentiment.optional(),
  only: z
    .enum(["answered", "ai_handled", "missed", "rescued", "charged"])
    .optional()
    .meta({ description: "The calls that this figure counts (docs/reference/metrics.md); charged: those that cost anything" }),
  from: instant.optional().meta({ description: "Opened at or after" }),
  to: instant.optional().meta({ description: "Opened before" }),
  q: text(200).optional().meta({ description: "In the title, the numbers, the last line or the agent's name" }),
  needsHelp: z.coerce.number().int().min(0).max(100).optional().meta({ description: "At least this score" }),
  sortBy: z.enum(["date", "duration", "needsHelp"]).default("date"),
  order: z.enum(["asc", "desc"]).default("desc"),
});
export type CallList = z.infer<typeof callList>;

/** One fact of a call, as the log keeps it. */
export const callFact = z.object({ seq: z.int(), at: instant, type: z.string(), event: z.record(z.string(), z.unknown()) });
export const callFactList = z.strictObject({ ...page, limit: z.coerce.number().int().min(1).max(100).default(100) });

export const transcriptLine = z.object({ seq: z.int(), at: instant, who: z.enum(["caller", "agent", "supervisor"]), text: z.string() });

/** The call folded again from its facts: what the conversation knew after each of them. */
export const replay = z.object({
  identical: z.boolean().meta({ description: "The fold of the log is what the call list holds" }),
  differences: z.array(z.object({ column: z.string(), stored: z.unknown(), replayed: z.unknown() })),
  timeline: z.array(
    z.object({
      seq: z.int(),
      at: instant,
      type: z.string(),
      event: z.record(z.string(), z.unknown()),
      phase: z.string(),
      turn: z.int(),
      language,
      thinking: z.boolean(),
      pending: z.array(z.string()),
      proposal: z.string().nullable(),
      needsHelp: z.int(),
      commands: z.array(z.record(z.string(), z.unknown())),
    }),
  ),
});
export type Replay = z.infer<typeof replay>;
