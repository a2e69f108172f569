import { expect, test } from "vitest";
import type { Spoken, Voice } from "../../src/ports/voice.ts";
import { voiceWithFallback } from "../../src/voices/voice-with-fallback.ts";

/** Speaks a word at a time and breaks after so many. */
function scripted(name: string, breaksAfter = Number.POSITIVE_INFINITY, aligned = true, languages: Voice["languages"] = ["en"]): Voice & { asked: string[] } {
  const asked: string[] = [];
  return {
    name,
    rateHz: 16000,
    languages,
    asked,
    async *speak(text): AsyncGenerator<Spoken> {
      asked.push(text);
      let spoken = 0;
      for (const word of text.match(/\S+\s*/g) ?? []) {
        if (spoken++ === breaksAfter) throw new Error(`${name} broke`);
        yield { pcm: Int16Array.of(spoken), ...(aligned && { text: word }) };
      }
    },
  };
}

async function say(voice: Voice, text: string, language: "en" | "fr" = "en"): Promise<number> {
  let pieces = 0;
  for await (const _ of voice.speak(text, language, new AbortController().signal)) pieces++;
  return pieces;
}

test("a voice that breaks in mid-sentence is followed by the next with the words that are left", async () => {
  const second = scripted("two");
  expect(
    await say(
      voiceWithFallback([scripted("one", 2), second], () => undefined),
      "You are booked for ten.",
    ),
  ).toBe(5);
  expect(second.asked).toEqual(["booked for ten."]);
});

test("where words cannot be told from sound the whole sentence is said again", async () => {
  const second = scripted("two");
  await say(
    voiceWithFallback([scripted("one", 2, false), second], () => undefined),
    "You are booked for ten.",
  );
  expect(second.asked).toEqual(["You are booked for ten."]);
});

test("a voice of the language speaks; where all fail or none is, it throws", async () => {
  const [english, french] = [scripted("english"), scripted("french", 9, true, ["fr"])];
  await say(
    voiceWithFallback([english, french], () => undefined),
    "Bonjour à vous.",
    "fr",
  );
  expect([english.asked, french.asked]).toEqual([[], ["Bonjour à vous."]]);
  await expect(
    say(
      voiceWithFallback([english], () => undefined),
      "Bonjour.",
      "fr",
    ),
  ).rejects.toThrow("No voice here speaks French.");
  await expect(
    say(
      voiceWithFallback([scripted("one", 0), scripted("two", 0)], () => undefined),
      "Hello.",
    ),
  ).rejects.toThrow("two broke");
});
