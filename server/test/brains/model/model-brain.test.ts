import { simulateReadableStream } from "ai";
import { MockLanguageModelV4 } from "ai/test";
import { describe, expect, it } from "vitest";
import { modelBrain } from "../../../src/brains/model/model-brain.ts";
import type { Brain, ModelPart } from "../../../src/ports/brain.ts";
import { manualClock } from "../../harness/clock.ts";
import { collect, promptWith, sentencesOf } from "./prompts.ts";

type Chunk = Awaited<ReturnType<MockLanguageModelV4["doStream"]>>["stream"] extends ReadableStream<infer C> ? C : never;
const finish: Chunk = {
  type: "finish",
  finishReason: { unified: "stop", raw: undefined },
  usage: { inputTokens: { total: 3, noCache: 3, cacheRead: undefined, cacheWrite: undefined }, outputTokens: { total: 3, text: 3, reasoning: undefined } },
};
const text = (...deltas: string[]): Chunk[] => [
  { type: "text-start", id: "t" },
  ...deltas.map((delta): Chunk => ({ type: "text-delta", id: "t", delta })),
  { type: "text-end", id: "t" },
];
const stream = (...chunks: Chunk[]) => ({
  stream: simulateReadableStream({ chunks: [{ type: "stream-start", warnings: [] } as Chunk, ...chunks], initialDelayInMs: null, chunkDelayInMs: null }),
});

function brainOf(model: MockLanguageModelV4, clock = manualClock()): Brain {
  const settings = { temperature: 0.2, maxTokens: 300, firstTokenMs: 4000, totalMs: 20_000 };
  return modelBrain("mock/large", async () => model, settings, clock, { "mock/large": { input: 2, output: 8 } });
}
const saying = (...deltas: string[]): Brain => brainOf(new MockLanguageModelV4({ doStream: async () => stream(...text(...deltas), finish) }));
const live = () => new AbortController().signal;

describe("a language model as a brain", () => {
  it("speaks sentence by sentence and notes what it did", async () => {
    const parts = await collect(saying("Hel", "lo. Where **shall** we", " pick you up? 😊").respond(promptWith(), live()));
    expect(parts).toEqual([
      { type: "sentence", text: "Hello." },
      { type: "sentence", text: "Where shall we pick you up?" },
      { type: "used", provider: "mock", model: "large", inputTokens: 3, outputTokens: 3, microCents: 3 * 200 + 3 * 800 },
      { type: "note", note: { language: "en", act: { kind: "ask" }, memory: null } },
    ]);
  });

  it("gives the model the tools, the rules and the clock of the business, and never tries twice", async () => {
    const model = new MockLanguageModelV4({ doStream: async () => stream(...text("Hi."), finish) });
    await collect(brainOf(model).respond(promptWith(), live()));
    const [call] = model.doStreamCalls;
    expect(model.doStreamCalls).toHaveLength(1);
    expect(call?.tools?.map((tool) => tool.name)).toEqual(["weather", "hold_booking"]);
    const system = JSON.stringify(call?.prompt[0]);
    expect(system).toContain("10:00 on Saturday 2026-11-21 (America/Toronto)");
    expect(system).toContain("ride: a ride, 30 minutes");
  });

  it("asks for tools with ids of this turn, whatever the server calls them", async () => {
    const call: Chunk = { type: "tool-call", toolCallId: "call_0", toolName: "weather", input: '{"city":"Paris"}' };
    const model = new MockLanguageModelV4({ doStream: async () => stream(...text("One moment."), call, finish) });
    const parts = await collect(brainOf(model).respond(promptWith({ turn: 7 }), live()));
    expect(parts[1]).toEqual({ type: "tool", id: "t7n0_call_0", tool: "weather", input: { city: "Paris" } });
    expect(parts.at(-1)).toMatchObject({ note: { act: { kind: "tool" } } });
  });

  it("takes the goal down from what is held", async () => {
    const call: Chunk = { type: "tool-call", toolCallId: "c", toolName: "hold_booking", input: '{"service":"ride","slots":{"passengers":2}}' };
    const model = new MockLanguageModelV4({ doStream: async () => stream(call, finish) });
    const parts = await collect(brainOf(model).respond(promptWith(), live()));
    expect(parts.at(-1)).toMatchObject({
      note: {
        goal: {
          service: "ride",
          intent: "book",
          slots: [
            { name: "passengers", value: "2", required: true },
            { name: "date", required: true },
          ],
        },
      },
    });
  });

  it("withholds a claim while the ledger is empty, and says so if nothing else is left", async () => {
    expect(sentencesOf(await collect(saying("Your ride is booked. Anything else?").respond(promptWith(), live())))).toEqual(["Anything else?"]);
    expect(sentencesOf(await collect(saying("Your ride is booked!").respond(promptWith(), live())))).toEqual(["It isn't final yet."]);
    const bookings = [{ id: "b", code: "K7F2", status: "confirmed", summary: "a ride" }] as const;
    expect(sentencesOf(await collect(saying("Your ride is booked.").respond(promptWith({ bookings }), live())))).toEqual(["Your ride is booked."]);
  });

  it("cuts a reply that runs on", async () => {
    expect(sentencesOf(await collect(saying("Yes. ".repeat(40)).respond(promptWith(), live())))).toHaveLength(6);
  });

  it("fails aloud on an error before, an error within, an empty and a blocked reply", async () => {
    const blocked: Chunk = { ...finish, finishReason: { unified: "content-filter", raw: "SAFETY" } };
    const models: Record<string, MockLanguageModelV4> = {
      before: new MockLanguageModelV4({
        doStream: async () => {
          throw new Error("429");
        },
      }),
      within: new MockLanguageModelV4({ doStream: async () => stream({ type: "error", error: new Error("lost") }, finish) }),
      empty: new MockLanguageModelV4({ doStream: async () => stream(finish) }),
      blocked: new MockLanguageModelV4({ doStream: async () => stream(blocked) }),
    };
    for (const [name, model] of Object.entries(models)) await expect(collect(brainOf(model).respond(promptWith(), live())), name).rejects.toThrow();
  });

  it("fails when the model keeps silent past its deadline, and lets its timers go", async () => {
    const clock = manualClock();
    const model = new MockLanguageModelV4({
      doStream: ({ abortSignal }) => new Promise((_, reject) => abortSignal?.addEventListener("abort", () => reject(abortSignal.reason))),
    });
    const reply = collect(brainOf(model, clock).respond(promptWith(), live()));
    const failed = expect(reply).rejects.toThrow(/said nothing for 4000 ms/);
    while (model.doStreamCalls.length === 0) await new Promise(setImmediate);
    clock.advance(4000);
    await failed;
    expect(clock.waiting()).toBe(0);
  });

  it("stops quietly when it is told to", async () => {
    const stop = new AbortController();
    const parts: ModelPart[] = [];
    for await (const part of saying("One. Two. Three. Four.").respond(promptWith(), stop.signal)) {
      parts.push(part);
      stop.abort();
    }
    expect(parts.length).toBeLessThan(5);
    expect(parts.some(({ type }) => type === "note")).toBe(false);
  });
});
