import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CallEvent } from "../../src/call/event.ts";
import { fold, step } from "../../src/call/step.ts";
import { summaryFor } from "../../src/call/supervising.ts";
import { answered, given, heardOne, kinds, opened, proposal, said } from "./given.ts";

const greeted = [opened, answered, heardOne] as const;
const joined: CallEvent = { type: "supervisor.joined", who: "ana", mode: "barge" };
const took: CallEvent = { type: "supervisor.took_over", who: "ana" };
const types = (text: string): CallEvent => ({ type: "supervisor.said", who: "ana", text, typed: true });

describe("a supervisor", () => {
  test("who joins and leaves is known while they are there", () => {
    expect(given(...greeted, joined).state.supervisors).toEqual({ ana: "barge" });
    expect(given(...greeted, joined, { type: "supervisor.left", who: "ana" }).state.supervisors).toEqual({});
  });
  test("who listens changes nothing of the conversation", () => {
    const without = given(...greeted, said("hello"));
    const { state, commands } = given(...greeted, { type: "supervisor.joined", who: "ana", mode: "monitor" }, said("hello"));
    expect({ ...state, supervisors: undefined }).toEqual({ ...without.state, supervisors: undefined });
    expect(commands).toEqual(without.commands);
  });
  test("who barges in while the agent thinks is said at once, and the agent gives way", () => {
    const { state, commands } = given(...greeted, said("hello"), joined, types("This is Ana."));
    expect(kinds(commands)).toEqual(["stop_thinking", "clear_timer", "say", "clear_timer", "end_turn", "set_timer"]);
    expect(commands).toContainEqual(expect.objectContaining({ type: "say", text: "This is Ana." }));
    expect(state.transcript.at(-1)).toEqual({ who: "supervisor", text: "This is Ana.", to: "caller" });
  });
  test("whose words were played does not make the agent say them too", () => {
    const { state } = given(...greeted, took, types("Hi, Ana here."), (now) => ({ type: "speech.stopped", speech: `${now.turn}.0`, heard: "Hi, Ana here." }));
    expect(state.transcript.filter((line) => "text" in line && line.text === "Hi, Ana here.")).toHaveLength(1);
  });
  test("whose own voice was heard is written down, not said again", () => {
    const { commands, state } = given(...greeted, took, { type: "supervisor.said", who: "ana", text: "Hi." });
    expect(commands).toEqual([]);
    expect(state.transcript.at(-1)).toMatchObject({ who: "supervisor", text: "Hi." });
  });
  test("who hands back tells the agent what was said", () => {
    const { state } = given(...greeted, took, types("Where to?"), said("the airport"), said("at five"));
    expect(summaryFor(state, "A regular.")).toBe("A regular. Said meanwhile: Colleague: Where to? / Caller: the airport / Caller: at five");
    expect(summaryFor(given(...greeted, took).state, "")).toBe("Nothing was said meanwhile.");
  });
});

const text = fc.constantFrom("yes", "no", "a ride please");
const turn = fc.integer({ min: 0, max: 4 });
/** Whatever may still come in while a person speaks; nobody hands back. */
const late: fc.Arbitrary<CallEvent> = fc.oneof(
  text.map(said),
  fc.constant<CallEvent>({ type: "caller.spoke", leg: "caller" }),
  text.map((words): CallEvent => ({ type: "supervisor.said", who: "ana", text: words })),
  text.map((words): CallEvent => ({ type: "supervisor.whispered", who: "bo", text: words })),
  fc.constantFrom<CallEvent>(joined, { type: "supervisor.joined", who: "bo", mode: "monitor" }, { type: "supervisor.left", who: "bo" }, took),
  turn.map((at): CallEvent => ({ type: "model.said", turn: at, text: "I am the agent." })),
  turn.map((at): CallEvent => ({ type: "model.rested", turn: at })),
  turn.map((at): CallEvent => ({ type: "model.failed", turn: at, failure: { kind: "timeout", message: "x" } })),
  fc
    .tuple(turn, fc.constantFrom("hold_booking", "confirm", "transfer_to_person"))
    .map(([at, tool]): CallEvent => ({ type: "model.asked", turn: at, tool: { id: "t1", tool, input: {} } })),
  fc
    .constantFrom({}, { say: "I am the agent." }, { proposal }, { goodbye: true }, { transfer: { to: "+15145551234", brief: "" } })
    .map((output): CallEvent => ({ type: "tool.returned", id: "t1", output })),
  fc.constantFrom("silence", "late").map((timer): CallEvent => ({ type: "timer.fired", timer })),
  fc.tuple(turn, fc.constantFrom("", "Where to?")).map(([at, heard]): CallEvent => ({ type: "speech.stopped", speech: `${at}.0`, heard })),
  fc.constantFrom<CallEvent>({ type: "leg.answered", leg: "caller", by: "machine" }, { type: "leg.ended", leg: "transfer", why: "busy" }),
);
const before: fc.Arbitrary<CallEvent[]> = fc.array(late, { maxLength: 12 });

test("on a call a person has taken over the agent says, thinks and does nothing, whatever arrives", () => {
  fc.assert(
    fc.property(before, fc.array(late, { maxLength: 20 }), (first, then) => {
      let state = fold([opened, answered, ...first, took]);
      fc.pre(state.phase.is === "handed_over");
      for (const event of then) {
        const next = step(state, event);
        const done = next.commands.filter(({ type }) => ["say", "think", "use_tool", "transfer", "hang_up", "dial", "press"].includes(type));
        expect(done).toEqual([]);
        expect(next.state.phase.is).toBe("handed_over");
        state = next.state;
      }
    }),
    { numRuns: 2000 },
  );
});
