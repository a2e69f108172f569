import type { AgentSpec } from "@firstring/contract/call/agent.ts";
import { CALLER, type CallEvent } from "@firstring/contract/call/event.ts";
import type { Call } from "@firstring/contract/schemas/call.ts";
import type { Fact } from "../src/live/moments.ts";

/** An agent as a call carries it: enough for `step`. */
const agent: AgentSpec = {
  id: "agent",
  revision: 3,
  name: "Camille",
  company: "Demo HVAC",
  greeting: { en: "Hello, how can I help?", fr: "Bonjour, comment puis-je vous aider?" },
  personality: "",
  instructions: "",
  style: "friendly",
  languages: ["en", "fr"],
  brain: { kind: "offline" },
  tools: [
    { name: "hold_booking", description: "", input: null, lasting: false, needsYes: false },
    { name: "confirm", description: "", input: null, lasting: true, needsYes: true },
  ],
  services: [],
  zone: "America/Toronto",
  patience: { silenceMs: 8000, fillerMs: 1500, apologyMs: 6000, longestCallMs: 600_000 },
};

export const readBack = "Repair visit, Tuesday at 9 AM. Shall I book it?";

/** A caller who books in three turns, as the log would keep it. */
export const bookedCall: readonly CallEvent[] = [
  { type: "call.opened", direction: "inbound", from: "+15145550101", to: "+15145555678", channel: "simulator", agent },
  { type: "leg.answered", leg: CALLER },
  { type: "speech.stopped", speech: "1.0", heard: "Hello, how can I help?" },
  { type: "caller.spoke", leg: CALLER },
  { type: "caller.said", leg: CALLER, text: "No heat, can you come Tuesday at nine?" },
  {
    type: "model.noted",
    turn: 2,
    note: {
      language: "en",
      act: { kind: "tool" },
      goal: {
        service: "repair",
        intent: "book",
        slots: [
          { name: "problem", label: "problem", value: "no heat", required: true },
          { name: "date", label: "date", value: "Tuesday", required: true },
          { name: "name", label: "name", required: true },
        ],
      },
      understood: { intent: "book", sentiment: "neutral", confidence: 0.9, urgent: false },
      memory: null,
    },
  },
  { type: "model.said", turn: 2, text: "One moment." },
  { type: "model.said", turn: 2, text: "I will look." },
  { type: "model.asked", turn: 2, tool: { id: "t1", tool: "hold_booking", input: { service: "repair" } } },
  { type: "model.rested", turn: 2 },
  { type: "speech.stopped", speech: "2.0", heard: "One moment." },
  { type: "speech.stopped", speech: "2.1", heard: "I will look." },
  { type: "tool.returned", id: "t1", output: { proposal: { id: "p1", kind: "book", readBack, summary: "Repair visit, Tuesday at 9 AM" }, data: {} } },
  { type: "speech.stopped", speech: "2.2", heard: readBack },
  { type: "caller.said", leg: CALLER, text: "Yes please." },
  { type: "model.asked", turn: 3, tool: { id: "t2", tool: "confirm", input: {} } },
  { type: "model.rested", turn: 3 },
  {
    type: "tool.returned",
    id: "t2",
    output: { booking: { id: "b1", code: "ABC1234", status: "confirmed", summary: "Repair visit, Tuesday at 9 AM" }, say: "Booked. Your code is A, B, C." },
  },
  { type: "speech.stopped", speech: "3.0", heard: "Booked. Your code is A, B, C." },
  { type: "leg.ended", leg: CALLER, why: "caller_hung_up" },
  { type: "call.ended", why: "caller_hung_up", outcome: "booked" },
];

export const factsOf = (events: readonly CallEvent[], startMs = Date.UTC(2026, 10, 20, 15)): Fact[] =>
  events.map((event, seq) => ({ seq, atMs: startMs + seq * 1000, event }));

/** A row of the call list; what is not given is an ordinary live call. */
export function callRow(given: Partial<Call> & { id: string }): Call {
  return {
    direction: "inbound",
    from: "+15145550101",
    to: "+15145555678",
    channel: "simulator",
    status: "ACTIVE",
    outcome: null,
    why: null,
    agent: { id: null, revision: 1, name: "Camille" },
    language: "en",
    openedAt: "2026-11-20T15:00:00.000Z",
    answeredAt: "2026-11-20T15:00:01.000Z",
    endedAt: null,
    durationMs: 0,
    title: "",
    goal: null,
    lastLine: "",
    lastWho: null,
    turnCount: 0,
    messageCount: 0,
    sentiment: null,
    intent: null,
    needsHelp: 0,
    bookingIds: [],
    satisfaction: null,
    ...given,
  };
}
