import type { Act } from "@firstring/contract/call/event.ts";
import { type CallState, unopened } from "@firstring/contract/call/state.ts";
import { describe, expect, it } from "vitest";
import { heardWithin } from "../../src/channels/heard.ts";
import { SimulatedCaller } from "../../src/channels/simulator/caller.ts";
import { fill } from "../../src/channels/simulator/script.ts";
import { scripts } from "../../src/channels/simulator/scripts.ts";
import { simulator } from "../../src/channels/simulator/simulator.ts";
import { SimulatorLine } from "../../src/channels/simulator/simulator-line.ts";
import { Engine } from "../../src/engine/engine.ts";
import { nobodyElse } from "../../src/engine/owners.ts";
import { newId, type TenantId } from "../../src/lib/ids.ts";
import { seeded } from "../../src/lib/random.ts";
import { memoryLog } from "../../src/log/memory.ts";
import type { Caused } from "../../src/ports/line.ts";
import { agentOf, asks, scriptedBrain, scriptedTool, sentence } from "../engine/scripted.ts";
import { manualClock } from "../harness/clock.ts";
import { wordsLineContract } from "./words-line.ts";

const silent = { next: () => ({ is: "hang_up" as const }) };
const human = { speech: 1, thinkMs: () => 800 };

wordsLineContract("simulator", () => {
  const clock = manualClock();
  const reported: Caused[] = [];
  const line = new SimulatorLine(
    (caused) => reported.push(caused),
    clock,
    human,
    silent,
    () => undefined,
  );
  return {
    line,
    reported,
    begin: () => undefined,
    listenToEnd: () => clock.advance(60_000),
    heard: () => reported.flatMap(({ event }) => (event.type === "speech.stopped" ? [event.heard] : [])),
    leaks: () => clock.waiting(),
  };
});

describe("the simulator's line", () => {
  it("is interrupted where it is, and what was not said was not heard", () => {
    const clock = manualClock();
    const reported: Caused[] = [];
    const line = new SimulatorLine(
      (caused) => reported.push(caused),
      clock,
      human,
      silent,
      () => undefined,
    );
    const text = "We are open from Monday to Friday, from eight to six, and on Saturdays too.";
    line.send({ type: "say", speech: "1.0", text, interruptible: true });
    line.send({ type: "say", speech: "1.1", text: "How can I help?", interruptible: true });
    clock.advance(1500);
    line.send({ type: "hush" });
    expect(reported.map(({ event }) => event)).toEqual([
      { type: "speech.stopped", speech: "1.0", heard: heardWithin(text, 1500) },
      { type: "speech.stopped", speech: "1.1", heard: "" },
    ]);
    expect(clock.waiting()).toBe(0);
  });
});

describe("a simulated caller", () => {
  const script = scripts.find(({ name }) => name === "asks about payment on the way")!;
  const after = (act: Act, changes: Partial<CallState> = {}): CallState => ({ ...unopened, phase: { is: "talking" }, act, ...changes });
  const caller = (of = script) => new SimulatedCaller(fill(of, seeded(7), Date.UTC(2026, 10, 21), "America/Toronto"), seeded(7));

  it("answers what the agent did, digresses once, says yes to a read-back and leaves after the booking", () => {
    const one = caller();
    const say = (state: CallState) => one.next(state);
    expect(say(unopened)).toMatchObject({ text: expect.stringMatching(/^Can you pick me up at the Bell Centre/) });
    expect(say(after({ kind: "ask", slots: ["dropoff"] }))).toEqual({ is: "say", text: "Before that, can I pay by credit card?" });
    expect(say(after({ kind: "answer", slots: ["dropoff"] }))).toEqual({ is: "say", text: "Jean-Talon Market" });
    expect(say(after({ kind: "ask", slots: ["passengers", "name"] }))).toEqual({ is: "say", text: "four, Priya Sharma" });
    const proposal = { id: "p", kind: "book", readBack: "Right?", summary: "", speech: "5.0", heard: true } as const;
    expect(say(after({ kind: "tool" }, { proposal }))).toMatchObject({ is: "say", text: expect.stringMatching(/yes|right|correct/i) });
    const bookings = [{ id: "b", code: "K", status: "confirmed", summary: "" }] as const;
    expect(say(after({ kind: "tool" }, { bookings }))).toMatchObject({ is: "say", text: expect.stringMatching(/bye/i) });
    expect(say(after({ kind: "bye" }, { bookings }))).toEqual({ is: "hang_up" });
  });

  it("gives up on an agent that asks the same thing for ever", () => {
    const one = caller();
    const moves = Array.from({ length: 30 }, () => one.next(after({ kind: "ask", slots: ["dropoff"] })).is);
    expect(moves).toContain("hang_up");
    expect(moves.indexOf("hang_up")).toBeLessThan(10);
  });

  it("is twenty different people, in both languages, with every moment filled in", () => {
    expect(scripts).toHaveLength(20);
    expect(new Set(scripts.map(({ name }) => name)).size).toBe(20);
    expect(new Set(scripts.map(({ from }) => from)).size).toBe(20);
    expect(scripts.filter(({ language }) => language === "fr").length).toBeGreaterThanOrEqual(6);
    for (const each of scripts) expect(JSON.stringify(fill(each, seeded(1), Date.UTC(2026, 10, 21), "America/Toronto"))).not.toMatch(/[{]\w+[}]/);
  });
});

describe("the simulator", () => {
  const tenant = newId<TenantId>();
  const hold = () =>
    scriptedTool("hold_booking", false, false, () => ({ proposal: { id: "p", kind: "book", readBack: "A ride. Is that right?", summary: "" } }));
  const confirm = () => scriptedTool("confirm", true, true, () => ({ booking: { id: "b", code: "AB12", status: "confirmed", summary: "" }, say: "Booked." }));

  function world() {
    const clock = manualClock();
    const tools = [hold(), confirm()];
    const engine = new Engine({
      log: memoryLog(),
      clock,
      owners: nobodyElse,
      ended: async () => {},
      reception: async () => ({ tenant, agent: agentOf(tools) }),
      brain: () =>
        scriptedBrain(
          () => [asks("hold_booking", "1")],
          () => [asks("confirm", "2")],
          () => [sentence("Goodbye.")],
        ),
      tools: new Map(tools.map((tool) => [tool.name, tool])),
      warn: () => undefined,
    });
    const numbers = { "demo-hvac": "+15145550001", "demo-rides": "+15145550002", "demo-care": "+15145550003" };
    return { engine, clock, simulator: simulator({ engine, clock, seed: 11, numbers, zone: "America/Toronto", warn: () => undefined }) };
  }
  const breathe = async () => {
    for (let i = 0; i < 20; i++) await new Promise<void>((resolve) => setImmediate(resolve));
  };

  it("has a whole call at once and gives back what came of it", async () => {
    const { simulator: callers, clock } = world();
    let played: Awaited<ReturnType<typeof callers.play>> | undefined;
    void callers.play({ tenant }).then((result) => {
      played = result;
    });
    while (played === undefined) {
      await breathe();
      clock.advance(1);
    }
    expect(played.state.bookings).toHaveLength(1);
    expect(played.state.phase).toMatchObject({ is: "ended", outcome: "booked" });
    expect(played.state.transcript.some(({ who }) => who === "caller")).toBe(true);
  });

  it("lets callers come within seconds, a few at once, until it is switched off", async () => {
    const { simulator: callers, engine, clock } = world();
    let most = 0;
    callers.set(true);
    for (let i = 0; i < 600; i++) {
      await breathe();
      clock.advance(200);
      most = Math.max(most, engine.live.length);
    }
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(5);
    callers.set(false);
    callers.stop();
    await Promise.all(engine.live.map(({ done }) => done));
    expect(engine.live).toEqual([]);
    clock.advance(2_000); // the last may still have been ringing
    expect(clock.waiting()).toBe(0);
  });
});
