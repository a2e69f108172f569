import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Resampler } from "../../src/lib/resampler.ts";
import { soundOfWav } from "../../src/lib/wav.ts";
import type { Ears, EarsSession, Heard } from "../../src/ports/ears.ts";

export type EarsUnderTest = {
  ears: Ears;
  /** What an utterance of the test speech ("Hello, I need help with my furnace.") contains when these ears heard it. */
  expects: RegExp;
  close(): Promise<unknown>;
  /** Where the provider can be made to fail: what is listened to from now on fails. */
  breakDown?(): void;
};

/** What every ears must keep, whoever makes them. */
export function earsContract(name: string, make: () => Promise<EarsUnderTest>): void {
  describe(`${name} as ears`, () => {
    let under: EarsUnderTest;
    beforeAll(async () => {
      under = await make();
    });
    afterAll(() => under.close());

    test("a final for each flush, in order, with the words of the speech", async () => {
      const { session, finals } = listen(under.ears);
      speak(session, under.ears);
      session.flush();
      await expect.poll(() => finals.length).toBe(1);
      expect(finals[0]).toMatch(under.expects);
      speak(session, under.ears);
      session.flush();
      await expect.poll(() => finals.length).toBe(2);
      expect(finals[1]).toMatch(under.expects);
      session.close();
    });

    test("silence is an empty final, and so is a flush of nothing", async () => {
      const { session, finals } = listen(under.ears);
      session.flush();
      await expect.poll(() => finals).toEqual([""]);
      for (let frame = 0; frame < 50; frame++) session.hear(new Int16Array(under.ears.rateHz / 50));
      session.flush();
      await expect.poll(() => finals).toEqual(["", ""]);
      session.close();
    });

    test("two listen at once and do not hear each other", async () => {
      const [one, other] = [listen(under.ears), listen(under.ears)];
      speak(one.session, under.ears);
      one.session.flush();
      other.session.flush();
      await expect.poll(() => [one.finals.length, other.finals.length]).toEqual([1, 1]);
      expect(one.finals[0]).toMatch(under.expects);
      expect(other.finals).toEqual([""]);
      one.session.close();
      other.session.close();
    });

    test("after close nothing is heard, and closing twice is nothing", async () => {
      const { session, finals, heard } = listen(under.ears);
      speak(session, under.ears);
      session.close();
      session.flush();
      session.hear(new Int16Array(160));
      session.close();
      const later = listen(under.ears);
      later.session.flush();
      await expect.poll(() => later.finals).toEqual([""]);
      expect([finals, heard]).toEqual([[], []]);
      later.session.close();
    });

    test("what fails says so once, and nothing is heard after it", async (context) => {
      if (under.breakDown === undefined) return context.skip();
      under.breakDown();
      const { session, finals, failures } = listen(under.ears);
      speak(session, under.ears);
      session.flush();
      await expect.poll(() => failures.length).toBe(1);
      session.hear(new Int16Array(160));
      session.flush();
      session.close();
      expect([failures.length, finals.filter((text) => text !== "")]).toEqual([1, []]);
    });
  });
}

function listen(ears: Ears): { session: EarsSession; finals: string[]; heard: Heard[]; failures: Error[] } {
  const [finals, heard, failures]: [string[], Heard[], Error[]] = [[], [], []];
  const session = ears.listen({
    language: ears.languages[0]!,
    heard(it) {
      heard.push(it);
      if (it.type === "final") finals.push(it.text);
    },
    failed: (error) => failures.push(error),
  });
  return { session, finals, heard, failures };
}

/** "Hello, I need help with my furnace.", by the embedded voice, over a telephone line. */
const SPEECH = soundOfWav(readFileSync(new URL("../fixtures/speech/furnace-8k.wav", import.meta.url)));

export function speak(session: EarsSession, { rateHz }: Ears): void {
  const pcm = new Resampler(SPEECH.rateHz, rateHz).take(SPEECH.pcm);
  for (let at = 0; at < pcm.length; at += rateHz / 50) session.hear(pcm.subarray(at, at + rateHz / 50));
}
