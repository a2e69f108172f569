import type { Language } from "@firstring/contract/call/agent.ts";
import { Resampler } from "../lib/resampler.ts";
import type { Ears, EarsSession } from "../ports/ears.ts";
import { isBackchannel } from "./backchannel.ts";
import { Onset } from "./onset.ts";

export type ListenerSettings = Readonly<{
  ears: Ears;
  language: Language;
  /** Rate of what comes in, in Hz. */
  rateHz: number;
  weSpeak: () => boolean;
  /** Somebody speaks: enough to interrupt us. */
  spoke: () => void;
  partial: (text: string) => void;
  said: (text: string, confidence: number | undefined, language: Language | undefined) => void;
  deaf: (error: Error) => void;
  /** The slots we have just asked for. */
  asked: () => readonly string[];
  /** Somebody was told of as speaking, and no words came of it. */
  nothing: () => void;
}>;

/** Makes utterances out of sound: hears when somebody begins, when they are done, and what they said. */
export class Listener {
  readonly #settings: ListenerSettings;
  readonly #session: EarsSession;
  readonly #resampler: Resampler;
  readonly #onset = new Onset();
  /** Loud sound since the last flush, in ms. */
  #utteranceMs = 0;
  #partial = "";
  #told = false;
  /** Whether each flushed utterance had interrupted us or was told of: a mere "mhm" of one that had not is no turn. */
  readonly #flushed: { told: boolean; overUs: boolean; guess: string }[] = [];
  #overUs = false;
  /** Sound since the oldest flush that the ears have not answered, in ms. */
  #unansweredMs = 0;
  /** Finals that are waited for no more and may still come; what was guessed of some has counted already. */
  readonly #overdue: { counted: boolean }[] = [];

  constructor(settings: ListenerSettings) {
    this.#settings = settings;
    this.#resampler = new Resampler(settings.rateHz, settings.ears.rateHz);
    this.#session = settings.ears.listen({
      language: settings.language,
      failed: settings.deaf,
      heard: (heard) => {
        if (heard.type === "partial") this.#guess(heard.text);
        else this.#said(heard.text.trim(), heard.confidence, heard.language);
      },
    });
  }

  hear(pcm: Int16Array): void {
    const ms = (pcm.length / this.#settings.rateHz) * 1000;
    this.#onset.hear(pcm, ms);
    this.#session.hear(this.#resampler.take(pcm));
    if (this.#onset.voicedMs > 0) this.#voiced(ms);
    else if (this.#utteranceMs >= SHORTEST_MS && this.#onset.quietMs >= endOfTurnMs(this.#partial, this.#settings.asked())) this.#flush();
    this.#waitForEars(ms);
  }

  close(): void {
    this.#session.close();
  }

  #voiced(ms: number): void {
    this.#utteranceMs += ms;
    if (this.#onset.voicedMs >= SURELY_SPEECH_MS) this.#tell();
    if (!this.#settings.weSpeak()) return;
    this.#overUs = true;
    if (this.#onset.loudMs >= BARGE_MS && !isBackchannel(this.#partial)) this.#tell();
  }

  #tell(): void {
    if (this.#told) return;
    this.#told = true;
    this.#settings.spoke();
  }

  #guess(text: string): void {
    this.#partial = text;
    this.#settings.partial(text);
    // Words, not a cough: whoever waits for an answer hears that one comes.
    if (!isBackchannel(text)) this.#tell();
  }

  /** Ears that stall do not hold the call: what they guessed counts, and else the caller is asked again. */
  #waitForEars(ms: number): void {
    if (this.#flushed.length === 0) return;
    this.#unansweredMs += ms;
    if (this.#unansweredMs < EARS_STALL_MS) return;
    this.#unansweredMs = 0;
    const stalled = this.#flushed.shift();
    const guess = stalled?.guess ?? "";
    const counts = guess !== "" && !isBackchannel(guess);
    this.#overdue.push({ counted: counts });
    if (counts) this.#settings.said(guess, undefined, undefined);
    else this.#settings.nothing();
  }

  #flush(): void {
    if (this.#flushed.length === 0) this.#unansweredMs = 0;
    this.#flushed.push({ told: this.#told, overUs: this.#overUs, guess: this.#partial });
    this.#utteranceMs = 0;
    this.#partial = "";
    this.#told = false;
    this.#overUs = false;
    this.#session.flush();
  }

  #said(text: string, confidence: number | undefined, language: Language | undefined): void {
    const overdue = this.#overdue.shift();
    if (overdue !== undefined) {
      if (!overdue.counted && text !== "") this.#settings.said(text, confidence, language);
      return;
    }
    const utterance = this.#flushed.shift();
    this.#unansweredMs = 0;
    if (text === "" && utterance?.told) return this.#settings.nothing();
    if (text === "" || (utterance?.overUs && !utterance.told && isBackchannel(text))) return;
    this.#settings.said(text, confidence, language);
  }
}

/** How long a pause ends a turn: longer where a number is being dictated, the sentence hangs in the air, or what we asked for is said in pieces. */
function endOfTurnMs(partial: string, asked: readonly string[]): number {
  if (asked.some((slot) => PIECEMEAL.test(slot))) return digitsIn(partial) >= WHOLE_NUMBER ? PAUSE_MS : HANGING_MS;
  return /(?:\d|,|\b(?:and|or|at|to|the|my|is|um+|uh+|et|ou|à|de|le|la|mon|ma|euh|zero|oh|one|two|three|four|five|six|seven|eight|nine))\W*$/i.test(partial)
    ? HANGING_MS
    : PAUSE_MS;
}

/** Slots that people say in groups with pauses between them. */
const PIECEMEAL = /phone|number|email|name|address|pickup|drop|location/i;
/** Digits of a phone number with its area code: nothing more is coming. */
const WHOLE_NUMBER = 10;
const spokenDigit = /\d|\b(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|zéro|un|deux|trois|quatre|cinq|sept|huit|neuf)\b/gi;
const digitsIn = (text: string): number => text.match(spokenDigit)?.length ?? 0;

/** Ears that owe a final for this long are not waited for: the caller would hear nothing. */
const EARS_STALL_MS = 2_500;
const PAUSE_MS = 600;
/** People group the digits of a phone number with pauses of up to a second. */
const HANGING_MS = 1_100;
/** No cough lasts this long: whoever waits for an answer hears that one comes, also where ears give no partials. */
const SURELY_SPEECH_MS = 1_200;
/** A click is shorter. */
const SHORTEST_MS = 80;
/** Speech over ours that is this long wants the floor; a "mhm" is shorter. */
const BARGE_MS = 240;
