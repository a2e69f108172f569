import { z } from "zod";
import { instant, page } from "./common.ts";

/** What leaves, by name. */
export const outgoingType = z.enum([
  "call.call-started",
  "call.call-answered",
  "call.message-taken",
  "call.taken-over",
  "call.handed-back",
  "call.call-ended",
  "booking.confirmed",
  "booking.rescheduled",
  "booking.changed",
  "booking.cancelled",
  "booking.done",
]);
export type OutgoingType = z.infer<typeof outgoingType>;

/** A test says so in its type; nobody subscribes to it. */
export const TEST_TYPE = "endpoint.test";

const bookingData = z.object({
  id: z.string(),
  code: z.string().meta({ description: "What the customer was told" }),
  status: z.enum(["confirmed", "rescheduled", "changed", "cancelled", "done"]),
  service: z.object({ id: z.string(), slug: z.string(), name: z.string() }),
  resource: z.object({ id: z.string(), name: z.string() }),
  startsAt: instant,
  endsAt: instant,
  slots: z.record(z.string(), z.union([z.string(), z.number()])).meta({ description: "What the service asks for, by slot name" }),
  customer: z.object({ name: z.string(), phone: z.string(), email: z.string() }),
  language: z.enum(["en", "fr"]),
  before: z.object({ startsAt: instant, endsAt: instant, resource: z.string() }).optional().meta({ description: "Of a rescheduled booking" }),
  by: z.enum(["caller", "staff"]).optional().meta({ description: "Of a cancelled booking: who cancelled" }),
});
export type BookingData = z.infer<typeof bookingData>;

/** A member named after the channel (`twilio`, `vapi`, …) holds what the provider calls the call: `{ "callId": "…" }`. */
const callData = z.looseObject({
  callId: z.string(),
  direction: z.enum(["inbound", "outbound"]),
  from: z.string(),
  to: z.string(),
  channel: z.string(),
  status: z.enum(["initiated", "ringing", "active", "completed", "busy", "no_answer", "failed", "canceled", "voicemail"]),
  duration: z.int().meta({ description: "Seconds from the answer; 0 before it" }),
  aiHandled: z.boolean().meta({ description: "No person spoke in the call and it was not transferred" }),
  language: z.enum(["en", "fr"]),
  agent: z.object({ id: z.string(), name: z.string(), revision: z.int() }),
  startedAt: instant,
  answeredAt: instant.nullable(),
  endedAt: instant.nullable(),
  transcript: z.string().meta({ description: "One line for each thing said: `Caller: …`, `Agent: …`, `Person: …`" }),
  outcome: z
    .enum(["BOOKED", "ANSWERED", "MESSAGE_TAKEN", "TRANSFERRED", "MISSED", "ABANDONED", "VOICEMAIL", "FAILED"])
    .nullable()
    .meta({ description: "null until the call has ended" }),
  endReason: z.string().nullable(),
  intent: z.string().nullable(),
  sentiment: z.enum(["positive", "negative", "neutral", "urgent"]).nullable(),
  booking: bookingData.nullable().meta({ description: "The newest booking this call made or changed" }),
});
export type CallData = z.infer<typeof callData>;

export const outgoingEvent = z.object({
  eventId: z.string().meta({ description: "The same for every attempt and every endpoint: dedupe by it. Also the header `webhook-id`" }),
  eventType: z.union([outgoingType, z.literal(TEST_TYPE)]),
  timestamp: instant,
  sequence: z
    .int()
    .meta({ description: "Counts what leaves of one call (or of a booking no call made) from 1, without gaps. Arrival in this order is not promised" }),
  data: z.union([callData, z.object({ callId: z.string().nullable(), booking: bookingData })]),
});
export type OutgoingEvent = z.infer<typeof outgoingEvent>;
export const signedEvent = z.object({
  ...outgoingEvent.shape,
  signature: z.string().meta({ description: "HMAC-SHA256 of the body without this member, in the order sent" }),
});

export const outgoingList = z.strictObject({
  ...page,
  type: outgoingType.optional(),
  callId: z.uuid().optional(),
  after: z.coerce.number().int().min(0).optional().meta({ description: "Only what left after this position: the `id` of the stream" }),
});

export const eventSample = z.object({
  eventType: z.string(),
  schema: z.string().meta({ description: "Version of the body, as in the header x-webhook-schema" }),
  summary: z.object({ en: z.string(), fr: z.string() }),
  sample: outgoingEvent.meta({ description: "Without `signature`, which is made with the endpoint's secret" }),
  jsonSchema: z.record(z.string(), z.unknown()),
});
export type EventSample = z.infer<typeof eventSample>;

/** JSON Schema of the whole body. */
export const bodySchema = (): Record<string, unknown> => z.toJSONSchema(signedEvent) as Record<string, unknown>;
