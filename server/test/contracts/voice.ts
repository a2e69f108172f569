import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Voice } from "../../src/ports/voice.ts";

export type VoiceUnderTest = {
  voice: Voice;
  close(): Promise<unknown>;
  /** Where the provider can be made to fail: what is spoken from now on fails. */
  breakDown?(): void;
};

/** What every voice must keep, whoever makes it. */
export function voiceContract(name: string, make: () => Promise<VoiceUnderTest>): void {
  describe(`${name} as a voice`, () => {
    let under: VoiceUnderTest;
    beforeAll(async () => {
      under = await make();
    });
    afterAll(() => under.close());
    const all = async (text: string, signal = new AbortController().signal): Promise<{ samples: number; loudest: number; text: string | undefined }> => {
      let [samples, loudest] = [0, 0];
      let said: string | undefined;
      for await (const spoken of under.voice.speak(text, under.voice.languages[0]!, signal)) {
        samples += spoken.pcm.length;
        for (const sample of spoken.pcm) loudest = Math.max(loudest, Math.abs(sample));
        if (spoken.text !== undefined) said = (said ?? "") + spoken.text;
      }
      return { samples, loudest, text: said };
    };

    test("a sentence becomes sound that can be heard; the words it names are the sentence's", async () => {
      const sentence = "Your appointment is on Tuesday at ten, with Marc, at your place.";
      const { samples, loudest, text } = await all(sentence);
      expect(samples).toBeGreaterThan(under.voice.rateHz / 10);
      expect(loudest).toBeGreaterThan(1000);
      if (text !== undefined) expect(text).toBe(sentence);
    });

    test("two sentences at once are both spoken", async () => {
      const both = await Promise.all([all("One moment, please."), all("Thank you for calling.")]);
      for (const { samples } of both) expect(samples).toBeGreaterThan(0);
    });

    test("what is aborted stops quietly", async () => {
      const stop = new AbortController();
      stop.abort();
      await expect(all("Never mind.", stop.signal)).resolves.toMatchObject({ samples: 0 });
      const midway = new AbortController();
      for await (const _ of under.voice.speak(
        "A sentence that goes on, and on, for a good while, until it is stopped.",
        under.voice.languages[0]!,
        midway.signal,
      ))
        midway.abort();
    });

    test("what fails throws", async (context) => {
      if (under.breakDown === undefined) return context.skip();
      under.breakDown();
      await expect(all("Is anybody there?")).rejects.toThrow();
    });
  });
}
