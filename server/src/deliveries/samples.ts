import {
  type BookingData,
  bodySchema,
  type CallData,
  type EventSample,
  type OutgoingEvent,
  type OutgoingType,
  TEST_TYPE,
} from "@firstring/contract/schemas/outgoing-event.ts";
import { SCHEMA } from "./sign.ts";

const CALL = "01989f6e-7c1a-7b5e-9d6f-2f4c8f1f2a3b";

const booking: BookingData = {
  id: "01989f6f-0a2b-7c3d-8e4f-5a6b7c8d9e0f",
  code: "K7M2Q",
  status: "confirmed",
  service: { id: "01989f00-1111-7222-8333-444455556666", slug: "furnace-repair", name: "Furnace repair" },
  resource: { id: "01989f00-2222-7333-8444-555566667777", name: "Technician 1" },
  startsAt: "2026-01-16T14:00:00.000Z",
  endsAt: "2026-01-16T15:00:00.000Z",
  slots: { address: "1200 rue Saint-Denis, Montréal" },
  customer: { name: "Jean Dupont", phone: "+15145551234", email: "jean.dupont@example.com" },
  language: "fr",
};

const live: CallData = {
  callId: CALL,
  direction: "inbound",
  from: "+15145551234",
  to: "+15145555678",
  channel: "twilio",
  status: "active",
  duration: 0,
  aiHandled: true,
  language: "fr",
  agent: { id: "01989f00-3333-7444-8555-666677778888", name: "Léa", revision: 3 },
  startedAt: "2026-01-15T10:27:00.000Z",
  answeredAt: null,
  endedAt: null,
  transcript: "",
  outcome: null,
  endReason: null,
  intent: null,
  sentiment: null,
  booking: null,
};
const talking: CallData = { ...live, answeredAt: "2026-01-15T10:27:00.000Z" };
const said: CallData = {
  ...talking,
  duration: 95,
  transcript: "Agent: Bonjour, ici Léa.\nCaller: Bonjour, je voudrais prendre un rendez-vous.",
  intent: "booking",
  sentiment: "neutral",
};

const of = (type: OutgoingType, sequence: number, data: OutgoingEvent["data"]): OutgoingEvent => {
  const [subject = "", name = ""] = type.split(".");
  const id = subject === "call" ? `twilio:${CALL}:${name}:${sequence + 10}` : `booking:${booking.id}:${name}:${sequence}`;
  return { eventId: id, eventType: type, timestamp: "2026-01-15T10:30:00.000Z", sequence, data };
};

type Kind = { type: OutgoingType; en: string; fr: string; sample: OutgoingEvent };

/** Every kind of event that leaves, in the order of a call. */
const kinds: readonly Kind[] = [
  {
    type: "call.call-started",
    en: "A call came in, or goes out",
    fr: "Un appel arrive ou part",
    sample: of("call.call-started", 1, { ...live, status: "ringing" }),
  },
  { type: "call.call-answered", en: "The line was answered", fr: "La ligne a été décrochée", sample: of("call.call-answered", 2, talking) },
  { type: "call.message-taken", en: "The agent wrote a message down", fr: "L'agent a pris un message", sample: of("call.message-taken", 3, said) },
  {
    type: "call.taken-over",
    en: "A person took the call over",
    fr: "Une personne a repris l'appel",
    sample: of("call.taken-over", 3, { ...said, aiHandled: false }),
  },
  {
    type: "call.handed-back",
    en: "The person gave the call back to the agent",
    fr: "La personne a rendu l'appel à l'agent",
    sample: of("call.handed-back", 4, { ...said, aiHandled: false }),
  },
  {
    type: "call.call-ended",
    en: "The call is over: exactly one for each call",
    fr: "L'appel est terminé : exactement un par appel",
    sample: of("call.call-ended", 5, {
      ...said,
      status: "completed",
      duration: 180,
      endedAt: "2026-01-15T10:30:00.000Z",
      outcome: "BOOKED",
      endReason: "caller_hung_up",
      booking,
    }),
  },
  { type: "booking.confirmed", en: "A booking was made", fr: "Une réservation a été faite", sample: of("booking.confirmed", 4, { callId: CALL, booking }) },
  {
    type: "booking.rescheduled",
    en: "A booking has another time",
    fr: "Une réservation a changé d'heure",
    sample: of("booking.rescheduled", 6, {
      callId: CALL,
      booking: {
        ...booking,
        status: "rescheduled",
        before: { startsAt: "2026-01-15T14:00:00.000Z", endsAt: "2026-01-15T15:00:00.000Z", resource: "Technician 1" },
      },
    }),
  },
  {
    type: "booking.changed",
    en: "Details of a booking were corrected",
    fr: "Les détails d'une réservation ont été corrigés",
    sample: of("booking.changed", 7, { callId: CALL, booking: { ...booking, status: "changed" } }),
  },
  {
    type: "booking.cancelled",
    en: "A booking was cancelled",
    fr: "Une réservation a été annulée",
    sample: of("booking.cancelled", 8, { callId: CALL, booking: { ...booking, status: "cancelled", by: "staff" } }),
  },
  {
    type: "booking.done",
    en: "The booked work is done",
    fr: "Le travail réservé est fait",
    sample: of("booking.done", 9, { callId: CALL, booking: { ...booking, status: "done" } }),
  },
];

export function eventSamples(): EventSample[] {
  const jsonSchema = bodySchema();
  return kinds.map(({ type, en, fr, sample }) => ({ eventType: type, schema: SCHEMA, summary: { en, fr }, sample, jsonSchema }));
}

/** What "send test" sends: the end of a call, under a type of its own, so that nothing takes it for one. */
export function sampleEvent(id: string, nowMs: number): OutgoingEvent {
  const ended = kinds.find(({ type }) => type === "call.call-ended")!.sample;
  return { ...ended, eventId: `test:${id}:call-ended:1`, eventType: TEST_TYPE, timestamp: new Date(nowMs).toISOString(), sequence: 1 };
}
