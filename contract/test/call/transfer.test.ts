import { describe, expect, test } from "vitest";
import { answered, asks, given, heardOne, kinds, opened, said } from "./given.ts";

const put = [
  opened,
  answered,
  heardOne,
  said("a person please"),
  asks(2, "transfer_to_person", "t1"),
  { type: "model.rested", turn: 2 },
  { type: "tool.returned", id: "t1", output: { transfer: { to: "+15145551234", brief: "" } } },
] as const;

describe("being put through", () => {
  test("a person who does not answer brings the caller back to us, and we say so", () => {
    const { state, commands } = given(...put, { type: "leg.ended", leg: "transfer", why: "no_answer" });
    expect(state.phase).toEqual({ is: "talking" });
    expect(state.transferred).toBe(false);
    expect(kinds(commands)).toEqual(["say", "clear_timer", "end_turn"]);
  });
  test("it may be tried again and fail again", () => {
    const once = [
      ...put,
      { type: "leg.ended", leg: "transfer", why: "busy" },
      { type: "speech.stopped", speech: "3.0", heard: "…" },
      said("try again"),
    ] as const;
    const twice = [
      ...once,
      asks(4, "transfer_to_person", "t2"),
      { type: "model.rested", turn: 4 },
      { type: "tool.returned", id: "t2", output: put[6].output },
    ] as const;
    expect(given(...twice).state.phase.is).toBe("transferring");
    expect(given(...twice, { type: "leg.ended", leg: "transfer", why: "busy" }).state.phase).toEqual({ is: "talking" });
  });
  test("a person who did answer ends the call as transferred", () => {
    const { commands } = given(...put, { type: "leg.ended", leg: "transfer", why: "transferred" }, { type: "leg.ended", leg: "caller", why: "transferred" });
    expect(commands).toContainEqual({ type: "close", why: "transferred" });
  });
});
