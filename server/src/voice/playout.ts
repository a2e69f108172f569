import type { Language } from "@firstring/contract/call/agent.ts";
import type { SpeechId } from "@firstring/contract/call/event.ts";
import { toMulaw } from "../lib/mulaw.ts";
import { Resampler } from "../lib/resampler.ts";
import type { SoundLine } from "../ports/sound-line.ts";
import type { Voice } from "../ports/voice.ts";
import type { Wheel } from "./wheel.ts";

type Speech = {
  id: SpeechId;
  text: string;
  frames: Uint8Array[];
  /** Made so far and sent so far, in ms of sound. */
  madeMs: number;
  sentMs: number;
  made: boolean;
  /** When it last got or gave sound, once it is its turn. */
  movedMs: number | undefined;
  stop: AbortController;
  marked: boolean;
};

export type PlayoutSettings = Readonly<{
  line: SoundLine;
  voice: Voice;
  wheel: Wheel;
  language: (text: string) => Language;
  /** What of a speech was really heard; once for each. */
  stopped: (speech: SpeechId, heard: string) => void;
  failed: (error: unknown) => void;
  /** Everything said was heard, or dropped. */
  rested: () => void;
}>;

/** Speaks one speech after the other on a sound line: made as early as possible, sent just before it is due. */
export class Playout {
  readonly #settings: PlayoutSettings;
  readonly #queue: Speech[] = [];
  #making: Promise<void> = Promise.resolve();
  #stop = new AbortController();
  #turning: { remove(): void } | undefined;
  /** When the sound sent so far will have been heard. */
  #heardUntilMs = 0;
  #nowMs = 0;

  constructor(settings: PlayoutSettings) {
    this.#settings = settings;
  }

  get speaking(): boolean {
    return this.#queue.length > 0;
  }

  say(id: SpeechId, text: string): void {
    const speech: Speech = { id, text, frames: [], madeMs: 0, sentMs: 0, made: false, movedMs: undefined, stop: new AbortController(), marked: false };
    this.#queue.push(speech);
    this.#turning ??= this.#settings.wheel.add((nowMs) => this.#turn(nowMs));
    const signal = AbortSignal.any([this.#stop.signal, speech.stop.signal]);
    this.#making = this.#making.then(() => Promise.race([this.#make(speech, signal), aborted(signal)]));
  }

  /** Falls silent, and tells of each speech what was heard of it. */
  hush(): void {
    if (this.#queue.length === 0) return;
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#settings.line.clear();
    let unheardMs = Math.max(0, this.#heardUntilMs - this.#nowMs);
    const dropped = this.#queue.splice(0);
    const heard = dropped.toReversed().map((speech) => {
      const sent = speech.sentMs;
      speech.sentMs = Math.max(0, sent - unheardMs);
      unheardMs = Math.max(0, unheardMs - sent);
      return [speech.id, heardOf(speech)] as const;
    });
    for (const [id, text] of heard.toReversed()) this.#settings.stopped(id, text);
    this.#heardUntilMs = this.#nowMs;
    this.#rest();
  }

  played(mark: string): void {
    const at = this.#queue.findIndex(({ id, marked }) => marked && id === mark);
    if (at < 0) return; // held back by a clear: it does not count
    for (const { id, text } of this.#queue.splice(0, at + 1)) this.#settings.stopped(id, text);
    if (this.#queue.length === 0) this.#rest();
  }

  close(): void {
    this.#stop.abort();
    this.#queue.length = 0;
    this.#turning?.remove();
    this.#turning = undefined;
  }

  async #make(speech: Speech, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const { line, voice, language } = this.#settings;
    const resampler = new Resampler(voice.rateHz, line.format.rateHz);
    try {
      for await (const { pcm } of voice.speak(speech.text, language(speech.text), signal)) {
        if (signal.aborted) return;
        const sound = resampler.take(pcm);
        speech.madeMs += (sound.length / line.format.rateHz) * 1000;
        this.#cut(speech, sound);
      }
    } catch (error) {
      if (signal.aborted) return;
      return this.#giveUp(speech, error);
    }
    speech.made = true;
  }

  /** What cannot be spoken was not heard, and nobody waits for it. */
  #giveUp(speech: Speech, error: unknown): void {
    this.#settings.failed(error);
    this.#queue.splice(this.#queue.indexOf(speech), 1);
    this.#settings.stopped(speech.id, heardOf(speech));
    if (this.#queue.length === 0) this.#rest();
  }

  #cut(speech: Speech, sound: Int16Array): void {
    const { rateHz, encoding } = this.#settings.line.format;
    const size = (rateHz / 1000) * FRAME_MS;
    for (let at = 0; at < sound.length; at += size) {
      const piece = sound.slice(at, at + size);
      speech.frames.push(encoding === "mulaw" ? toMulaw(piece) : new Uint8Array(piece.buffer, 0, piece.byteLength));
    }
  }

  #turn(nowMs: number): void {
    this.#nowMs = nowMs;
    this.#heardUntilMs = Math.max(this.#heardUntilMs, nowMs);
    const { line } = this.#settings;
    for (const speech of this.#queue) {
      while (speech.frames.length > 0) {
        if (this.#heardUntilMs - nowMs >= AHEAD_MS) return;
        const frame = speech.frames.shift()!;
        const ms = (frame.byteLength / (line.format.encoding === "mulaw" ? 1 : 2) / line.format.rateHz) * 1000;
        line.play(frame);
        speech.sentMs += ms;
        speech.movedMs = nowMs;
        this.#heardUntilMs += ms;
      }
      if (!speech.made) {
        speech.movedMs ??= nowMs;
        if (nowMs - speech.movedMs < VOICE_STALL_MS) return;
        speech.stop.abort();
        return this.#giveUp(speech, new Error("The voice stalled in a sentence."));
      }
      if (!speech.marked) {
        speech.marked = true;
        line.mark(speech.id);
      }
    }
  }

  #rest(): void {
    this.#turning?.remove();
    this.#turning = undefined;
    this.#settings.rested();
  }
}

/** The words of a speech that fit into what was heard of its sound, none of them in part. */
function heardOf({ text, sentMs, madeMs, made }: Speech): string {
  if (sentMs <= 0) return "";
  // Half-made sound says nothing of the whole: then people speak some fifteen letters a second.
  const wholeMs = made ? madeMs : Math.max(madeMs, text.length * 65);
  if (made && sentMs >= wholeMs) return text;
  const letters = Math.floor((text.length * sentMs) / wholeMs);
  const end = text.lastIndexOf(" ", letters);
  return end <= 0 ? "" : text.slice(0, end);
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });

/** A voice that gives no sound for this long is given up on: the call must not wait for it in silence. */
const VOICE_STALL_MS = 4_000;
const FRAME_MS = 20;
/** How much sound the other end holds: enough for a network that stutters, little enough to stop at once. */
const AHEAD_MS = 160;
