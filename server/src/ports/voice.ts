import type { Language } from "@firstring/contract/call/agent.ts";

/** A piece of spoken sound: mono 16-bit at the voice's `rateHz`. `text` is the part of the sentence it carries, where the provider aligns words. */
export type Spoken = { pcm: Int16Array; text?: string };

/** Text to speech. One file per provider. */
export interface Voice {
  readonly name: string;
  /** The rate of the sound it gives, in Hz. */
  readonly rateHz: 8000 | 16000 | 22050 | 24000;
  readonly languages: readonly Language[];
  /** Speaks one sentence, piece by piece as it comes. Throws when it cannot; stops quietly when `signal` is aborted. */
  speak(text: string, language: Language, signal: AbortSignal): AsyncIterable<Spoken>;
}
