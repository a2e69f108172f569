import type { CallEvent } from "@firstring/contract/call/event.ts";
import { unopened } from "@firstring/contract/call/state.ts";
import { step } from "@firstring/contract/call/step.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { folded, unfolded } from "../../src/consumers/calls/fold.ts";
import { rowOf } from "../../src/consumers/calls/row.ts";
import { answered, ended, opened, says, someCall, understand } from "./happenings.ts";

const START_MS = Date.parse("2026-11-21T15:00:00Z");
const foldOf = (...events: CallEvent[]) => events.reduce((fold, event, seq) => folded(fold, { seq, atMs: START_MS + seq * 1000, event }, understand), unfolded);

describe("a call in the list", () => {
  it("holds the conversation's own state, whatever happened", () => {
    fc.assert(
      fc.property(someCall, (events) => {
        const fold = foldOf(...events);
        expect(fold.state).toEqual(events.reduce((state, event) => step(state, event).state, unopened));
        const heard = fold.said.map(({ text }) => text).join(" ");
        for (const line of fold.state.transcript) if (line.who === "agent") expect(heard).toContain(line.text.trim());
        expect(fold.said.filter(({ role }) => role === "caller")).toHaveLength(fold.state.transcript.filter(({ who }) => who === "caller").length);
        const row = rowOf(fold);
        expect(row.needs_help).toBeGreaterThanOrEqual(0);
        expect(row.needs_help).toBeLessThanOrEqual(100);
        expect(row.ended_at !== null).toBe(fold.state.phase.is === "ended");
        if (row.ended_at !== null) expect(row.needs_help).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  it("does not change when an event comes again", () => {
    fc.assert(
      fc.property(someCall, fc.nat(), (events, nth) => {
        const fold = foldOf(...events);
        const seq = nth % events.length;
        expect(folded(fold, { seq, atMs: 0, event: events[seq]! }, understand)).toBe(fold);
      }),
    );
  });

  const statusAfter = (...events: CallEvent[]) => rowOf(foldOf(...events)).status;
  const out: CallEvent = { ...(opened as Extract<CallEvent, { type: "call.opened" }>), direction: "outbound" };
  const endedBy = (why: Extract<CallEvent, { type: "call.ended" }>["why"]): CallEvent => ({ type: "call.ended", why, outcome: "missed" });

  it("has the status telephone people expect", () => {
    expect(statusAfter(out)).toBe("INITIATED");
    expect(statusAfter(out, { type: "leg.rang", leg: "caller" })).toBe("RINGING");
    expect(statusAfter(opened)).toBe("RINGING");
    expect(statusAfter(opened, answered)).toBe("ACTIVE");
    expect(statusAfter(opened, answered, ended)).toBe("COMPLETED");
    expect(statusAfter(opened, endedBy("caller_hung_up"))).toBe("CANCELED");
    expect(statusAfter(out, endedBy("busy"))).toBe("BUSY");
    expect(statusAfter(out, endedBy("no_answer"))).toBe("NO_ANSWER");
    expect(statusAfter(out, endedBy("failed"))).toBe("FAILED");
    expect(statusAfter(out, endedBy("voicemail"))).toBe("VOICEMAIL");
    expect(statusAfter(opened, answered, endedBy("lost"))).toBe("FAILED");
  });

  it("makes one message of the sentences of a turn, and only of what was heard", () => {
    const hi = { type: "speech.stopped", speech: "1.0", heard: "Hi, I am" } as const;
    const { said } = foldOf(
      opened,
      answered,
      hi,
      says("A ride please"),
      { type: "model.said", turn: 2, text: "Sure." },
      { type: "model.said", turn: 2, text: "Where to?" },
      { type: "model.rested", turn: 2 },
      { type: "speech.stopped", speech: "2.0", heard: "Sure." },
      { type: "speech.stopped", speech: "2.1", heard: "Where to?" },
    );
    const spoken = said.map(({ role, text }) => `${role}: ${text}`);
    expect(spoken[0]).toBe("agent: Hi, I am");
    expect(spoken[1]).toBe("caller: A ride please");
    expect(spoken.slice(2).join()).toMatch(/^agent: Sure\. Where to\?$/);
  });

  it("asks for help where a person should look, and stops when one took over", () => {
    const calm = rowOf(foldOf(opened, answered, says("a ride"))).needs_help;
    const angry = rowOf(foldOf(opened, answered, says("I am angry"))).needs_help;
    const urgent = rowOf(foldOf(opened, answered, says("I smell gas"))).needs_help;
    const asking = rowOf(foldOf(opened, answered, says("a person please"))).needs_help;
    expect(calm).toBe(0);
    expect(angry).toBeGreaterThan(calm);
    expect(asking).toBeGreaterThan(angry);
    expect(urgent).toBeGreaterThan(asking);
    expect(rowOf(foldOf(opened, answered, says("I smell gas"), { type: "supervisor.took_over", who: "ana" })).needs_help).toBe(0);
    expect(rowOf(foldOf(opened, answered, says("I smell gas"))).sentiment).toBe("urgent");
  });

  it("is called after what it is about", () => {
    expect(rowOf(foldOf(opened, answered, says("hi"), says("I need a taxi"))).title).toBe("I need a taxi");
    expect(rowOf(foldOf(opened, answered, says("x".repeat(500)))).title).toHaveLength(80);
  });
});
