import type { AgentSpec } from "@firstring/contract/call/agent.ts";
import type { CallEvent } from "@firstring/contract/call/event.ts";
import { type CallState, unopened } from "@firstring/contract/call/state.ts";
import { step } from "@firstring/contract/call/step.ts";
import fc from "fast-check";
import type { Understand } from "../../src/consumers/calls/fold.ts";
import { idOf } from "../../src/lib/ids.ts";

export const spec: AgentSpec = {
  id: idOf("an agent"),
  revision: 3,
  name: "Sam",
  company: "Demo Rides",
  greeting: { en: "Hi, I am Sam, the AI assistant.", fr: "Bonjour, je suis Sam, l'assistant IA." },
  personality: "",
  instructions: "",
  style: "friendly",
  languages: ["en", "fr"],
  brain: { kind: "offline" },
  tools: ["look_up", "hold_booking", "confirm", "take_message"].map((name) => ({
    name,
    description: name,
    input: {},
    lasting: name === "confirm" || name === "take_message",
    needsYes: name === "confirm",
  })),
  services: [],
  zone: "America/Toronto",
  patience: { silenceMs: 8000, fillerMs: 2500, apologyMs: 8000, longestCallMs: 1_800_000 },
};

export const opened: CallEvent = { type: "call.opened", direction: "inbound", from: "+15145550000", to: "+15145550123", channel: "simulator", agent: spec };
export const answered: CallEvent = { type: "leg.answered", leg: "caller", by: "human" };
export const says = (text: string): CallEvent => ({ type: "caller.said", leg: "caller", text });
export const ended: CallEvent = { type: "call.ended", why: "caller_hung_up", outcome: "answered" };

/** Reads a mood from plain words, so that tests can say what they mean. */
export const understand: Understand = (text) => ({
  intent: text.includes("person") ? "handoff" : "booking",
  sentiment: text.includes("angry") ? "negative" : text.includes("gas") ? "urgent" : "neutral",
  confidence: 0.9,
  urgent: text.includes("gas"),
});

const wild: fc.Arbitrary<CallEvent> = fc.oneof(
  fc.string().map(says),
  fc
    .record({ turn: fc.nat({ max: 6 }), sentence: fc.nat({ max: 3 }), heard: fc.string() })
    .map(({ turn, sentence, heard }): CallEvent => ({ type: "speech.stopped", speech: `${turn}.${sentence}`, heard })),
  fc.constantFrom<CallEvent>(
    opened,
    answered,
    { type: "leg.rang", leg: "caller" },
    { type: "leg.answered", leg: "caller", by: "machine" },
    { type: "leg.ended", leg: "caller", why: "busy" },
    { type: "caller.pressed", leg: "caller", digits: "1#" },
    { type: "caller.spoke", leg: "caller" },
    { type: "supervisor.took_over", who: "ana" },
    { type: "supervisor.said", who: "ana", text: "Hello, Ana here." },
    { type: "supervisor.handed_back", who: "ana", summary: "all is well" },
    { type: "supervisor.whispered", who: "ana", text: "offer a van" },
    { type: "timer.fired", timer: "silence" },
    { type: "timer.fired", timer: "late" },
    { type: "model.failed", turn: 2, failure: { kind: "timeout", message: "late" } },
    { type: "tool.failed", id: "t1", failure: { kind: "timeout", message: "late" } },
    ended,
    { type: "call.ended", why: "no_answer", outcome: "missed" },
  ),
);

/** What is likely next in this state. */
function natural(state: CallState, nth: number): CallEvent[] {
  const { turn } = state;
  const [speech] = state.speaking;
  const [tool] = state.pending;
  if (state.phase.is === "unopened") return [opened];
  if (state.phase.is === "ringing") return [{ type: "leg.rang", leg: "caller" }, answered];
  if (speech) return [{ type: "speech.stopped", speech: speech.id, heard: speech.text }];
  if (tool)
    return [
      {
        type: "tool.returned",
        id: tool.id,
        output: { say: "Done.", booking: { id: idOf("booking", String(nth)), code: "AB12", status: "confirmed", summary: "A ride on Friday" } },
      },
      { type: "tool.returned", id: tool.id, output: { messageTaken: true, say: "I wrote it down." } },
    ];
  if (state.thinking)
    return [
      { type: "model.said", turn, text: "Where to?" },
      { type: "model.asked", turn, tool: { id: `t${nth}`, tool: nth % 2 === 0 ? "look_up" : "take_message", input: {} } },
      {
        type: "model.noted",
        turn,
        note: {
          language: nth % 2 === 0 ? "en" : "fr",
          act: { kind: nth % 3 === 0 ? "clarify" : "ask", slots: ["pickup"] },
          goal: { service: "ride", intent: "book", slots: [{ name: "date", label: "date", value: "2026-11-27", required: true }] },
          understood: { intent: "booking", sentiment: "positive", confidence: 0.8, urgent: false },
          memory: { nth },
        },
      },
      { type: "model.rested", turn },
    ];
  return [says("a ride for two please"), says("I am angry"), says("I smell gas"), says("a person please"), { type: "caller.spoke", leg: "caller" }];
}

/** Calls as they could happen, with anything at all in between. */
export const someCall: fc.Arbitrary<CallEvent[]> = fc
  .array(fc.tuple(wild, fc.nat({ max: 99 })), { minLength: 1, maxLength: 50, size: "max" })
  .map((chances) => {
    let state = unopened;
    return chances.map(([any, chance], nth) => {
      const likely = natural(state, nth);
      const event = chance < 15 ? any : likely[chance % likely.length]!;
      state = step(state, event).state;
      return event;
    });
  });
