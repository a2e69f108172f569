import { Resampler } from "../lib/resampler.ts";
import type { Voice } from "../ports/voice.ts";

/** The same voice at another rate. */
export function voiceAtRate(voice: Voice, rateHz: Voice["rateHz"]): Voice {
  if (voice.rateHz === rateHz) return voice;
  return {
    ...voice,
    rateHz,
    async *speak(text, language, signal) {
      const resampler = new Resampler(voice.rateHz, rateHz);
      for await (const spoken of voice.speak(text, language, signal)) yield { ...spoken, pcm: resampler.take(spoken.pcm) };
    },
  };
}
