import type { Language } from "@firstring/contract/call/agent.ts";
import type { LineCommand } from "@firstring/contract/call/command.ts";
import { CALLER, type EndReason, type SpeechId, TRANSFER } from "@firstring/contract/call/event.ts";
import { languageOf } from "../lib/language-of.ts";
import type { Clock } from "../ports/clock.ts";
import type { Report, WordsLine } from "../ports/line.ts";
import { heardWithin, speakingMs } from "./heard.ts";
import type { StreamNext } from "./media-line.ts";

/** A ConversationRelay socket, while it is open. */
export type RelayWire = { send(message: RelaySays): void; close(): void };
export type RelaySays =
  | { type: "text"; token: string; last: true; lang: string; interruptible: boolean }
  | { type: "sendDigits"; digits: string }
  | { type: "end" };

type Speech = { id: SpeechId; text: string; interruptible: boolean; sent: boolean; fromMs: number; untilMs: number; timer: { cancel(): void } | undefined };

/**
 * A line by ConversationRelay (Twilio, Telnyx): the carrier hears and speaks, we get and give words. It tells what was heard only
 * when the caller interrupts; else what was spoken is known by how long speaking it takes.
 */
export class RelayLine implements WordsLine {
  readonly kind = "words";
  readonly #report: Report;
  readonly #clock: Clock;
  #language: Language;
  #wire: RelayWire | undefined;
  #away: { cancel(): void } | undefined;
  #answered = false;
  #queue: Speech[] = [];
  #heardUntilMs = 0;
  #leaving: EndReason | undefined;
  #next: StreamNext = { is: "stream" };
  #over = false;

  constructor(report: Report, clock: Clock, language: Language) {
    this.#report = report;
    this.#clock = clock;
    this.#language = language;
    this.#awaitSocket();
  }

  attach(wire: RelayWire): void {
    if (this.#over) return wire.close();
    this.#away?.cancel();
    const before = this.#wire;
    this.#wire = wire;
    before?.close();
    for (const speech of this.#queue) if (!speech.sent) this.#speak(speech);
    if (this.#answered) return;
    this.#answered = true;
    this.#report({ event: { type: "leg.answered", leg: CALLER }, cause: "relay" });
  }

  detach(wire: RelayWire): void {
    if (this.#wire !== wire || this.#over) return;
    this.#wire = undefined;
    if (this.#next.is === "stream") this.#awaitSocket();
  }

  said(text: string, language: Language | undefined): void {
    if (this.#over || text.trim() === "") return;
    this.#report({ event: { type: "caller.said", leg: CALLER, text: text.trim(), ...(language !== undefined && { language }) } });
  }
  pressed(digits: string): void {
    if (!this.#over) this.#report({ event: { type: "caller.pressed", leg: CALLER, digits } });
  }
  /** The caller spoke over us; `heard` is how far the carrier had got in what it was speaking. */
  interrupted(heard: string): void {
    if (this.#over) return;
    this.#report({ event: { type: "caller.spoke", leg: CALLER } });
    const said = heard.trim();
    const at = said === "" ? -1 : this.#queue.findIndex(({ text }) => text.startsWith(said) || said.endsWith(text));
    if (at < 0) return this.#hush();
    const dropped = this.#queue.splice(0);
    for (const [n, speech] of dropped.entries()) {
      const { text } = speech;
      this.#stopped(speech, n < at ? text : n > at ? "" : said.endsWith(text) ? text : text.slice(0, said.length));
    }
    this.#heardUntilMs = this.#clock.nowMs();
    this.#settle();
  }
  gone(): void {
    if (this.#next.is === "stream") this.#end("caller_hung_up");
  }

  next(): StreamNext {
    return this.#over ? { is: "hang_up" } : this.#next;
  }

  dialled(how: "connected" | EndReason, cause: string): void {
    const connected = how === "connected";
    this.#report({ event: { type: "leg.ended", leg: TRANSFER, why: connected ? "transferred" : how }, cause: `${cause}:${TRANSFER}` });
    if (connected) return this.#end("transferred");
    this.#next = { is: "stream" };
    this.#awaitSocket();
  }

  send(command: LineCommand): void {
    if (this.#over) return;
    switch (command.type) {
      case "say": {
        const speech: Speech = {
          id: command.speech,
          text: command.text,
          interruptible: command.interruptible,
          sent: false,
          fromMs: 0,
          untilMs: 0,
          timer: undefined,
        };
        this.#queue.push(speech);
        if (this.#wire !== undefined) this.#speak(speech);
        break;
      }
      case "hush":
        this.#hush();
        break;
      case "end_turn":
      case "pause_turn":
        break; // each speech tells by itself
      case "transfer":
        this.#next = { is: "dial", to: command.transfer.to };
        this.#away?.cancel();
        this.#settle();
        break;
      case "dial":
        this.#report({ event: { type: "leg.ended", leg: command.leg, why: "failed" } });
        break;
      case "press":
        this.#wire?.send({ type: "sendDigits", digits: command.digits });
        break;
      case "join":
      case "drop":
        break; // the relay has no further legs
      case "hang_up":
        this.#leaving = command.why;
        this.#settle();
        break;
      default:
        command satisfies never;
    }
  }

  close(): void {
    if (this.#over) return;
    this.#over = true;
    this.#away?.cancel();
    for (const { timer } of this.#queue) timer?.cancel();
    this.#wire?.close();
  }

  #speak(speech: Speech): void {
    const nowMs = this.#clock.nowMs();
    this.#language = languageOf(speech.text, this.#language);
    speech.sent = true;
    speech.fromMs = Math.max(nowMs, this.#heardUntilMs);
    speech.untilMs = speech.fromMs + speakingMs(speech.text);
    this.#heardUntilMs = speech.untilMs;
    this.#wire?.send({ type: "text", token: speech.text, last: true, lang: tongues[this.#language], interruptible: speech.interruptible });
    speech.timer = this.#clock.after(speech.untilMs - nowMs, () => {
      this.#queue = this.#queue.filter((other) => other !== speech);
      this.#stopped(speech, speech.text);
      this.#settle();
    });
  }

  /** The carrier has fallen silent by itself, or cannot be silenced: what fits into the time since is what was heard. */
  #hush(): void {
    const nowMs = this.#clock.nowMs();
    for (const speech of this.#queue.splice(0)) this.#stopped(speech, speech.sent ? heardWithin(speech.text, Math.max(0, nowMs - speech.fromMs)) : "");
    this.#heardUntilMs = nowMs;
    this.#settle();
  }

  #stopped(speech: Speech, heard: string): void {
    speech.timer?.cancel();
    this.#report({ event: { type: "speech.stopped", speech: speech.id, heard } });
  }

  #settle(): void {
    if (this.#over || this.#queue.length > 0) return;
    if (this.#leaving !== undefined) {
      this.#wire?.send({ type: "end" });
      this.#end(this.#leaving);
    } else if (this.#next.is === "dial") this.#wire?.send({ type: "end" });
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
}

const tongues: Record<Language, string> = { en: "en-US", fr: "fr-CA" };
/** As long as a carrier may take to come back with its socket. */
const AWAY_MS = 15_000;
