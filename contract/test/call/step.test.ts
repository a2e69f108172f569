import { describe, expect, test } from "vitest";
import { outcomeOf } from "../../src/call/outcome.ts";
import { step } from "../../src/call/step.ts";
import { answered, asks, given, heardOne, kinds, opened, proposal, said } from "./given.ts";

const greeted = [opened, answered, heardOne] as const;
const booking = { id: "b1", code: "ABCD", status: "confirmed" as const, summary: "ride" };

describe("opening", () => {
  test("an answered call is greeted, and then it is the caller's turn", () => {
    const { state, commands } = given(opened, answered);
    expect(kinds(commands)).toEqual(["say", "end_turn"]);
    expect(state.phase).toEqual({ is: "talking" });
  });
  test("once the greeting was heard, silence counts", () => {
    expect(given(...greeted).commands).toEqual([{ type: "set_timer", timer: "silence", afterMs: 8000 }]);
  });
  test("an answering machine is not talked to", () => {
    const { state, commands } = given(opened, { type: "leg.answered", leg: "caller", by: "machine" });
    expect(kinds(commands)).toContain("hang_up");
    expect(kinds(commands)).not.toContain("say");
    expect(state.phase).toEqual({ is: "leaving", why: "voicemail" });
  });
  test("a late ringing changes nothing on a leg that is up", () => {
    expect(given(opened, answered, { type: "leg.rang", leg: "caller" }).state.legs["caller"]).toEqual({ is: "up" });
  });
});

describe("a turn", () => {
  test("what the caller says asks the brain, under a new turn", () => {
    const { commands } = given(...greeted, said("a ride please"));
    expect(commands).toContainEqual({ type: "think", turn: 2 });
  });
  test("a sentence is said at once and joins the transcript as it was heard", () => {
    const { state } = given(
      ...greeted,
      said("hello"),
      { type: "model.said", turn: 2, text: "Where to?" },
      { type: "speech.stopped", speech: "2.0", heard: "Where" },
    );
    expect(state.transcript.at(-1)).toEqual({ who: "agent", text: "Where" });
  });
  test("late output of an old turn is ignored", () => {
    expect(given(...greeted, said("hello"), said("wait"), { type: "model.said", turn: 2, text: "Where to?" }).commands).toEqual([]);
  });
  test("speaking over us hushes us and disowns the turn", () => {
    const { state, commands } = given(...greeted, said("hello"), { type: "model.said", turn: 2, text: "Where to?" }, { type: "caller.spoke", leg: "caller" });
    expect(kinds(commands)).toEqual(["hush", "stop_thinking", "clear_timer"]);
    expect(state.turn).toBe(3);
  });
  test("a brain that says nothing is not dead air", () => {
    expect(kinds(given(...greeted, said("hello"), { type: "model.rested", turn: 2 }).commands)).toContain("say");
  });
  test("a brain that fails three times is apologised for, and the call ends", () => {
    const fail = (turn: number) => ({ type: "model.failed", turn, failure: { kind: "unavailable", message: "x" } }) as const;
    const { state, commands } = given(...greeted, said("a"), fail(2), said("b"), fail(4), said("c"), fail(6));
    expect(kinds(commands)).toContain("hang_up");
    expect(state.phase.is).toBe("leaving");
  });
});

describe("tools", () => {
  test("a tool's result goes back to the brain as a new turn", () => {
    const { commands } = given(
      ...greeted,
      said("price?"),
      asks(2, "look_up", "t1"),
      { type: "model.rested", turn: 2 },
      { type: "tool.returned", id: "t1", output: { data: "12 dollars" } },
    );
    expect(commands).toContainEqual({ type: "think", turn: 3 });
  });
  test("a result waits for the brain to rest", () => {
    const { commands } = given(...greeted, said("price?"), asks(2, "look_up", "t1"), { type: "tool.returned", id: "t1", output: { data: 12 } });
    expect(commands).toEqual([]);
  });
  test("the same tool call is made once", () => {
    const { commands } = given(...greeted, said("price?"), asks(2, "look_up", "t1"), asks(2, "look_up", "t1"));
    expect(commands).toEqual([]);
  });
  test("a tool the agent does not have never reaches the world", () => {
    const { state, commands } = given(...greeted, said("x"), asks(2, "launch_rocket", "t1"));
    expect(commands).toEqual([]);
    expect(state.transcript.at(-1)).toMatchObject({ who: "tool", output: { error: "invalid" } });
  });
  test("a result for words that are no longer the last is not spoken", () => {
    const { commands } = given(...greeted, said("a ride at 5"), asks(2, "hold_booking", "t1"), { type: "model.rested", turn: 2 }, said("no, at 6"), {
      type: "tool.returned",
      id: "t1",
      output: { proposal },
    });
    expect(kinds(commands)).not.toContain("say");
  });
});

describe("nothing lasting without a heard read-back and a clear yes", () => {
  const readBack = [
    ...greeted,
    said("a ride"),
    asks(2, "hold_booking", "t1"),
    { type: "model.rested", turn: 2 },
    { type: "tool.returned", id: "t1", output: { proposal } },
  ] as const;
  const wants = (state: { turn: number }) => asks(state.turn, "confirm", "t2");
  const rests = (state: { turn: number }) => ({ type: "model.rested", turn: state.turn }) as const;

  test("the read-back is spoken by us, word for word, and cannot be talked over", () => {
    expect(given(...readBack).commands).toContainEqual({ type: "say", speech: "2.0", text: proposal.readBack, interruptible: false });
  });
  test("a yes to a heard read-back makes it lasting", () => {
    const { commands } = given(...readBack, heardOne, said("yes please"), wants, rests);
    expect(commands).toContainEqual({ type: "use_tool", tool: { id: "t2", tool: "confirm", input: {} } });
  });
  test.each(["no", "yes but at six", "okay so… no", "how much is it?", "hm"])("not on: %s", (words) => {
    const { commands, state } = given(...readBack, heardOne, said(words), wants, rests);
    expect(kinds(commands)).not.toContain("use_tool");
    expect(state.transcript.at(-1)).toMatchObject({ who: "tool", output: { error: "not_agreed" } });
  });
  test("a read-back that was cut is repeated instead", () => {
    const { commands } = given(...readBack, { type: "speech.stopped", speech: "2.0", heard: "A ride on" }, said("yes"), wants);
    expect(commands).toContainEqual({ type: "say", speech: "3.0", text: proposal.readBack, interruptible: false });
  });
  test("a yes after anything else was said answers that, not the read-back", () => {
    const checkIn = { type: "timer.fired", timer: "silence" } as const;
    const { commands } = given(...readBack, heardOne, checkIn, heardOne, said("yes"), wants);
    expect(kinds(commands)).not.toContain("use_tool");
    expect(commands).toContainEqual(expect.objectContaining({ type: "say", text: proposal.readBack }));
  });
  test("a yes to one read-back never makes another lasting", () => {
    const other = { ...proposal, id: "p2", readBack: "A ride on Saturday. Is that right?" };
    const both = [...readBack, heardOne, said("yes"), wants, (state: { turn: number }) => asks(state.turn, "hold_booking", "t3"), rests] as const;
    const replaced = given(...both, { type: "tool.returned", id: "t3", output: { proposal: other } });
    expect(replaced.commands).toContainEqual(expect.objectContaining({ type: "say", text: other.readBack }));
    expect(replaced.state.waiting).toEqual([]);
    const { commands, state } = given(...both, { type: "tool.returned", id: "t3", output: { proposal: other } }, heardOne);
    expect(kinds(commands)).not.toContain("use_tool");
    expect(state).toMatchObject({ consent: "none", proposal: { id: "p2", heard: true } });
  });
  test("what was agreed to is made lasting, whatever is read back while that is on its way", () => {
    const { state } = given(...readBack, heardOne, said("yes"), wants, rests, { type: "leg.ended", leg: "caller", why: "caller_hung_up" });
    expect(state.proposal).toBeUndefined();
    expect(state.pending).toMatchObject([{ tool: "confirm", agreed: { id: proposal.id } }]);
  });
  test("a read-back with a sentence behind it is not the last that was heard", () => {
    const more = (state: { turn: number }) => ({ type: "model.said", turn: state.turn, text: "Do you want a child seat?" }) as const;
    const talksOn = [
      ...greeted,
      said("a ride"),
      asks(2, "hold_booking", "t1"),
      { type: "tool.returned", id: "t1", output: { proposal } },
      more,
      rests,
    ] as const;
    const { commands } = given(...talksOn, heardOne, heardOne, said("yes"), wants);
    expect(kinds(commands)).not.toContain("use_tool");
    expect(commands).toContainEqual(expect.objectContaining({ type: "say", text: proposal.readBack }));
  });
  test.each(["make it six", "no"])("a yes right behind “%s” does not agree to what was read", (words) => {
    const { commands } = given(...readBack, heardOne, said(words), said("yes"), wants, rests);
    expect(kinds(commands)).not.toContain("use_tool");
  });
  test("a yes behind words spoken over the read-back does not agree to it", () => {
    const { commands } = given(...readBack, said("make it six"), heardOne, said("yes"), wants, rests);
    expect(kinds(commands)).not.toContain("use_tool");
  });
  test("silence never books", () => {
    const { state } = given(...readBack, heardOne, { type: "timer.fired", timer: "silence" });
    expect(state.pending).toEqual([]);
    expect(state.waiting).toEqual([]);
  });
  test("the turn that asks must be heard first, and an interruption drops what it asked for", () => {
    const says = (state: { turn: number }) => ({ type: "model.said", turn: state.turn, text: "One moment." }) as const;
    const waiting = [...readBack, heardOne, said("yes"), says, wants, rests] as const;
    expect(kinds(given(...waiting).commands)).toEqual(["pause_turn"]);
    expect(kinds(given(...waiting, heardOne).commands)).toContain("use_tool");
    const cut = given(...waiting, { type: "caller.spoke", leg: "caller" });
    expect(cut.state.waiting).toEqual([]);
    expect(given(...waiting, { type: "caller.spoke", leg: "caller" }, { type: "speech.stopped", speech: "3.0", heard: "One moment." }).state.pending).toEqual(
      [],
    );
  });
  test("the caller who hangs up while it is being booked has booked", () => {
    const left = [...readBack, heardOne, said("yes"), wants, rests, { type: "leg.ended", leg: "caller", why: "caller_hung_up" }] as const;
    expect(kinds(given(...left).commands)).not.toContain("close");
    const { state, commands } = given(...left, { type: "tool.returned", id: "t2", output: { booking, say: "Booked." } });
    expect(commands).toEqual([{ type: "close", why: "caller_hung_up" }]);
    expect(outcomeOf(state, "caller_hung_up")).toBe("booked");
  });
  test("what the ledger says is spoken word for word, without asking the brain", () => {
    const { commands, state } = given(...readBack, heardOne, said("yes"), wants, rests, {
      type: "tool.returned",
      id: "t2",
      output: { booking, say: "Booked. Your code is A B C D." },
    });
    expect(kinds(commands)).toEqual(["say", "clear_timer", "end_turn"]);
    expect(state.bookings).toEqual([booking]);
    expect(state.proposal).toBeUndefined();
  });
});

describe("silence, time and people", () => {
  test("check in, warn, farewell", () => {
    const silence = { type: "timer.fired", timer: "silence" } as const;
    const { state, commands } = given(...greeted, silence, heardOne, silence, heardOne, silence);
    expect(commands).toContainEqual({ type: "hang_up", why: "silence" });
    expect(state.phase).toEqual({ is: "leaving", why: "silence" });
  });
  test("where people type, nobody is told that they cannot be heard", () => {
    const silence = { type: "timer.fired", timer: "silence" } as const;
    const [first, ...rest] = greeted;
    if (typeof first !== "object" || first.type !== "call.opened") throw new Error("a call begins by being opened");
    const { state } = given({ ...first, channel: "chat" }, ...rest, silence, heardOne, silence, heardOne, silence);
    const said = [...state.transcript.flatMap((line) => (line.who === "agent" ? [line.text] : [])), ...state.speaking.map(({ text }) => text)];
    expect(said.slice(-3)).toEqual([
      "Are you still there?",
      "I haven't read anything from you for a while. I'll stay a moment longer.",
      "I'll close our conversation for now. Write again any time. Goodbye.",
    ]);
  });
  test("a late brain: filler, then an apology that gives the turn back", () => {
    const late = { type: "timer.fired", timer: "late" } as const;
    expect(given(...greeted, said("hi"), late).commands[0]).toMatchObject({ type: "say", text: "One moment, please." });
    const { commands } = given(...greeted, said("hi"), late, heardOne, late);
    expect(kinds(commands)).toEqual(["stop_thinking", "say", "clear_timer", "end_turn"]);
  });
  test("nothing is said on a call a person has taken over, until it is handed back", () => {
    const taken = [...greeted, said("hello"), { type: "supervisor.took_over", who: "ana" }] as const;
    expect(kinds(given(...taken).commands)).toContain("stop_thinking");
    expect(given(...taken, { type: "model.said", turn: 2, text: "Hi" }).commands).toEqual([]);
    expect(given(...taken, said("still there?")).commands).toEqual([]);
    expect(kinds(given(...taken, { type: "supervisor.handed_back", who: "ana", summary: "wants a van" }).commands)).toContain("think");
  });
  test("a call that rings for ever is closed", () => {
    const { commands } = given(opened, { type: "timer.fired", timer: "longest_call" });
    expect(commands).toContainEqual({ type: "close", why: "lost" });
  });
  test("the longest call ends with a word", () => {
    expect(kinds(given(...greeted, { type: "timer.fired", timer: "longest_call" }).commands)).toEqual(expect.arrayContaining(["say", "hang_up"]));
  });
  test("an ended call asks for nothing", () => {
    const { state } = given(...greeted, { type: "call.ended", why: "caller_hung_up", outcome: "answered" });
    expect(step(state, said("hello")).commands).toEqual([]);
  });
});
