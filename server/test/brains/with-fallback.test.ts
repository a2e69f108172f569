import { describe, expect, it } from "vitest";
import { withFallback } from "../../src/brains/with-fallback.ts";
import type { Brain, ModelPart } from "../../src/ports/brain.ts";
import { manualClock } from "../harness/clock.ts";
import { collect, promptWith, sentencesOf } from "./model/prompts.ts";

const brain = (name: string, respond: (signal: AbortSignal) => AsyncIterable<ModelPart>): Brain => ({ name, respond: (_, signal) => respond(signal) });
const say = (text: string): ModelPart => ({ type: "sentence", text });
const second = brain("second", async function* () {
  yield say("I can help.");
});

function both(first: Brain, clock = manualClock()) {
  const warned: string[] = [];
  return { warned, clock, brain: withFallback(first, second, { clock, firstPartMs: 4000, warn: (_, what) => warned.push(what) }) };
}
const live = () => new AbortController().signal;

describe("a brain with another behind it", () => {
  it("lets the first speak alone while it can", async () => {
    const {
      brain: it_,
      warned,
      clock,
    } = both(
      brain("first", async function* () {
        yield say("Hello.");
        yield { type: "note", note: { language: "en", act: { kind: "answer" }, memory: null } };
      }),
    );
    const parts = await collect(it_.respond(promptWith(), live()));
    expect(sentencesOf(parts)).toEqual(["Hello."]);
    expect(parts).toHaveLength(2);
    expect(warned).toEqual([]);
    expect(clock.waiting()).toBe(0);
  });

  it("answers with the second in the same turn when the first fails before its first word", async () => {
    const { brain: it_, warned } = both(
      brain("first", async function* () {
        yield { type: "note", note: { language: "fr", act: { kind: "answer" }, memory: "mine" } };
        throw new Error("429");
      }),
    );
    expect(await collect(it_.respond(promptWith(), live()))).toEqual([say("I can help.")]);
    expect(warned).toHaveLength(1);
  });

  it("answers with the second when the first is silent too long, and stops the first", async () => {
    let stopped = false;
    const { brain: it_, clock } = both(
      brain("first", async function* (signal) {
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
        stopped = true;
        yield say("Too late.");
      }),
    );
    const reply = collect(it_.respond(promptWith(), live()));
    await new Promise(setImmediate);
    clock.advance(4000);
    expect(sentencesOf(await reply)).toEqual(["I can help."]);
    await new Promise(setImmediate);
    expect(stopped).toBe(true);
    expect(clock.waiting()).toBe(0);
  });

  it("ends the turn where it stands when the first fails in mid-reply", async () => {
    const { brain: it_, warned } = both(
      brain("first", async function* () {
        yield say("We have two cars.");
        throw new Error("lost");
      }),
    );
    expect(sentencesOf(await collect(it_.respond(promptWith(), live())))).toEqual(["We have two cars."]);
    expect(warned).toHaveLength(1);
  });

  it("asks nobody when the turn was given up", async () => {
    const stop = new AbortController();
    const { brain: it_, warned } = both(
      brain("first", async function* () {
        stop.abort();
        yield await Promise.reject(new Error("aborted"));
      }),
    );
    const parts = await collect(it_.respond(promptWith(), stop.signal));
    expect(warned).toEqual([]);
    expect(parts.length).toBeLessThanOrEqual(1);
  });
});
