import type { LineCommand } from "@firstring/contract/call/command.ts";
import { CALLER, type EndReason, type SpeechId, TRANSFER } from "@firstring/contract/call/event.ts";
import type { Clock } from "../ports/clock.ts";
import type { Report, WordsLine } from "../ports/line.ts";
import type { SoundHandler, SoundLine } from "../ports/sound-line.ts";

/** A carrier's media stream, while its socket is open. */
export type MediaWire = { play(audio: Uint8Array): void; mark(name: string): void; clear(): void; close(): void };

/** Makes words of sound, on a line and with a report that this channel gives. */
export type SpeakOn = (line: SoundLine, report: Report) => { words: WordsLine; sound: SoundHandler };

/** What the carrier is to do when it asks, its stream being over or not yet begun. */
export type StreamNext = { is: "stream" } | { is: "dial"; to: string } | { is: "hang_up" };

/**
 * A telephone line by a media stream (Twilio, Telnyx): 8 kHz µ-law over a socket that may be cut and come back. It is there
 * before its socket is, and while a call put through rings elsewhere.
 */
export class MediaLine implements WordsLine {
  readonly kind = "words";
  readonly #report: Report;
  readonly #clock: Clock;
  readonly #spoken: { words: WordsLine; sound: SoundHandler };
  #wire: MediaWire | undefined;
  #away: { cancel(): void } | undefined;
  #answered = false;
  /** Sound and marks for a socket that is away, and marks that have not come back. */
  #held: (Uint8Array | string)[] = [];
  #marks: string[] = [];
  readonly #unheard = new Set<SpeechId>();
  #next: StreamNext = { is: "stream" };
  #over = false;

  constructor(report: Report, clock: Clock, speak: SpeakOn) {
    this.#clock = clock;
    this.#report = report;
    this.#spoken = speak(this.#soundLine(), (caused) => {
      report(caused);
      if (caused.event.type === "speech.stopped") this.#unheard.delete(caused.event.speech);
      this.#putThrough();
    });
    this.#awaitSocket();
  }

  /** The socket is there, for the first time or again: what was held for it goes out. */
  attach(wire: MediaWire): void {
    if (this.#over) return wire.close();
    this.#away?.cancel();
    const before = this.#wire;
    this.#wire = wire;
    before?.close();
    const missed = this.#marks.filter((mark) => !this.#held.includes(mark));
    for (const held of [...missed, ...this.#held.splice(0)]) typeof held === "string" ? wire.mark(held) : wire.play(held);
    if (this.#answered) return;
    this.#answered = true;
    this.#report({ event: { type: "leg.answered", leg: CALLER }, cause: "stream" });
  }

  /** The socket broke: the carrier asks how to go on, and has a while to. */
  detach(wire: MediaWire): void {
    if (this.#wire !== wire || this.#over) return;
    this.#wire = undefined;
    if (this.#next.is === "stream") this.#awaitSocket();
  }

  hear(audio: Uint8Array): void {
    if (!this.#over) this.#spoken.sound.frame(audio);
  }
  pressed(digits: string): void {
    this.#spoken.sound.digits(digits);
  }
  played(mark: string): void {
    const at = this.#marks.indexOf(mark);
    if (at < 0) return; // held back by a clear: it does not count
    this.#marks.splice(0, at + 1);
    this.#spoken.sound.played(mark);
  }
  /** The caller hung up. */
  gone(): void {
    if (this.#next.is !== "stream" || this.#over) return;
    this.#end("caller_hung_up");
  }

  next(): StreamNext {
    return this.#over ? { is: "hang_up" } : this.#next;
  }

  /** How the call that was put through ended: connected, or why not. */
  dialled(how: "connected" | EndReason, cause: string): void {
    const connected = how === "connected";
    this.#report({ event: { type: "leg.ended", leg: TRANSFER, why: connected ? "transferred" : how }, cause: `${cause}:${TRANSFER}` });
    if (connected) return this.#end("transferred");
    this.#next = { is: "stream" };
    this.#awaitSocket();
  }

  send(command: LineCommand): void {
    if (this.#over) return;
    if (command.type === "transfer") {
      this.#next = { is: "dial", to: command.transfer.to };
      this.#away?.cancel(); // how long they will talk is theirs to say
      this.#putThrough();
      return;
    }
    if (command.type === "say") this.#unheard.add(command.speech);
    if (command.type === "hang_up" && this.#wire === undefined) return this.#end(command.why);
    this.#spoken.words.send(command);
  }

  close(): void {
    if (this.#over) return;
    this.#over = true;
    this.#away?.cancel();
    this.#spoken.words.close();
    this.#wire?.close();
  }

  /** The stream's end lets the carrier ask what comes next. */
  #putThrough(): void {
    if (this.#next.is === "dial" && this.#unheard.size === 0) this.#wire?.close();
  }

  #awaitSocket(): void {
    this.#away?.cancel();
    this.#away = this.#clock.after(AWAY_MS, () => this.#end("lost"));
  }

  #end(why: EndReason): void {
    if (this.#over) return;
    this.#report({ event: { type: "leg.ended", leg: CALLER, why } });
    this.close();
  }

  #hold(what: Uint8Array | string): void {
    if (typeof what === "string" || this.#held.length < MOST_HELD) this.#held.push(what);
  }

  #soundLine(): SoundLine {
    return {
      kind: "sound",
      format: { encoding: "mulaw", rateHz: 8000 },
      play: (frame) => (this.#wire === undefined ? this.#hold(frame) : this.#wire.play(frame)),
      mark: (name) => {
        this.#marks.push(name);
        if (this.#wire === undefined) this.#hold(name);
        else this.#wire.mark(name);
      },
      clear: () => {
        this.#held = [];
        this.#marks = [];
        this.#wire?.clear();
      },
      hangUp: () => {
        this.#next = { is: "hang_up" };
        this.#wire?.close();
      },
      close: () => this.#wire?.close(),
    };
  }
}

/** A carrier that asks again does so at once; this is time for a slow network, and not for a caller who is gone. */
const AWAY_MS = 15_000;
/** Frames of 20 ms kept for a socket that is away: as long as we wait for it. */
const MOST_HELD = 750;
