import { createHmac } from "node:crypto";
import { fold } from "@firstring/contract/call/step.ts";
import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { genuine } from "../../src/channels/vapi/genuine.ts";
import { read } from "../../src/channels/vapi/wire.ts";
import { vapiCallId, vapiDesk } from "../../src/http/hooks/vapi.ts";
import { asks, scriptedBrain, scriptedTool, sentence } from "../engine/scripted.ts";
import { type TestDatabase, testDatabase } from "../harness/database.ts";
import { type CarrierWorld, carrierWorld, fixture, posted } from "./world.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => database.close());

const secret = "test-secret ".repeat(3);
const EXTERNAL = "8e9f0a1b-2c3d-4e5f-8a9b-0c1d2e3f4a5b";
const signed = (raw: string, nowMs = Date.now()) => {
  const at = new Date(nowMs);
  return {
    "webhook-id": "m1",
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": new Webhook(Buffer.from(secret).toString("base64")).sign("m1", at, raw),
  };
};
const raw = (name: string): string => JSON.stringify(fixture(`vapi/${name}`));
const send = (world: CarrierWorld, body: string) => {
  const url = `/webhooks/vapi/${world.host.slug}`;
  return vapiDesk(world.parts).receive(posted(url, body, signed(body)), world.host.slug);
};
const watched = ["status-update-in-progress", "conversation-update", "status-update-ended", "end-of-call-report"];

describe("a call that a Vapi assistant conducts", () => {
  it("is a list of facts: opened, answered, what was said, charged, ended", async () => {
    const world = await carrierWorld(database, scriptedBrain(), { vapi: { webhookSecret: secret } });
    for (const name of watched) await send(world, raw(name));
    const events = await world.events(vapiCallId(world.tenant, EXTERNAL));
    expect(events[0]).toMatchObject({
      type: "call.opened",
      channel: "vapi",
      direction: "inbound",
      from: "+33612345678",
      to: "+33184880000",
      external: EXTERNAL,
    });
    expect(events).toContainEqual({ type: "caller.said", leg: "caller", text: "Je voudrais un rendez-vous." });
    expect(events).toContainEqual({ type: "call.charged", by: "vapi", microCents: 7_120_000 });
    expect(events.filter(({ type }) => type === "call.ended")).toEqual([{ type: "call.ended", why: "caller_hung_up", outcome: "answered" }]);
  });

  it("ends in the same state from any number and order of its messages", async () => {
    const final = async (names: readonly string[]) => {
      const world = await carrierWorld(database, scriptedBrain(), { vapi: { webhookSecret: secret } });
      for (const name of names) await send(world, raw(name));
      const { phase, transcript, legs, turn } = fold(await world.events(vapiCallId(world.tenant, EXTERNAL)));
      return { phase, transcript, legs, turn };
    };
    const expected = await final(watched);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...watched, ...watched], { minLength: 1 }), async (order) => {
        const all = order.includes("end-of-call-report") ? order : [...order, "end-of-call-report"];
        expect(await final(all)).toEqual(expected);
      }),
      { numRuns: 15 },
    );
  });
});

describe("a request that Vapi did not make", () => {
  it("is refused by any changed bit, unsigned, late or with another secret, and nothing is stored", async () => {
    const world = await carrierWorld(database, scriptedBrain(), { vapi: { webhookSecret: secret } });
    const body = raw("end-of-call-report");
    const desk = vapiDesk(world.parts);
    const url = `/webhooks/vapi/${world.host.slug}`;
    const refused = (text: string, headers: Record<string, string>) =>
      expect(desk.receive(posted(url, text, headers), world.host.slug)).rejects.toMatchObject({ status: expect.toBeOneOf([400, 401, 403]) });
    await refused(body, {});
    await refused(body, signed(body, Date.now() - 301_000));
    await refused(body.replace("customer-ended-call", "customer-ended-cal1"), signed(body));
    await refused(body, { ...signed(body), "webhook-id": "m2" });
    await refused(body, { "x-vapi-secret": `${secret}x` });
    expect(await world.inboxRows()).toBe(0);
  });

  it("is told from one it did make, in each of its credentials", () => {
    const { rawBody, headers } = fixture("vapi/hmac-signed-example") as { rawBody: string; headers: Record<string, string> };
    const at = 1_795_168_800_000;
    expect(genuine(headers, Buffer.from(rawBody), "test-secret", at)).toBe("genuine");
    expect(genuine(headers, Buffer.from(`${rawBody} `), "test-secret", at)).toBe("wrong");
    expect(genuine(headers, Buffer.from(rawBody), "test-secret", at + 301_000)).toBe("wrong");
    const empty = createHmac("sha256", "").update(`1795168800.${rawBody}`).digest("hex");
    expect(genuine({ ...headers, "x-signature": empty }, Buffer.from(rawBody), "", at)).toBe("wrong");
    expect(genuine({ authorization: "Bearer abc" }, Buffer.from(""), "abc", at)).toBe("genuine");
    expect(genuine({}, Buffer.from(""), "abc", at)).toBe("missing");
  });
});

it("reads every shape of tool calls that is in the wild", () => {
  for (const shape of ["flat-arguments", "flat-parameters", "object-arguments", "openapi-shape"]) {
    const [tool] = read(raw(`tool-calls-${shape}`))?.tools ?? [];
    expect(tool, shape).toMatchObject({ name: expect.stringMatching(/\w/), input: { date: expect.any(String) } });
  }
});

describe("our tools for their assistant", () => {
  const proposal = { id: "p1", kind: "book" as const, readBack: "Friday at five. Is that right?", summary: "a ride" };
  const hold = scriptedTool("hold_booking", false, false, () => ({ proposal }));
  const confirm = scriptedTool("confirm", true, true, () => ({ booking: { id: "b1", code: "K7Q", status: "confirmed", summary: "a ride" } }));
  const toolCall = (id: string, name: string, lastSaid: string) =>
    JSON.stringify({
      message: {
        type: "tool-calls",
        call: { id: EXTERNAL },
        toolCallList: [{ id, name, arguments: {} }],
        artifact: { messages: [{ role: "user", message: lastSaid }] },
      },
    });

  it("book only on the caller's own yes, whatever the assistant believes", async () => {
    const world = await carrierWorld(database, scriptedBrain(), { vapi: { webhookSecret: secret } }, { tools: [hold, confirm] });
    const desk = vapiDesk(world.parts);
    const ask = async (id: string, name: string, said: string) => {
      const body = toolCall(id, name, said);
      const { body: reply } = await desk.receive(posted("/", body, signed(body)), world.host.slug);
      return (JSON.parse(String(reply)) as { results: { result?: string; error?: string }[] }).results[0];
    };
    expect((await ask("t0", "confirm", "yes"))?.error).toMatch(/Nothing was prepared/);
    expect((await ask("t1", "hold_booking", "a ride on friday"))?.result).toContain("Friday at five");
    expect((await ask("t2", "confirm", "no, on saturday"))?.error).toMatch(/clear yes/);
    expect(confirm.calls).toHaveLength(0);
    expect((await ask("t3", "confirm", "yes"))?.result).toContain("K7Q");
    await ask("t3", "confirm", "yes"); // the same tool call again
    expect(confirm.calls).toHaveLength(1);
  });
});

describe("our agent as Vapi's custom model", () => {
  const ask = async (world: CarrierWorld, desk: ReturnType<typeof vapiDesk>, messages: object[]) => {
    const body = { ...(fixture("vapi/custom-llm-request") as { body: object }).body, messages };
    const stream = await desk.complete(posted("/", JSON.stringify(body), { authorization: "Bearer k" }), world.host.slug);
    let text = "";
    for await (const chunk of stream) text += chunk;
    const chunks = text
      .split("\n\n")
      .filter(Boolean)
      .map((line) => line.replace(/^data: /, ""));
    expect(chunks.at(-1)).toBe("[DONE]");
    return chunks
      .slice(0, -1)
      .map((line) => (JSON.parse(line) as { choices: { delta: { content?: string; tool_calls?: { function: { name: string } }[] } }[] }).choices[0]!.delta);
  };
  const said = (deltas: { content?: string }[]) =>
    deltas
      .map(({ content }) => content ?? "")
      .join("")
      .trim();

  it("greets, answers, knows how much was heard, and hangs up with a tool call", async () => {
    const end = scriptedTool("end_call", true, false, () => ({ goodbye: true }));
    const brain = scriptedBrain(
      () => [sentence("Where to?"), sentence("And when?")],
      () => [sentence("Goodbye."), asks("end_call", "e1")],
    );
    const world = await carrierWorld(database, brain, { vapi: { llmKey: "k" } }, { tools: [end] });
    const desk = vapiDesk(world.parts);
    const system = { role: "system", content: "" };
    const greeting = said(await ask(world, desk, [system]));
    expect(greeting).not.toBe("");
    const first = said(await ask(world, desk, [system, { role: "assistant", content: greeting }, { role: "user", content: "a taxi" }]));
    expect(first).toBe("Where to? And when?");
    const last = await ask(world, desk, [
      system,
      { role: "assistant", content: greeting },
      { role: "user", content: "a taxi" },
      { role: "assistant", content: "Where to? And" },
      { role: "user", content: "never mind" },
    ]);
    expect(said(last)).toBe("Goodbye.");
    expect(last.flatMap(({ tool_calls }) => tool_calls ?? []).map((call) => call.function.name)).toEqual(["endCall"]);
    await Promise.all(world.engine.live.map(({ done }) => done));
    const events = await world.events(vapiCallId(world.tenant, EXTERNAL));
    expect(events).toContainEqual({ type: "speech.stopped", speech: expect.any(String), heard: "And" });
    expect(events.at(-1)).toMatchObject({ type: "call.ended", why: "agent_hung_up" });
  });

  it("answers nobody without the key", async () => {
    const world = await carrierWorld(database, scriptedBrain(), { vapi: { llmKey: "k" } });
    const body = JSON.stringify((fixture("vapi/custom-llm-request") as { body: object }).body);
    await expect(vapiDesk(world.parts).complete(posted("/", body, { authorization: "Bearer j" }), world.host.slug)).rejects.toMatchObject({ status: 401 });
  });
});
