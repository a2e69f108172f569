import type { AgentSpec, Language } from "@firstring/contract/call/agent.ts";
import { earsAtRate } from "./ears/at-rate.ts";
import { earsWithFallback } from "./ears/ears-with-fallback.ts";
import { moonshine } from "./ears/moonshine.ts";
import type { Ears } from "./ports/ears.ts";
import type { Voice } from "./ports/voice.ts";
import { voiceAtRate } from "./voices/at-rate.ts";
import { flite } from "./voices/flite.ts";
import { voiceWithFallback } from "./voices/voice-with-fallback.ts";

/** Everything this installation hears and speaks with, best first, the embedded ones last. */
export type Speech = {
  ears(): Ears;
  voice(agent: AgentSpec): Voice;
  hears: readonly Language[];
  speaks: readonly Language[];
  close(): Promise<void>;
};

export function speechOf(warn: (problem: unknown, what: string) => void): Speech {
  const ownEars = moonshine();
  const ownVoice = flite();
  const allEars: readonly [Ears, ...Ears[]] = [ownEars];
  const allVoices: readonly [Voice, ...Voice[]] = [ownVoice];
  const ears = earsWithFallback(levelled(allEars, earsAtRate), warn);
  const voice = voiceWithFallback(levelled(allVoices, voiceAtRate), warn);
  return {
    ears: () => ears,
    voice: () => voice,
    hears: ears.languages,
    speaks: voice.languages,
    async close() {
      await Promise.all([ownEars.close(), ownVoice.close()]);
    },
  };
}

/** All at the rate of the first. */
function levelled<T extends { rateHz: Ears["rateHz"] | Voice["rateHz"] }>(
  [first, ...rest]: readonly [T, ...T[]],
  atRate: (one: T, rateHz: T["rateHz"]) => T,
): readonly [T, ...T[]] {
  return [first, ...rest.map((one) => atRate(one, first.rateHz))];
}
