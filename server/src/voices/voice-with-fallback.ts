import type { Language } from "@firstring/contract/call/agent.ts";
import type { Spoken, Voice } from "../ports/voice.ts";

/** All at one rate. Where a voice fails in mid-sentence, the next speaks what was not spoken; where its words cannot be told from its sound, the whole sentence. */
export function voiceWithFallback(chain: readonly [Voice, ...Voice[]], warn: (problem: unknown, what: string) => void): Voice {
  const [first] = chain;
  return {
    name: chain.map(({ name }) => name).join(", else "),
    rateHz: first.rateHz,
    languages: [...new Set(chain.flatMap(({ languages }) => languages))],
    speak,
  };

  async function* speak(text: string, language: Language, signal: AbortSignal): AsyncGenerator<Spoken> {
    let left = text;
    let problem: unknown = new Error(`No voice here speaks ${language === "fr" ? "French" : "English"}.`);
    const able = chain.filter(({ languages }) => languages.includes(language));
    for (const [index, voice] of able.entries()) {
      try {
        for await (const spoken of voice.speak(left, language, signal)) {
          if (spoken.text !== undefined && left.startsWith(spoken.text)) left = left.slice(spoken.text.length);
          yield spoken;
        }
        return;
      } catch (error) {
        if (signal.aborted) return;
        problem = error;
        const next = able[index + 1];
        warn(error, next === undefined ? `${voice.name} does not speak, and no other voice is left` : `${voice.name} does not speak; ${next.name} goes on`);
        if (left.trim() === "") return;
      }
    }
    throw problem;
  }
}
