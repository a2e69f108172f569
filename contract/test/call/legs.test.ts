import { describe, expect, test } from "vitest";
import type { CallEvent } from "../../src/call/event.ts";
import { answered, asks, given, hearAll, heardOne, kinds, opened, said, spec } from "./given.ts";

const warm = { to: "+15145551234", brief: "Ms Roy asks about an invoice.", warm: true };
const put = [
  opened,
  answered,
  heardOne,
  said("a person please"),
  asks(2, "transfer_to_person", "t1"),
  { type: "model.rested", turn: 2 },
  { type: "tool.returned", id: "t1", output: { transfer: warm } },
] as const;
const up: CallEvent = { type: "leg.answered", leg: "transfer" };
const joined: CallEvent = { type: "leg.joined", leg: "transfer", mode: "talk" };

describe("a warm transfer", () => {
  test("calls the person with the brief, and waits for them", () => {
    const { state, commands } = given(...put);
    expect(commands).toContainEqual({ type: "dial", leg: "transfer", to: warm.to, mode: "talk", brief: warm.brief });
    expect(state.phase).toEqual({ is: "transferring", to: warm.to });
    expect(state.legs["transfer"]).toMatchObject({ is: "ringing", wanted: "talk" });
  });
  test("a person who hears the brief and does not take the call brings the caller back", () => {
    const { state, commands } = given(...put, up, { type: "leg.ended", leg: "transfer", why: "no_answer" });
    expect(state).toMatchObject({ phase: { is: "talking" }, transferred: false });
    expect(kinds(commands)).toContain("think");
  });
  test("a person who joined and leaves ends the call as transferred, not as refused", () => {
    const { state, commands } = given(...put, up, joined, { type: "leg.ended", leg: "transfer", why: "caller_hung_up" });
    expect(state.phase).toEqual({ is: "leaving", why: "transferred" });
    expect(commands).toContainEqual({ type: "hang_up", why: "transferred" });
  });
  test("may be tried again after nobody took it", () => {
    const again = [
      ...put,
      { type: "leg.ended", leg: "transfer", why: "busy" },
      said("try again"),
      asks(5, "transfer_to_person", "t2"),
      { type: "model.rested", turn: 5 },
      { type: "tool.returned", id: "t2", output: { transfer: warm } },
    ] as const;
    expect(kinds(given(...again).commands)).toContain("dial");
    expect(given(...again, { type: "leg.ended", leg: "transfer", why: "busy" }).state.phase.is).toBe("talking");
  });
});

describe("a person beside the caller", () => {
  const wanted: CallEvent = { type: "leg.wanted", leg: "supervisor:ann", to: "+15145550177", mode: "monitor" };
  test("is dialled once, changes their part when they are up, and is let go", () => {
    expect(given(opened, answered, wanted).commands).toEqual([{ type: "dial", leg: "supervisor:ann", to: "+15145550177", mode: "monitor", brief: "" }]);
    expect(given(opened, answered, wanted, wanted).commands).toEqual([]);
    const there = [opened, answered, wanted, { type: "leg.joined", leg: "supervisor:ann", mode: "monitor" }] as const;
    expect(given(...there, { ...wanted, mode: "barge" } as CallEvent).commands).toEqual([{ type: "join", leg: "supervisor:ann", mode: "barge" }]);
    expect(given(...there, { type: "leg.released", leg: "supervisor:ann" }).commands).toEqual([{ type: "drop", leg: "supervisor:ann" }]);
  });
  test("who wanted another part while the telephone rang gets it on joining", () => {
    const { commands } = given(opened, answered, wanted, { ...wanted, mode: "barge" } as CallEvent, {
      type: "leg.joined",
      leg: "supervisor:ann",
      mode: "monitor",
    });
    expect(commands).toEqual([{ type: "join", leg: "supervisor:ann", mode: "barge" }]);
  });
  test("who leaves during a transfer does not end the transfer", () => {
    expect(given(...put, wanted, { type: "leg.ended", leg: "supervisor:ann", why: "caller_hung_up" }).state.phase.is).toBe("transferring");
  });
});

describe("a machine that answers", () => {
  const agent = { ...spec, voicemail: { en: "Please call us back.", fr: "Veuillez nous rappeler." } };
  const calling: CallEvent = { ...opened, direction: "outbound", agent } as CallEvent;
  const machine: CallEvent = { type: "leg.answered", leg: "caller", by: "machine" };
  test("is left the agent's message, whether it is known at once or late", () => {
    for (const events of [
      [calling, machine],
      [calling, answered, machine],
      [calling, answered, said("you have reached the voicemail of"), machine],
    ]) {
      const { state, commands } = given(...events);
      expect(commands).toContainEqual(expect.objectContaining({ type: "say", text: "Please call us back." }));
      expect(commands).toContainEqual({ type: "hang_up", why: "voicemail" });
      expect(given(...events, ...hearAll(state), { type: "leg.ended", leg: "caller", why: "agent_hung_up" }).commands).toContainEqual({
        type: "close",
        why: "voicemail",
      });
    }
  });
});

test("what somebody else's brain conducts is folded and asks for nothing", () => {
  const watched: CallEvent = { ...opened, agent: { ...spec, observed: true } } as CallEvent;
  const events: CallEvent[] = [
    watched,
    answered,
    said("hello"),
    { type: "speech.stopped", speech: "1.0", heard: "Good day." },
    { type: "leg.ended", leg: "caller", why: "caller_hung_up" },
  ];
  for (let n = 1; n <= events.length; n++) expect(given(...events.slice(0, n)).commands).toEqual([]);
  const { state } = given(...events, { type: "call.ended", why: "caller_hung_up", outcome: "answered" });
  expect(state.phase.is).toBe("ended");
  expect(state.transcript).toEqual([
    { who: "caller", text: "hello" },
    { who: "agent", text: "Good day." },
  ]);
});
