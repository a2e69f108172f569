import type { Language } from "@firstring/contract/call/agent.ts";
import type { Ears, EarsSession, Heard, Listening } from "../ports/ears.ts";

/**
 * Several ears as one: when one fails in mid-call, the next hears again everything that has not been understood yet, so no word is lost.
 * All take sound at the rate of the first: `atRate` brings the others to it.
 */
export function earsWithFallback(chain: readonly [Ears, ...Ears[]], warn: (problem: unknown, what: string) => void): Ears {
  const [first] = chain;
  return {
    name: chain.map(({ name }) => name).join(", else "),
    rateHz: first.rateHz,
    languages: [...new Set(chain.flatMap(({ languages }) => languages))],
    listen: (listening) => new Chain(chain, listening, warn),
  };
}

/** What was given to the ears since the last final: sound, and the ends of utterances between. */
type Given = Int16Array | "flush";

class Chain implements EarsSession {
  readonly #left: Ears[];
  readonly #listening: Listening;
  readonly #warn: (problem: unknown, what: string) => void;
  #given: Given[] = [];
  #samples = 0;
  #session: EarsSession | undefined;
  #over = false;

  constructor(chain: readonly Ears[], listening: Listening, warn: (problem: unknown, what: string) => void) {
    this.#left = chain.filter(({ languages }) => languages.includes(listening.language));
    this.#listening = listening;
    this.#warn = warn;
    if (this.#left.length === 0) queueMicrotask(() => this.#end(new Error(`No ears here understand ${named[listening.language]}.`)));
    else this.#next();
  }

  hear(pcm: Int16Array): void {
    if (this.#over) return;
    this.#given.push(pcm.slice());
    this.#samples += pcm.length;
    // A caller who never pauses is remembered for a while only.
    while (this.#samples > MOST_SAMPLES) this.#forget();
    this.#session?.hear(pcm);
  }

  flush(): void {
    if (this.#over) return;
    this.#given.push("flush");
    this.#session?.flush();
  }

  close(): void {
    this.#over = true;
    this.#given = [];
    this.#session?.close();
  }

  #next(): void {
    const ears = this.#left.shift()!;
    let failed = false;
    const session = ears.listen({
      language: this.#listening.language,
      heard: (heard) => {
        if (!failed && !this.#over) this.#hear(heard);
      },
      failed: (error) => {
        if (failed || this.#over) return;
        failed = true;
        session.close();
        const next = this.#left[0];
        this.#warn(error, next === undefined ? `${ears.name} hears no more, and no other ears are left` : `${ears.name} hears no more; ${next.name} goes on`);
        if (next === undefined) this.#end(error);
        else this.#next();
      },
    });
    this.#session = session;
    for (const given of this.#given) {
      if (given === "flush") session.flush();
      else session.hear(given);
    }
  }

  #hear(heard: Heard): void {
    if (heard.type === "final") {
      const end = this.#given.indexOf("flush");
      for (const given of this.#given.splice(0, end + 1)) if (given !== "flush") this.#samples -= given.length;
    }
    this.#listening.heard(heard);
  }

  #forget(): void {
    const at = this.#given.findIndex((given) => given !== "flush");
    const [oldest] = this.#given.splice(at, 1);
    this.#samples -= (oldest as Int16Array).length;
  }

  #end(error: Error): void {
    if (this.#over) return;
    this.#over = true;
    this.#given = [];
    this.#listening.failed(error);
  }
}

const named: Record<Language, string> = { en: "English", fr: "French" };
/** Half a minute at 24 kHz: what an utterance may last before its beginning is given up. */
const MOST_SAMPLES = 30 * 24_000;
