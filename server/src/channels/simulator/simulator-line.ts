import type { LineCommand } from "@firstring/contract/call/command.ts";
import { CALLER, type EndReason, type SpeechId, TRANSFER } from "@firstring/contract/call/event.ts";
import type { CallState } from "@firstring/contract/call/state.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Report, WordsLine } from "../../ports/line.ts";
import { heardWithin, speakingMs } from "../heard.ts";
import type { Move } from "./caller.ts";

export type Pace = Readonly<{
  /** Speech takes this part of its natural time: 1 for a call to watch, 0 for one to have. */
  speech: number;
  /** How long the caller thinks before they answer, in milliseconds. */
  thinkMs: () => number;
}>;

export const instant: Pace = { speech: 0, thinkMs: () => 0 };

/** A telephone line with a simulated caller at its end: speech takes its time, and turns are taken as people take them. */
export class SimulatorLine implements WordsLine {
  readonly kind = "words";
  readonly #report: Report;
  readonly #clock: Clock;
  readonly #pace: Pace;
  readonly #caller: { next(state: CallState): Move };
  readonly #state: () => CallState | undefined;
  #queue: { id: SpeechId; text: string }[] = [];
  #playing: { id: SpeechId; text: string; sinceMs: number; end: { cancel(): void } } | undefined;
  #after: { is: "nothing" } | { is: "caller" } | { is: "transfer" } | { is: "hang_up"; why: EndReason } = { is: "nothing" };
  #answering: { cancel(): void } | undefined;
  #over = false;

  constructor(report: Report, clock: Clock, pace: Pace, caller: { next(state: CallState): Move }, state: () => CallState | undefined) {
    this.#report = report;
    this.#clock = clock;
    this.#pace = pace;
    this.#caller = caller;
    this.#state = state;
  }

  send(command: LineCommand): void {
    if (this.#over) return;
    switch (command.type) {
      case "say":
        this.#queue.push({ id: command.speech, text: command.text });
        this.#answering?.cancel(); // they are spoken to: they listen
        break;
      case "end_turn":
        this.#after = { is: "caller" };
        break;
      case "pause_turn":
        break;
      case "hush":
        this.#hush();
        break;
      case "transfer":
        this.#after = { is: "transfer" };
        break;
      case "dial":
        if (command.leg === TRANSFER) this.#after = { is: "transfer" };
        else this.#report({ event: { type: "leg.ended", leg: command.leg, why: "failed" } }); // nobody real can be called into what is not real
        break;
      case "press":
      case "join":
      case "drop":
        break;
      case "hang_up":
        this.#after = { is: "hang_up", why: command.why };
        break;
      default:
        command satisfies never;
    }
    this.#play();
  }

  close(): void {
    this.#over = true;
    this.#queue = [];
    this.#playing?.end.cancel();
    this.#answering?.cancel();
  }

  #play(): void {
    if (this.#playing !== undefined || this.#over) return;
    const next = this.#queue.shift();
    if (next === undefined) return this.#silence();
    const end = this.#clock.after(speakingMs(next.text) * this.#pace.speech, () => this.#stopped(next.text));
    this.#playing = { ...next, sinceMs: this.#clock.nowMs(), end };
  }

  #stopped(heard: string): void {
    const played = this.#playing;
    if (played === undefined) return;
    this.#playing = undefined;
    this.#report({ event: { type: "speech.stopped", speech: played.id, heard } });
    this.#play();
  }

  #hush(): void {
    const dropped = this.#queue;
    this.#queue = [];
    this.#after = { is: "nothing" };
    this.#playing?.end.cancel();
    if (this.#playing !== undefined) this.#stopped(heardWithin(this.#playing.text, this.#clock.nowMs() - this.#playing.sinceMs));
    for (const { id } of dropped) this.#report({ event: { type: "speech.stopped", speech: id, heard: "" } });
  }

  /** Everything was heard. */
  #silence(): void {
    const after = this.#after;
    this.#after = { is: "nothing" };
    switch (after.is) {
      case "nothing":
        break;
      case "caller":
        this.#answering = this.#clock.after(this.#pace.thinkMs(), () => this.#answer());
        break;
      case "transfer":
        this.#report({ event: { type: "leg.ended", leg: TRANSFER, why: "transferred" } });
        this.#leave("transferred");
        break;
      case "hang_up":
        this.#leave(after.why);
        break;
      default:
        after satisfies never;
    }
  }

  #answer(): void {
    const state = this.#state();
    if (state === undefined || state.phase.is !== "talking") return;
    if (state.speaking.length > 0) {
      this.#answering = this.#clock.after(1, () => this.#answer()); // what was heard is still on its way to the call
      return;
    }
    const move = this.#caller.next(state);
    if (move.is === "hang_up") return this.#leave("caller_hung_up");
    this.#report({ event: { type: "caller.spoke", leg: CALLER } });
    this.#answering = this.#clock.after(speakingMs(move.text) * this.#pace.speech, () =>
      this.#report({ event: { type: "caller.said", leg: CALLER, text: move.text } }),
    );
  }

  #leave(why: EndReason): void {
    this.#report({ event: { type: "leg.ended", leg: CALLER, why } });
  }
}
