import { readFileSync } from "node:fs";
import type { ServerSays } from "@firstring/contract/schemas/spoken.ts";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { Resampler } from "../../src/lib/resampler.ts";
import { soundOfWav } from "../../src/lib/wav.ts";
import { startApp, type TestApp } from "../harness/app.ts";
import { SpokenCaller } from "../harness/spoken-caller.ts";

const narrow = soundOfWav(readFileSync(new URL("../fixtures/speech/furnace-8k.wav", import.meta.url)));
const furnace = new Resampler(narrow.rateHz, 16_000).take(narrow.pcm);

describe("a call by browser", { timeout: 90_000 }, () => {
  let app: TestApp;
  const callers: SpokenCaller[] = [];
  beforeAll(async () => {
    app = await startApp();
  });
  afterEach(() => {
    for (const caller of callers.splice(0)) caller.end();
  });
  afterAll(() => app?.stop());

  async function ticket(wish: Record<string, unknown> = { tenant: "demo-hvac", language: "en" }): Promise<string> {
    const { status, body, text } = await app.ask("/api/talk", { body: wish });
    if (status !== 201) throw new Error(text);
    return (body as { data: { token: string } }).data.token;
  }
  function phone(sound = true): SpokenCaller {
    const caller = new SpokenCaller(sound);
    callers.push(caller);
    return caller;
  }
  const started = (caller: SpokenCaller) =>
    expect
      .poll(() => caller.said.find((says) => says.type === "started"))
      .toBeDefined()
      .then(() => caller.said.findLast((says) => says.type === "started")!);
  const events = async (call: string): Promise<{ type: string; text?: string; heard?: string; why?: string }[]> => {
    const { body } = (await app.ask("/api/auth/login", { body: { email: "owner@demohvac.com", password: "demo123" } })) as { body: { token: string } };
    const found = await app.ask(`/api/calls/${call}/events?limit=100`, { as: body.token });
    return (found.body as { data: { event: { type: string } }[] }).data.map(({ event }) => event);
  };

  test("what is spoken is heard, understood and answered in sound; what was heard whole is told", async () => {
    const caller = phone();
    await caller.connect(app.url, await ticket());
    const { call } = await started(caller);
    await expect.poll(async () => (await events(call)).some(({ type, heard }) => type === "speech.stopped" && heard !== "")).toBe(true);
    expect(caller.heardSamples).toBeGreaterThan(16_000);
    const before = caller.heardSamples;
    caller.speak(furnace);
    await expect.poll(async () => (await events(call)).find(({ type }) => type === "caller.said")?.text ?? "").toMatch(/help with my furnace/i);
    await expect.poll(() => caller.heardSamples - before).toBeGreaterThan(16_000);
    caller.send({ type: "hang_up" });
    await expect.poll(() => caller.said.at(-1)?.type).toBe("ended");
    await expect.poll(async () => (await events(call)).find(({ type }) => type === "call.ended")?.why).toBe("caller_hung_up");
  });

  test("speaking over the agent stops it, and what was not heard is not said", async () => {
    const caller = phone();
    await caller.connect(app.url, await ticket());
    const { call } = await started(caller);
    await expect.poll(() => caller.heardSamples).toBeGreaterThan(0);
    caller.speak(furnace);
    await expect.poll(() => caller.said.some(({ type }) => type === "clear")).toBe(true);
    await expect.poll(async () => (await events(call)).some(({ type }) => type === "caller.spoke")).toBe(true);
    const greeting = caller.said.flatMap((says) => (says.type === "say" ? [says.text] : []));
    const stopped = (await events(call)).filter(({ type }) => type === "speech.stopped").map(({ heard }) => heard ?? "");
    expect(stopped.join(" ").length).toBeLessThan(greeting.join(" ").length);
    for (const heard of stopped) expect(greeting.some((said) => said.startsWith(heard))).toBe(true);
  });

  test("a cut line in mid-sentence is the same call when the browser comes back, and the agent goes on", async () => {
    const caller = phone();
    await caller.connect(app.url, await ticket());
    const { call, resume } = await started(caller);
    await expect.poll(() => caller.heardSamples).toBeGreaterThan(0);
    caller.drop();
    await caller.connect(app.url, await ticket({ resume }));
    await expect.poll(() => caller.said.filter(({ type }) => type === "started").length).toBe(2);
    expect((caller.said.findLast((says) => says.type === "started") as Extract<ServerSays, { type: "started" }>).call).toBe(call);
    const opened = caller.agentSaid();
    await expect
      .poll(async () =>
        (await events(call))
          .filter(({ type, heard }) => type === "speech.stopped" && heard !== "")
          .map(({ heard }) => heard)
          .join(" "),
      )
      .toBe(opened);
    caller.speak(furnace);
    await expect.poll(async () => (await events(call)).find(({ type }) => type === "caller.said")?.text ?? "").toMatch(/furnace/i);
  });

  test("without sound words go both ways on the same socket", async () => {
    const caller = phone(false);
    await caller.connect(app.url, await ticket());
    const { call } = await started(caller);
    await expect.poll(() => caller.agentSaid()).not.toBe("");
    const greeting = caller.agentSaid();
    caller.send({ type: "said", text: "What are your opening hours?" });
    await expect.poll(() => caller.agentSaid().length).toBeGreaterThan(greeting.length + 10);
    expect(caller.heardSamples).toBe(0);
    expect((await events(call)).filter(({ type }) => type === "caller.said")).toHaveLength(1);
  });

  test("a ticket is good once; a wrong one, an early word or garbage opens nothing", async () => {
    const token = await ticket();
    const first = phone(false);
    await first.connect(app.url, token);
    await started(first);
    for (const bad of [token, "wrong", ""]) {
      const caller = phone(false);
      await caller.connect(app.url, bad);
      await expect.poll(() => caller.closed).toBe(true);
      expect(caller.said).toMatchObject([{ type: "refused", code: "bad_ticket" }]);
    }
    expect((await app.ask("/api/talk", { body: { resume: "a.b.c" } })).status).toBe(404);
    expect((await app.ask("/api/talk", { body: {} })).status).toBe(401);
    expect((await app.ask("/api/talk", { body: { tenant: "nobody" } })).status).toBe(404);
  });

  test("garbage in a call is passed over", async () => {
    const caller = phone();
    await caller.connect(app.url, await ticket());
    await started(caller);
    for (const garbage of ["", "{", "[]", '{"type":"start"}', '{"type":"played","mark":7}', Buffer.alloc(0), Buffer.alloc(1), Buffer.alloc(33_333, 7)])
      caller.sendRaw(garbage);
    caller.send({ type: "said", text: "What are your opening hours?" });
    const before = caller.agentSaid().length;
    await expect.poll(() => caller.agentSaid().length).toBeGreaterThan(before);
    expect(caller.closed).toBe(false);
  });
});
