import type { Language } from "@firstring/contract/call/agent.ts";
import type { Ears, EarsSession, Listening } from "../ports/ears.ts";
import { Utterance } from "./utterance.ts";

export type Transcript = { text: string; confidence?: number; language?: Language };

/** A recogniser of whole utterances: a file sent to a provider, or a model that reads the sound from its beginning each time. */
export type Recognise = (pcm: Int16Array, language: Language, signal: AbortSignal) => Promise<Transcript>;

export type ByUtterance = Readonly<{
  name: string;
  rateHz: Ears["rateHz"];
  languages: readonly Language[];
  recognise: Recognise;
  /** Reads again what was said so far, each time this much new sound has come; where absent, nothing is heard before the end. */
  partials?: { everyMs: number; recognise: (pcm: Int16Array, language: Language, signal: AbortSignal) => Promise<string | undefined> };
}>;

/** Ears that keep an utterance until it is over and recognise it whole. Finals come in the order of the flushes. */
export function byUtterance(settings: ByUtterance): Ears {
  const { name, rateHz, languages } = settings;
  return { name, rateHz, languages, listen: (listening) => new Session(settings, listening) };
}

class Session implements EarsSession {
  readonly #settings: ByUtterance;
  readonly #listening: Listening;
  readonly #over = new AbortController();
  #utterance: Utterance;
  /** What is being recognised, in order; settles when the last of it is. */
  #finals: Promise<void> = Promise.resolve();
  /** Pieces of an utterance too long to be recognised at once. */
  #pieces: Promise<Transcript>[] = [];
  #reading = false;
  #sincePartialMs = 0;

  constructor(settings: ByUtterance, listening: Listening) {
    this.#settings = settings;
    this.#listening = listening;
    this.#utterance = new Utterance(settings.rateHz);
  }

  hear(pcm: Int16Array): void {
    if (this.#over.signal.aborted) return;
    this.#utterance.add(pcm);
    this.#sincePartialMs += (pcm.length / this.#settings.rateHz) * 1000;
    if (this.#utterance.ms >= LONGEST_PIECE_MS) this.#pieces.push(this.#take());
    else this.#readSoFar();
  }

  flush(): void {
    if (this.#over.signal.aborted) return;
    const pieces = [...this.#pieces, this.#take()];
    this.#pieces = [];
    this.#sincePartialMs = 0;
    this.#finals = this.#finals.then(async () => {
      const transcripts = await Promise.all(pieces);
      if (this.#over.signal.aborted) return;
      this.#listening.heard({ type: "final", ...joined(transcripts) });
    });
    this.#finals.catch((error: unknown) => this.#fail(error));
  }

  close(): void {
    this.#over.abort();
  }

  #take(): Promise<Transcript> {
    const { pcm } = this.#utterance;
    this.#utterance = new Utterance(this.#settings.rateHz);
    if (pcm.length === 0) return Promise.resolve({ text: "" });
    const taken = this.#settings.recognise(pcm, this.#listening.language, this.#over.signal);
    taken.catch((error: unknown) => this.#fail(error));
    return taken;
  }

  #readSoFar(): void {
    const { partials } = this.#settings;
    const utterance = this.#utterance;
    if (partials === undefined || this.#reading || this.#sincePartialMs < partials.everyMs || !utterance.voiced) return;
    this.#reading = true;
    this.#sincePartialMs = 0;
    partials
      .recognise(utterance.pcm, this.#listening.language, this.#over.signal)
      .then((text) => {
        // Read while the utterance ended: its final knows better.
        if (this.#utterance !== utterance || this.#over.signal.aborted) return;
        if (text !== undefined && text !== "") this.#listening.heard({ type: "partial", text });
      })
      .catch((error: unknown) => this.#fail(error))
      .finally(() => {
        this.#reading = false;
      });
  }

  #fail(error: unknown): void {
    if (this.#over.signal.aborted) return;
    this.#over.abort();
    this.#listening.failed(error instanceof Error ? error : new Error(String(error)));
  }
}

function joined(transcripts: readonly Transcript[]): Transcript {
  const spoken = transcripts.filter(({ text }) => text !== "");
  const least = spoken.flatMap(({ confidence }) => (confidence === undefined ? [] : [confidence])).sort((a, b) => a - b)[0];
  const language = spoken.at(-1)?.language;
  return { text: spoken.map(({ text }) => text).join(" "), ...(least !== undefined && { confidence: least }), ...(language !== undefined && { language }) };
}

/** Recognisers of whole utterances are made for up to half a minute; a longer monologue is read in pieces. */
const LONGEST_PIECE_MS = 25_000;
