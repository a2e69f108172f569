import type { CallEvent } from "@firstring/contract/call/event.ts";
import { describe, expect, test } from "vitest";
import { toMulaw } from "../../src/lib/mulaw.ts";
import type { Ears, Listening } from "../../src/ports/ears.ts";
import type { SoundFormat } from "../../src/ports/sound-line.ts";
import type { Voice } from "../../src/ports/voice.ts";
import { spokenLine } from "../../src/voice/spoken-line.ts";
import { wheel } from "../../src/voice/wheel.ts";
import { manualClock } from "../harness/clock.ts";

const format: SoundFormat = { encoding: "mulaw", rateHz: 8000 };
const silence = toMulaw(new Int16Array(160));
const loud = toMulaw(Int16Array.from({ length: 160 }, (_, at) => Math.round(6_000 * Math.sin(at / 3))));

/** A line with ears that answer when told to, and a voice of one second a sentence, or one that never speaks. */
function world({ asked = [] as string[], voice = "speaks" as "speaks" | "stalls" } = {}) {
  const clock = manualClock();
  const events: CallEvent[] = [];
  const sent: (number | string)[] = [];
  let listening: Listening | undefined;
  let flushes = 0;
  const ears: Ears = {
    name: "scripted",
    rateHz: 8000,
    languages: ["en"],
    listen: (given) => {
      listening = given;
      return { hear: () => {}, flush: () => void flushes++, close: () => {} };
    },
  };
  const speaks: Voice = {
    name: "scripted",
    rateHz: 8000,
    languages: ["en"],
    async *speak() {
      if (voice === "stalls") await new Promise(() => {});
      yield { pcm: new Int16Array(8000).fill(900) };
    },
  };
  const { words, sound } = spokenLine({
    line: {
      kind: "sound",
      format,
      play: (frame) => sent.push(frame.length),
      mark: (name) => sent.push(name),
      clear: () => sent.push("clear"),
      hangUp: () => sent.push("hang_up"),
      close: () => {},
    },
    ears,
    voice: speaks,
    wheel: wheel(clock),
    language: "en",
    report: ({ event }) => events.push(event),
    asked: () => asked,
    deaf: () => {},
    mute: () => {},
  });
  const hear = (frame: Uint8Array, ms: number) => {
    for (let at = 0; at < ms; at += 20) sound.frame(frame);
  };
  const settle = async (ms: number) => {
    for (let at = 0; at < ms; at += 5) {
      await clock.advance(5);
      await Promise.resolve();
    }
  };
  return {
    words,
    sound,
    events,
    sent,
    hear,
    settle,
    heard: (text: string, type: "partial" | "final" = "final") => listening?.heard({ type, text }),
    flushes: () => flushes,
  };
}

describe("a line in sound as a line in words", () => {
  test("sound is paced: never more than 180 ms ahead of the ear, and its mark tells that it was heard", async () => {
    const { words, sound, sent, events, settle } = world();
    words.send({ type: "say", speech: "1.1", text: "Hello there.", interruptible: true });
    await settle(400);
    const frames = sent.filter((what) => typeof what === "number").length;
    expect(frames).toBeGreaterThanOrEqual(20);
    expect(frames).toBeLessThanOrEqual(30);
    await settle(1_000);
    expect(sent.at(-1)).toBe("1.1");
    expect(events).toEqual([]);
    sound.played("1.1");
    expect(events).toEqual([{ type: "speech.stopped", speech: "1.1", heard: "Hello there." }]);
  });

  test("a mark that comes back after a hush does not count", async () => {
    const { words, sound, events, sent, settle } = world();
    words.send({ type: "say", speech: "1.1", text: "Hello there and welcome to us.", interruptible: true });
    await settle(500);
    words.send({ type: "hush" });
    sound.played("1.1");
    expect(sent).toContain("clear");
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ type: "speech.stopped" });
    expect((events[0] as { heard: string }).heard.length).toBeLessThan("Hello there and welcome to us.".length);
  });

  test("a murmur while we speak does not interrupt; speech does, and only once", async () => {
    const { words, events, hear, settle, heard } = world();
    words.send({ type: "say", speech: "1.1", text: "Hello there.", interruptible: true });
    await settle(100);
    hear(silence, 400);
    hear(loud, 160);
    hear(silence, 900);
    heard("mhm");
    expect(events).toEqual([]);
    hear(loud, 600);
    expect(events).toEqual([{ type: "caller.spoke", leg: "caller" }]);
  });

  test("a pause ends a turn, and a longer one a number that is being dictated until it is whole", () => {
    const plain = world();
    plain.hear(silence, 400);
    plain.hear(loud, 400);
    plain.hear(silence, 700);
    expect(plain.flushes()).toBe(1);
    const dictated = world({ asked: ["phone"] });
    dictated.hear(silence, 400);
    dictated.hear(loud, 400);
    dictated.heard("five one four", "partial");
    dictated.hear(silence, 900);
    expect(dictated.flushes()).toBe(0);
    dictated.hear(loud, 400);
    dictated.heard("five one four five five five zero one nine nine", "partial");
    dictated.hear(silence, 700);
    expect(dictated.flushes()).toBe(1);
  });

  test("ears that stall do not hold the call: their guess counts once, and without one the caller is asked", () => {
    const guessed = world();
    guessed.hear(silence, 400);
    guessed.hear(loud, 400);
    guessed.heard("a taxi please", "partial");
    guessed.hear(silence, 3_500);
    guessed.heard("a taxi please");
    expect(guessed.events.filter(({ type }) => type === "caller.said")).toEqual([{ type: "caller.said", leg: "caller", text: "a taxi please" }]);
    const mute = world();
    mute.hear(silence, 400);
    mute.hear(loud, 400);
    mute.hear(silence, 3_500);
    expect(mute.events).toContainEqual({ type: "timer.fired", timer: "silence" });
    mute.heard("a taxi please");
    expect(mute.events.at(-1)).toMatchObject({ type: "caller.said", text: "a taxi please" });
  });

  test("a voice that stalls is given up on, and the call can end", async () => {
    const { words, events, sent, settle } = world({ voice: "stalls" });
    words.send({ type: "say", speech: "1.1", text: "Hello there.", interruptible: true });
    words.send({ type: "hang_up", why: "agent_hung_up" });
    await settle(4_200);
    expect(events).toEqual([
      { type: "speech.stopped", speech: "1.1", heard: "" },
      { type: "leg.ended", leg: "caller", why: "agent_hung_up" },
    ]);
    expect(sent).toEqual(["hang_up"]);
  });

  test("thirty minutes of silence and noise ask for nothing and keep nothing", () => {
    const { events, hear, flushes } = world();
    hear(silence, 30 * 60_000);
    expect(flushes()).toBe(0);
    expect(events).toEqual([]);
  });
});
