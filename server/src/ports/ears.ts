import type { Language } from "@firstring/contract/call/agent.ts";

/** What ears make of sound. A partial may still change; a final stands, and comes once for each `flush`, with "" when nothing was said. */
export type Heard = { type: "partial"; text: string } | { type: "final"; text: string; confidence?: number; language?: Language };

export type Listening = Readonly<{
  language: Language;
  heard: (heard: Heard) => void;
  /** The ears can hear no more; called at most once, and nothing is heard after it. */
  failed: (error: Error) => void;
}>;

/** Speech to text. One file per provider; a session is one leg of one call. */
export interface Ears {
  readonly name: string;
  /** The rate of the sound it takes, in Hz. */
  readonly rateHz: 8000 | 16000 | 24000;
  readonly languages: readonly Language[];
  listen(listening: Listening): EarsSession;
}

/** Never throws: what goes wrong is told by `failed`. */
export interface EarsSession {
  /** Mono 16-bit sound at `rateHz`, in the order it arrived. */
  hear(pcm: Int16Array): void;
  /** The caller's utterance is over: the final of what was heard since the last flush is wanted now. */
  flush(): void;
  close(): void;
}
