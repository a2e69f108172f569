import { CALLER } from "@firstring/contract/call/event.ts";
import { fold } from "@firstring/contract/call/step.ts";
import { afterEach, describe, expect, test } from "vitest";
import { type Connect, Engine } from "../../src/engine/engine.ts";
import { nobodyElse, type Owned, type Owners } from "../../src/engine/owners.ts";
import { recover } from "../../src/engine/recovery.ts";
import { type CallId, newId, type TenantId } from "../../src/lib/ids.ts";
import { memoryLog } from "../../src/log/memory.ts";
import type { Brain } from "../../src/ports/brain.ts";
import type { EventLog } from "../../src/ports/log.ts";
import type { Tool } from "../../src/ports/tool.ts";
import { manualClock } from "../harness/clock.ts";
import { agentOf, asks, scriptedBrain, scriptedTool, sentence, type TestLine, testLine } from "./scripted.ts";

const tenant = newId<TenantId>();
const proposal = { id: "p", kind: "book" as const, readBack: "A ride Friday at five. Is that right?", summary: "ride" };
const booking = { id: "b", code: "AB12", status: "confirmed" as const, summary: "ride" };
const problems: unknown[] = [];
const warn = (problem: unknown) => void problems.push(problem);
afterEach(() => expect(problems.splice(0)).toEqual([]));

function hold() {
  return scriptedTool("hold_booking", false, false, () => ({ proposal }));
}
function confirm() {
  return scriptedTool("confirm", true, true, () => ({ booking, say: "Booked. Your code is A B 1 2." }));
}

function office(brain: Brain, tools: readonly Tool[], log: EventLog = memoryLog(), owners: Owners = nobodyElse) {
  const clock = manualClock();
  const lines: TestLine[] = [];
  const crew = {
    log,
    clock,
    owners,
    ended: async () => {},
    reception: async () => ({ tenant, agent: agentOf(tools) }),
    brain: () => brain,
    tools: new Map(tools.map((tool) => [tool.name, tool])),
    warn,
  };
  const engine = new Engine(crew);
  const ring = async (callId = newId<CallId>()) => {
    const running = await engine.arrive({ channel: "simulator", direction: "inbound", from: "+15145550000", to: "+15145550123", callId }, testLine(lines));
    running.report({ event: { type: "leg.answered", leg: CALLER } });
    return running;
  };
  return { engine, clock, lines, log, ring };
}

/** A line that carries nothing out: what it was asked for is still to be done. */
const deafLine: Connect = () => ({ kind: "words", send: () => undefined, close: () => undefined });

/** Lets everything that is ready happen. */
const settle = async () => {
  for (let i = 0; i < 50; i++) await new Promise<void>((resolve) => setImmediate(resolve));
};
const say = (running: Awaited<ReturnType<ReturnType<typeof office>["ring"]>>, text: string) => {
  running.report({ event: { type: "caller.said", leg: CALLER, text } });
  return settle();
};

describe("one call", () => {
  const brain = () =>
    scriptedBrain(
      () => [asks("hold_booking", "1")],
      () => [asks("confirm", "2")],
    );

  test("books by talking, and its log folds to the state it ended in", async () => {
    const tools = [hold(), confirm()];
    const { ring, lines, log } = office(brain(), tools);
    const running = await ring();
    await say(running, "a ride on Friday at five");
    await say(running, "yes please");
    running.report({ event: { type: "leg.ended", leg: CALLER, why: "caller_hung_up" } });
    const state = await running.done;
    expect(lines[0]?.said).toEqual(["Hello.", proposal.readBack, "Booked. Your code is A B 1 2."]);
    expect(state.phase).toEqual({ is: "ended", why: "caller_hung_up", outcome: "booked" });
    const kept = await log.read(tenant, `call/${running.call}`);
    expect(fold(kept.map(({ event }) => event as never))).toEqual(state);
    expect(kept.map(({ seq }) => seq)).toEqual(kept.map((_, index) => index));
  });

  test("a lasting tool runs only once everything before it is durable", async () => {
    const inner = memoryLog();
    const { promise: durable, resolve: flush } = Promise.withResolvers<void>();
    const slow: EventLog = {
      ...inner,
      append: async (...given) => {
        await inner.append(...given);
        await durable;
      },
    };
    const confirming = confirm();
    const { ring } = office(brain(), [hold(), confirming], slow);
    const running = await ring();
    await say(running, "a ride");
    await say(running, "yes");
    expect(confirming.calls).toEqual([]);
    flush();
    await settle();
    expect(confirming.calls).toHaveLength(1);
    running.report({ event: { type: "leg.ended", leg: CALLER, why: "caller_hung_up" } });
    await running.done;
  });

  test("a lasting tool whose turn cannot be written in time is given up and never runs", async () => {
    const inner = memoryLog();
    let away = false;
    const hanging: EventLog = { ...inner, append: (...given) => (away ? new Promise(() => undefined) : inner.append(...given)) };
    const confirming = confirm();
    const { ring, clock } = office(brain(), [hold(), confirming], hanging);
    const running = await ring();
    await say(running, "a ride");
    away = true;
    await say(running, "yes");
    clock.advance(7000);
    await settle();
    expect(confirming.calls).toEqual([]);
    expect(running.state().transcript).toContainEqual(expect.objectContaining({ tool: "confirm", output: expect.objectContaining({ error: "timeout" }) }));
    expect(problems.splice(0).length).toBeGreaterThan(0);
    running.release();
  });

  test("what the outside says twice has one effect", async () => {
    const { ring, log } = office(scriptedBrain(), []);
    const running = await ring();
    for (let i = 0; i < 3; i++) running.report({ event: { type: "caller.said", leg: CALLER, text: "hi" }, cause: "twilio/CA1/gather/1" });
    await settle();
    const kept = await log.read(tenant, `call/${running.call}`);
    expect(kept.filter(({ event }) => event.type === "caller.said")).toHaveLength(1);
    running.report({ event: { type: "leg.ended", leg: CALLER, why: "caller_hung_up" } });
    await running.done;
  });

  test("silence: check in, warn, farewell, and no timer is left behind", async () => {
    const { ring, clock, lines } = office(scriptedBrain(), []);
    const running = await ring();
    await settle();
    for (let i = 0; i < 3; i++) {
      clock.advance(8000);
      await settle();
    }
    expect((await running.done).phase).toMatchObject({ is: "ended", why: "silence" });
    expect(lines[0]?.said).toHaveLength(4);
    expect(clock.waiting()).toBe(0);
  });

  test("a brain that hangs gives a filler and then an apology, never silence", async () => {
    const { ring, clock, lines } = office(
      scriptedBrain(() => new Promise(() => undefined)),
      [],
    );
    const running = await ring();
    await say(running, "hello");
    clock.advance(2500);
    await settle();
    clock.advance(5500);
    await settle();
    expect(lines[0]?.said.slice(1)).toEqual(["One moment, please.", "Sorry, I missed that. Could you say it again?"]);
    running.report({ event: { type: "leg.ended", leg: CALLER, why: "caller_hung_up" } });
    await running.done;
  });

  test("a tool that never answers is given up, and the brain is told", async () => {
    const stuck = scriptedTool("look_up", false, false, () => new Promise(() => undefined) as never);
    const thinking = scriptedBrain(
      () => [asks("look_up", "1")],
      () => [sentence("I could not find out.")],
    );
    const { ring, clock, lines } = office(thinking, [stuck]);
    const running = await ring();
    await say(running, "price?");
    clock.advance(7000);
    await settle();
    expect(lines[0]?.said).toContain("I could not find out.");
    expect(thinking.prompts[1]?.transcript.at(-1)).toMatchObject({ who: "tool", output: { error: "timeout" } });
    expect(problems.splice(0)).toHaveLength(1); // the operator hears of it too
    running.report({ event: { type: "leg.ended", leg: CALLER, why: "caller_hung_up" } });
    await running.done;
  });

  test("a flood of events ends the call, and only this call", async () => {
    const { ring, log } = office(scriptedBrain(), []);
    const running = await ring();
    for (let i = 0; i < 5000; i++) running.report({ event: { type: "caller.spoke", leg: CALLER } });
    await running.done;
    const kept = await log.read(tenant, `call/${running.call}`);
    expect(kept.at(-1)?.event).toMatchObject({ type: "call.ended", why: "lost" });
    expect(problems.splice(0)).toHaveLength(1);
  });
});

describe("many processes", () => {
  test("two that write one call: the second lets go, and the log has one history", async () => {
    const log = memoryLog();
    const first = office(scriptedBrain(), [], log);
    const running = await first.ring();
    await settle();
    const second = office(scriptedBrain(), [], log);
    const other = await second.engine.resume(tenant, running.call, testLine());
    await settle();
    await say(other!, "I moved");
    running.report({ event: { type: "caller.said", leg: CALLER, text: "I stayed" } });
    await running.done;
    expect(problems.splice(0)).toHaveLength(1);
    const texts = (await log.read(tenant, `call/${running.call}`)).flatMap(({ event }) => (event.type === "caller.said" ? [event.text] : []));
    expect(texts).toEqual(["I moved"]);
    other!.report({ event: { type: "leg.ended", leg: CALLER, why: "caller_hung_up" } });
    await other!.done;
  });

  test("a call left in the middle of a lasting tool is taken up: the tool is asked again under the same key", async () => {
    const log = memoryLog();
    const stuck = scriptedTool("confirm", true, true, () => new Promise(() => undefined) as never);
    const scripts = () =>
      scriptedBrain(
        () => [asks("hold_booking", "1")],
        () => [asks("confirm", "2")],
      );
    const first = office(scripts(), [hold(), stuck], log);
    const running = await first.ring();
    await say(running, "a ride");
    await say(running, "yes");
    running.release();
    await running.done;
    const again = confirm();
    const second = office(scriptedBrain(), [hold(), again], log);
    const resumed = await second.engine.resume(tenant, running.call, testLine(second.lines));
    await settle();
    expect(again.calls.map(({ idempotencyKey }) => idempotencyKey)).toEqual(stuck.calls.map(({ idempotencyKey }) => idempotencyKey));
    expect(second.lines[0]?.said).toEqual(["Booked. Your code is A B 1 2."]);
    resumed!.report({ event: { type: "leg.ended", leg: CALLER, why: "caller_hung_up" } });
    expect((await resumed!.done).phase).toMatchObject({ outcome: "booked" });
  });

  test("calls of a dead process reach their end, once", async () => {
    const log = memoryLog();
    const first = office(scriptedBrain(), [], log);
    const running = await first.ring();
    await say(running, "hello");
    running.release();
    await running.done;
    const { engine, clock } = office(scriptedBrain(), [], log);
    const owners = { ...nobodyElse, adopt: async () => [{ tenant, call: running.call }] };
    const recovery = await recover({ engine, log, owners, clock, reconnect: () => undefined, warn });
    clock.advance(15_000);
    await settle();
    recovery.stop();
    const ends = (await log.read(tenant, `call/${running.call}`)).filter(({ event }) => event.type === "call.ended");
    expect(ends.map(({ event }) => event)).toEqual([{ type: "call.ended", why: "lost", outcome: "failed" }]);
  });

  test("a call whose facts could not be written is let go, and ended when they can be", async () => {
    const kept = memoryLog();
    let away = false;
    const log: EventLog = { ...kept, append: (...fact) => (away ? Promise.reject(new Error("the database is away")) : kept.append(...fact)) };
    const { engine, clock, ring } = office(scriptedBrain(), [], log);
    const [lost, running] = [await ring(), await ring()];
    await settle();
    away = true;
    await say(lost, "hello");
    await lost.done;
    away = false;
    expect(problems.splice(0)).toEqual([new Error("the database is away")]);
    const ours = [lost, running].map(({ call }) => ({ tenant, call }));
    const recovery = await recover({ engine, log, owners: { ...nobodyElse, ours: async () => ours }, clock, reconnect: () => undefined, warn });
    recovery.stop();
    const endsOf = async (call: CallId) => (await log.read(tenant, `call/${call}`)).filter(({ event }) => event.type === "call.ended");
    expect((await endsOf(lost.call)).map(({ event }) => event)).toEqual([{ type: "call.ended", why: "lost", outcome: "failed" }]);
    expect(await endsOf(running.call)).toEqual([]);
    running.release();
    await running.done;
  });

  test("a call whose very end could not be written keeps its owner, and has exactly one end when it can be", async () => {
    const kept = memoryLog();
    let away = false;
    const log: EventLog = { ...kept, append: (...fact) => (away ? Promise.reject(new Error("the database is away")) : kept.append(...fact)) };
    const book = new Map<CallId, Owned>();
    const owners: Owners = {
      ...nobodyElse,
      claim: async (owned) => void book.set(owned.call, owned),
      release: async ({ call }) => void book.delete(call),
      ours: async () => [...book.values()],
    };
    const { engine, clock, ring } = office(scriptedBrain(), [], log, owners);
    const [unlucky, lucky] = [await ring(), await ring()];
    await settle();
    lucky.report({ event: { type: "leg.ended", leg: CALLER, why: "caller_hung_up" } });
    await settle();
    away = true;
    unlucky.report({ event: { type: "leg.ended", leg: CALLER, why: "caller_hung_up" } });
    await unlucky.done;
    await settle();
    away = false;
    expect(problems.splice(0)).toEqual([new Error("the database is away")]);
    expect([...book.keys()]).toEqual([unlucky.call]);
    for (let sweep = 0; sweep < 2; sweep++) (await recover({ engine, log, owners, clock, reconnect: () => undefined, warn })).stop();
    expect([...book.keys()]).toEqual([]);
    for (const { call } of [lucky, unlucky]) {
      const ends = (await log.read(tenant, `call/${call}`)).filter(({ event }) => event.type === "call.ended");
      expect(ends).toHaveLength(1);
    }
  });

  test.each([
    ["rang", undefined, undefined],
    ["was being put through", { transfer: { to: "+15145550199", brief: "angry" } }, { type: "transfer", transfer: { to: "+15145550199", brief: "angry" } }],
    ["was about to hang up", { goodbye: true }, { type: "hang_up", why: "agent_hung_up" }],
  ])("a call that %s when its process died goes on, and ends once", async (_what, output, command) => {
    const log = memoryLog();
    const tools = [scriptedTool("act", true, false, () => output ?? {})];
    const first = office(
      scriptedBrain(() => [asks("act", "1")]),
      tools,
      log,
    );
    const running = await first.engine.arrive({ channel: "twilio", direction: "inbound", from: "", to: "" }, deafLine);
    if (output !== undefined) {
      running.report({ event: { type: "leg.answered", leg: CALLER } });
      running.report({ event: { type: "speech.stopped", speech: "1.0", heard: "Hello." } });
      await say(running, "please");
    }
    await settle();
    running.release();
    await running.done;
    const second = office(scriptedBrain(), tools, log);
    const owners = { ...nobodyElse, adopt: async () => [{ tenant, call: running.call }] };
    const recovery = await recover({ ...second, owners, reconnect: () => testLine(second.lines), warn });
    await settle();
    recovery.stop();
    if (command !== undefined) expect(second.lines[0]?.commands).toContainEqual(expect.objectContaining(command));
    second.engine.find(running.call)?.report({ event: { type: "leg.ended", leg: CALLER, why: "caller_hung_up" } });
    await settle();
    expect((await log.read(tenant, `call/${running.call}`)).filter(({ event }) => event.type === "call.ended")).toHaveLength(1);
  });

  test("stopping takes no more calls, and ends those that nobody can go on with", async () => {
    const { engine, ring } = office(scriptedBrain(), []);
    const running = await ring();
    await settle();
    await engine.stop(Promise.resolve(), () => "never");
    expect(running.state().phase).toMatchObject({ is: "ended", why: "lost" });
    await expect(ring()).rejects.toMatchObject({ code: "stopping" });
  });

  test("stopping does not wait for a call that may rest: it is left as it stands", async () => {
    const { engine, ring } = office(scriptedBrain(), []);
    const running = await ring();
    await settle();
    await engine.stop(new Promise(() => undefined), () => "whenever");
    expect(running.state().phase).toEqual({ is: "talking" });
  });
});
