import { describe, expect, test } from "vitest";
import { step } from "../../src/call/step.ts";
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
  test("a person who does not answer brings the caller back, and the brain is told as of a refusal", () => {
    const { state, commands } = given(...put, { type: "leg.ended", leg: "transfer", why: "no_answer" });
    expect(state.phase).toEqual({ is: "talking" });
    expect(state.transferred).toBe(false);
    expect(kinds(commands)).toContain("think");
    expect(state.transcript.at(-1)).toMatchObject({ who: "tool", output: { data: { refused: "nobody_available" } } });
  });
  test("it may be tried again and fail again", () => {
    const once = [...put, { type: "leg.ended", leg: "transfer", why: "busy" }, said("try again")] as const;
    const twice = [
      ...once,
      asks(5, "transfer_to_person", "t2"),
      { type: "model.rested", turn: 5 },
      { type: "tool.returned", id: "t2", output: put[6].output },
    ] as const;
    expect(given(...twice).state.phase.is).toBe("transferring");
    expect(given(...twice, { type: "leg.ended", leg: "transfer", why: "busy" }).state.phase).toEqual({ is: "talking" });
  });
  test("a brain that tries for ever is stopped: the caller gets the turn", () => {
    let { state, commands } = given(...put.slice(0, 4));
    let tries = 0;
    for (; tries < 50 && !kinds(commands).includes("end_turn"); tries++) {
      const at = state.turn;
      const events = [
        asks(at, "transfer_to_person", `again-${tries}`),
        { type: "model.rested", turn: at },
        { type: "tool.returned", id: `again-${tries}`, output: put[6].output },
        { type: "leg.ended", leg: "transfer", why: "failed" },
      ] as const;
      for (const event of events) ({ state, commands } = step(state, event));
    }
    expect(tries).toBeLessThan(10);
  });
  test("a person who did answer ends the call as transferred", () => {
    const { commands } = given(...put, { type: "leg.ended", leg: "transfer", why: "transferred" }, { type: "leg.ended", leg: "caller", why: "transferred" });
    expect(commands).toContainEqual({ type: "close", why: "transferred" });
  });
});
