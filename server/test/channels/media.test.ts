import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { fromMulaw, toMulaw } from "../../src/lib/mulaw.ts";
import { soundOfWav } from "../../src/lib/wav.ts";
import { demoTenantId } from "../../src/seeds/tenants.ts";
import { startApp, type TestApp } from "../harness/app.ts";
import { MediaStream } from "../harness/media-stream.ts";

const furnace = soundOfWav(readFileSync(new URL("../fixtures/speech/furnace-8k.wav", import.meta.url))).pcm;
const NUMBER = "+15145550123";

test("µ-law keeps what a telephone keeps: every byte comes back, and no sample is far off", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const again = toMulaw(fromMulaw(bytes));
  for (const [byte, back] of again.entries()) expect(back === byte || (byte === 0x7f && back === 0xff)).toBe(true); // the two zeros
  for (let sample = -32_768; sample < 32_768; sample += 37) {
    const [back] = fromMulaw(toMulaw(Int16Array.of(sample)));
    expect(Math.abs(back! - sample)).toBeLessThanOrEqual(Math.max(8, Math.abs(sample) / 16));
  }
});

describe("a call over a carrier's socket", { timeout: 120_000 }, () => {
  let app: TestApp;
  let staff: string;
  const open: { cut(): void }[] = [];
  beforeAll(async () => {
    app = await startApp();
    staff = (await app.person(demoTenantId("demo-rides"), "ADMIN")).token;
  });
  afterEach(() => {
    for (const socket of open.splice(0)) socket.cut();
  });
  afterAll(() => app?.stop());

  async function setLine(line: string): Promise<void> {
    const { body } = (await app.ask("/api/numbers?limit=100", { as: staff })) as { body: { data: { id: string; number: string }[] } };
    const { id } = body.data.find(({ number }) => number === NUMBER)!;
    const changed = await app.ask(`/api/numbers/${id}`, { method: "PUT", as: staff, body: { line } });
    expect(changed.body).toMatchObject({ data: { line } });
  }
  async function webhook(url: string, callSid: string, more: Record<string, string> = {}): Promise<string> {
    const form = {
      CallSid: callSid,
      AccountSid: `AC${"0".repeat(32)}`,
      From: "+15145550111",
      To: NUMBER,
      Direction: "inbound",
      CallStatus: "ringing",
      ...more,
    };
    const reply = await app.ask(url, { headers: { "content-type": "application/x-www-form-urlencoded" }, raw: new URLSearchParams(form).toString() });
    expect(reply.status).toBe(200);
    return reply.text;
  }
  const sid = () => `CA${randomBytes(16).toString("hex")}`;
  const ring = (callSid: string) => webhook("/webhooks/twilio/demo-rides", callSid);
  const tokenIn = (twiml: string) => /<Parameter name="token" value="([^"]+)"/.exec(twiml)?.[1] ?? "";
  const backIn = (twiml: string) => (/(?:<Redirect[^>]*>|action=")https:\/\/calls\.example\.com([^<"#]+)/.exec(twiml)?.[1] ?? "").replaceAll("&amp;", "&");
  function stream(token: string): MediaStream {
    const made = new MediaStream(`${app.url.replace("http", "ws")}/media/twilio`, token);
    open.push(made);
    return made;
  }
  async function newest(): Promise<string> {
    const { body } = (await app.ask("/api/calls?limit=1", { as: staff })) as { body: { data: { id: string }[] } };
    return body.data[0]?.id ?? "";
  }
  type Fact = { type: string; text?: string; heard?: string; why?: string; digits?: string };
  async function facts(call: string): Promise<Fact[]> {
    const { body } = (await app.ask(`/api/calls/${call}/events?limit=100`, { as: staff })) as { body: { data?: { event: Fact }[] } };
    return (body.data ?? []).map(({ event }) => event);
  }
  async function callOf(before: string): Promise<string> {
    await expect.poll(newest, { timeout: 20_000 }).not.toBe(before);
    return newest();
  }

  test("is greeted in sound; what is said is heard; a cut in mid-sentence is the same call; the caller's end ends it", async () => {
    await setLine("stream");
    const before = await newest();
    const callSid = sid();
    const twiml = await ring(callSid);
    expect(twiml).toContain('<Connect><Stream url="wss://calls.example.com/media/twilio">');
    const first = stream(tokenIn(twiml));
    await expect.poll(() => first.heardSamples, { timeout: 20_000 }).toBeGreaterThan(2_000);
    first.cut();
    const again = await webhook(backIn(twiml), callSid, { CallStatus: "in-progress" });
    expect(tokenIn(again)).not.toBe("");
    const second = stream(tokenIn(again));
    const call = await callOf(before);
    await expect
      .poll(async () => (await facts(call)).filter(({ type, heard }) => type === "speech.stopped" && heard !== "").length, { timeout: 30_000 })
      .toBeGreaterThan(0);
    for (const garbage of [
      "",
      "{",
      "[]",
      "null",
      '{"event":"media"}',
      '{"event":"media","media":{"payload":7}}',
      '{"event":"mark"}',
      '{"event":"dtmf","dtmf":{"digit":"99"}}',
    ])
      second.sendRaw(garbage);
    second.sendRaw(Buffer.alloc(40_000, 7));
    second.speak(furnace);
    await expect.poll(async () => (await facts(call)).find(({ type }) => type === "caller.said")?.text ?? "", { timeout: 30_000 }).toMatch(/furnace/i);
    second.press("5");
    await expect.poll(async () => (await facts(call)).find(({ type }) => type === "caller.pressed")?.digits, { timeout: 20_000 }).toBe("5");
    second.stop();
    await expect.poll(async () => (await facts(call)).find(({ type }) => type === "call.ended")?.why, { timeout: 20_000 }).toBe("caller_hung_up");
    expect((await facts(call)).filter(({ type }) => type === "call.opened" || type === "leg.answered")).toHaveLength(2);
    expect(await webhook(backIn(again), callSid, { CallStatus: "in-progress" })).toContain("<Hangup/>");
  });

  test("words over the agent clear its sound, and marks that the clear returns are not taken for heard", async () => {
    await setLine("stream");
    const before = await newest();
    const caller = stream(tokenIn(await ring(sid())));
    await expect.poll(() => caller.heardSamples, { timeout: 20_000 }).toBeGreaterThan(500);
    caller.speak(furnace);
    await expect.poll(() => caller.got.some(({ event }) => event === "clear"), { timeout: 20_000 }).toBe(true);
    const call = await callOf(before);
    await expect.poll(async () => (await facts(call)).some(({ type }) => type === "caller.said"), { timeout: 30_000 }).toBe(true);
    const all = await facts(call);
    expect(all.some(({ type }) => type === "caller.spoke")).toBe(true);
    const greeting = all.filter(({ type }) => type === "speech.stopped").slice(0, 1);
    expect(greeting[0]?.heard).not.toMatch(/[.!?]$/);
  });

  test("a token opens one socket once, and nothing else opens any", async () => {
    await setLine("stream");
    const token = tokenIn(await ring(sid()));
    const first = stream(token);
    await expect.poll(() => first.heardSamples, { timeout: 20_000 }).toBeGreaterThan(0);
    for (const bad of [token, "wrong", ""]) {
      const refused = stream(bad);
      await expect.poll(() => refused.closed, { timeout: 20_000 }).toBe(true);
      expect(refused.got).toEqual([]);
    }
    expect(first.closed).toBe(false);
  });

  test("by ConversationRelay words go both ways, and an interruption tells what was heard", async () => {
    await setLine("relay");
    const before = await newest();
    const twiml = await ring(sid());
    expect(twiml).toContain('<ConversationRelay url="wss://calls.example.com/relay/twilio"');
    const socket = new WebSocket(`${app.url.replace("http", "ws")}/relay/twilio`);
    open.push({ cut: () => socket.terminate() });
    const said: { type: string; token?: string }[] = [];
    socket.on("message", (data: Buffer) => said.push(JSON.parse(data.toString())));
    await new Promise((resolve) => socket.once("open", resolve));
    socket.send(JSON.stringify({ type: "setup", sessionId: "VX1", callSid: "CA1", customParameters: { token: tokenIn(twiml) } }));
    await expect.poll(() => said[0]?.type, { timeout: 20_000 }).toBe("text");
    const greeting = said[0]!.token!;
    const until = greeting.slice(0, greeting.indexOf(" ", 8));
    socket.send(JSON.stringify({ type: "interrupt", utteranceUntilInterrupt: until, durationUntilInterruptMs: 700 }));
    socket.send("garbage");
    socket.send(JSON.stringify({ type: "prompt", voicePrompt: "what are your", lang: "en-US", last: false }));
    socket.send(JSON.stringify({ type: "prompt", voicePrompt: "what are your opening hours", lang: "en-US", last: true }));
    const call = await callOf(before);
    await expect
      .poll(async () => (await facts(call)).find(({ type }) => type === "caller.said")?.text, { timeout: 20_000 })
      .toBe("what are your opening hours");
    expect((await facts(call)).find(({ type }) => type === "speech.stopped")?.heard).toBe(until);
    await expect.poll(() => said.length, { timeout: 20_000 }).toBeGreaterThan(1);
    socket.close();
  });
});
