import { CALLER } from "@firstring/contract/call/event.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { byNeed, type Floor, LONG_SILENCE_MS, needOf, swept, withCall, withEvent } from "../src/live/floor.ts";
import { callRow } from "./calls.ts";

const now = Date.UTC(2026, 10, 20, 15, 5);
const floorOf = (...rows: Parameters<typeof callRow>[0][]): Floor => rows.reduce<Floor>((floor, row) => withCall(floor, callRow(row), now), new Map());
const ids = (floor: Floor, nowMs = now) => byNeed(floor, nowMs).map(({ call }) => call.id);

describe("the floor", () => {
  test("who needs help comes first, then urgent, then silent, then the newest", () => {
    const floor = floorOf(
      { id: "old", openedAt: "2026-11-20T15:00:00.000Z" },
      { id: "new", openedAt: "2026-11-20T15:04:00.000Z" },
      { id: "urgent", sentiment: "urgent" },
      { id: "help", needsHelp: 80 },
      { id: "silent", openedAt: "2026-11-20T14:00:00.000Z" },
    );
    const talked = ["old", "new"].reduce(
      (before, id) => withEvent(before, id, { type: "caller.said", leg: CALLER, text: "hello" }, now + LONG_SILENCE_MS),
      floor,
    );
    expect(ids(talked, now + LONG_SILENCE_MS)).toEqual(["help", "urgent", "silent", "new", "old"]);
  });

  test("order is total: the same calls in any order of arrival stand in the same order", () => {
    const rows = fc.uniqueArray(fc.record({ id: fc.uuid(), needsHelp: fc.integer({ min: 0, max: 100 }), minute: fc.integer({ min: 0, max: 5 }) }), {
      selector: ({ id }) => id,
      maxLength: 12,
    });
    fc.assert(
      fc.property(rows, (given) => {
        const made = given.map(({ id, needsHelp, minute }) => ({ id, needsHelp, openedAt: `2026-11-20T15:0${minute}:00.000Z` }));
        expect(ids(floorOf(...made))).toEqual(ids(floorOf(...made.toReversed())));
      }),
    );
  });

  test("facts show before the row says so: line, mood, goal, end", () => {
    let floor = floorOf({ id: "a" });
    floor = withEvent(floor, "a", { type: "caller.said", leg: CALLER, text: "My heat is out" }, now);
    floor = withEvent(
      floor,
      "a",
      {
        type: "model.noted",
        turn: 1,
        note: { language: "fr", act: { kind: "ask" }, understood: { intent: "book", sentiment: "negative", confidence: 1, urgent: false }, memory: null },
      },
      now,
    );
    expect(floor.get("a")).toMatchObject({
      talking: "thinking",
      call: { lastLine: "My heat is out", lastWho: "caller", sentiment: "negative", language: "fr" },
    });
    floor = withEvent(floor, "a", { type: "call.ended", why: "caller_hung_up", outcome: "booked" }, now);
    expect(floor.get("a")?.call).toMatchObject({ outcome: "booked", endedAt: new Date(now).toISOString() });
    expect(needOf(floor.get("a")!, now)).toBe("over");
  });

  test("a row older than what was heard does not wake an ended call", () => {
    const ended = withEvent(floorOf({ id: "a" }), "a", { type: "call.ended", why: "silence", outcome: "abandoned" }, now);
    expect(withCall(ended, callRow({ id: "a" }), now)).toBe(ended);
  });

  test("ended calls linger, then go; unknown and ended ones never come", () => {
    const ended = withEvent(floorOf({ id: "a" }, { id: "b" }), "a", { type: "call.ended", why: "silence", outcome: "abandoned" }, now);
    expect([...swept(ended, now - 1).keys()]).toEqual(["a", "b"]);
    expect([...swept(ended, now + 1).keys()]).toEqual(["b"]);
    expect(withCall(new Map(), callRow({ id: "c", endedAt: "2026-11-20T15:00:00.000Z" }), now).size).toBe(0);
    expect(withEvent(new Map(), "c", { type: "caller.spoke", leg: CALLER }, now).size).toBe(0);
  });
});
