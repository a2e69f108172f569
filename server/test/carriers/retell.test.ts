import { fold } from "@firstring/contract/call/step.ts";
import fc from "fast-check";
import Retell from "retell-sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { retellCallId, retellDesk } from "../../src/http/hooks/retell.ts";
import type { TextSocket } from "../../src/http/hooks/retell-model.ts";
import { asks, scriptedBrain, scriptedTool, sentence } from "../engine/scripted.ts";
import { type TestDatabase, testDatabase } from "../harness/database.ts";
import { type CarrierWorld, carrierWorld, fixture, posted } from "./world.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => database.close());

const apiKey = "no key ".repeat(5);
const EXTERNAL = "call_0a1b2c3d4e5f60718293a4b5c6d";
const raw = (name: string): string => JSON.stringify(fixture(`retell/${name}`));
const send = async (world: CarrierWorld, body: string) =>
  retellDesk(world.parts).receive(posted("/", body, { "x-retell-signature": await Retell.sign(body, apiKey) }), world.host.slug);
const watched = ["call_started", "transcript_updated", "call_ended", "call_analyzed"];

describe("a call that a Retell agent conducts", () => {
  it("is a list of facts", async () => {
    const world = await carrierWorld(database, scriptedBrain(), { retell: { apiKey } });
    for (const name of watched) await send(world, raw(name));
    const events = await world.events(retellCallId(world.tenant, EXTERNAL));
    expect(events[0]).toMatchObject({ type: "call.opened", channel: "retell", from: "+33612345678", to: "+33184880000", external: EXTERNAL });
    expect(events).toContainEqual({ type: "caller.said", leg: "caller", text: "Je voudrais un rendez-vous." });
    expect(events.filter(({ type }) => type === "call.ended")).toEqual([{ type: "call.ended", why: "caller_hung_up", outcome: "answered" }]);
    expect(events.filter(({ type }) => type === "call.charged")).toEqual([{ type: "call.charged", by: "retell", microCents: 6_000_000 }]);
  });

  it("ends in the same state from any number and order of its webhooks", async () => {
    const final = async (names: readonly string[]) => {
      const world = await carrierWorld(database, scriptedBrain(), { retell: { apiKey } });
      for (const name of names) await send(world, raw(name));
      const { phase, transcript, legs, turn } = fold(await world.events(retellCallId(world.tenant, EXTERNAL)));
      return { phase, transcript, legs, turn };
    };
    const expected = await final(watched);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...watched, ...watched]), async (order) => {
        expect(await final([...order, "call_ended"])).toEqual(expected);
      }),
      { numRuns: 15 },
    );
  });

  it.each([
    ["call_ended-dial_busy", "busy", "missed"],
    ["call_ended-voicemail", "voicemail", "voicemail"],
  ])("%s ends as %s", async (name, why, outcome) => {
    const world = await carrierWorld(database, scriptedBrain(), { retell: { apiKey } });
    await send(world, raw(name));
    const { call } = fixture(`retell/${name}`) as { call: { call_id: string } };
    expect((await world.events(retellCallId(world.tenant, call.call_id))).at(-1)).toMatchObject({ type: "call.ended", why, outcome });
  });
});

it("a request that Retell did not make is refused by any changed bit, and nothing is stored", async () => {
  const world = await carrierWorld(database, scriptedBrain(), { retell: { apiKey } });
  const body = raw("call_ended");
  const signature = await Retell.sign(body, apiKey);
  const desk = retellDesk(world.parts);
  const refused = (text: string, headers: Record<string, string>, status: number) =>
    expect(desk.receive(posted("/", text, headers), world.host.slug)).rejects.toMatchObject({ status });
  await refused(body, {}, 401);
  await refused(body.replace("user_hangup", "user_hanguP"), { "x-retell-signature": signature }, 403);
  await refused(body, { "x-retell-signature": signature.replace(/.$/, (last) => (last === "0" ? "1" : "0")) }, 403);
  await refused(body, { "x-retell-signature": await Retell.sign(body, `${apiKey}x`) }, 403);
  expect(await world.inboxRows()).toBe(0);
});

describe("our agent as Retell's custom model", () => {
  class Line {
    sent: Record<string, unknown>[] = [];
    #take: (text: string) => void = () => {};
    #gone: () => void = () => {};
    #waiting: (() => void)[] = [];
    closed: number | undefined;
    socket: TextSocket = {
      send: (text) => {
        this.sent.push(JSON.parse(text) as Record<string, unknown>);
        for (const wake of this.#waiting.splice(0)) wake();
      },
      close: (code) => {
        this.closed = code;
      },
      onText: (take) => {
        this.#take = take;
      },
      onGone: (gone) => {
        this.#gone = gone;
      },
    };
    hear(message: object): void {
      this.#take(JSON.stringify(message));
    }
    hangUp(): void {
      this.#gone();
    }
    /** The whole reply to a question, once it is complete. */
    async reply(id: number): Promise<{ text: string; last: Record<string, unknown> }> {
      const mine = () => this.sent.filter((message) => message["response_type"] === "response" && message["response_id"] === id);
      while (!mine().some((message) => message["content_complete"] === true)) await new Promise<void>((wake) => this.#waiting.push(wake));
      const all = mine();
      return {
        text: all
          .map((message) => String(message["content"]))
          .join("")
          .trim(),
        last: all.at(-1) ?? {},
      };
    }
  }

  it("greets, answers with the whole transcript in hand, and ends the call", async () => {
    const end = scriptedTool("end_call", true, false, () => ({ goodbye: true }));
    const brain = scriptedBrain(
      () => [sentence("Where to?")],
      () => [sentence("Goodbye."), asks("end_call", "e1")],
    );
    const world = await carrierWorld(database, brain, { retell: { apiKey, llmToken: "t" } }, { tools: [end] });
    const { model } = retellDesk(world.parts);
    await expect(model.admit(world.host.slug, "u")).rejects.toMatchObject({ status: 401 });
    await expect(model.admit(world.host.slug, undefined)).rejects.toMatchObject({ status: 401 });
    const line = new Line();
    model.serve(line.socket, await model.admit(world.host.slug, "t"), EXTERNAL);
    line.hear({ interaction_type: "call_details", call: { from_number: "+15145550111", to_number: "+15145550123", direction: "inbound" } });
    const greeting = (await line.reply(0)).text;
    expect(greeting).not.toBe("");
    const said = [
      { role: "agent", content: greeting },
      { role: "user", content: "a taxi" },
    ];
    line.hear({ interaction_type: "response_required", response_id: 1, transcript: said });
    expect((await line.reply(1)).text).toBe("Where to?");
    line.hear({
      interaction_type: "response_required",
      response_id: 2,
      transcript: [...said, { role: "agent", content: "Where to?" }, { role: "user", content: "never mind" }],
    });
    const last = await line.reply(2);
    expect(last.text).toBe("Goodbye.");
    expect(last.last).toMatchObject({ end_call: true });
    await Promise.all(world.engine.live.map(({ done }) => done));
    line.hangUp();
    const events = await world.events(retellCallId(world.tenant, EXTERNAL));
    expect(events[0]).toMatchObject({ type: "call.opened", channel: "retell", from: "+15145550111", external: EXTERNAL });
    expect(events.at(-1)).toMatchObject({ type: "call.ended", why: "agent_hung_up", outcome: "answered" });
  });
});
