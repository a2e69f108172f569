import type { Language } from "@firstring/contract/call/agent.ts";
import type { LineCommand } from "@firstring/contract/call/command.ts";
import { CALLER, type CallEvent, type EndReason, type SpeechId, TRANSFER } from "@firstring/contract/call/event.ts";
import { lines } from "@firstring/contract/call/lines.ts";
import { languageOf } from "../../lib/language-of.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Report, WordsLine } from "../../ports/line.ts";
import { heardWithin, speakingMs } from "../heard.ts";
import { type Reply, type Said, type Then, twimlOf } from "./twiml.ts";
import type { DialStatus, Exchange, GatherResult, What } from "./wire.ts";

/** The webhooks that are answered with what to say next. */
export type Asked = Extract<What, { is: "voice" | "gather" | "more" | "dialled" }>;

/** What a line needs of the request it answers. */
export type Request = Readonly<{
  /** Its inbox key: its facts are recorded once. */
  cause: string;
  /** Our webhook for this call, absolute: what follows comes back to it. */
  address: string;
  /** Has the carrier play these instructions while none of its requests is open. Must not throw. */
  push?: (twiml: string) => void;
}>;

export type GatherSettings = Readonly<{
  /** Spoken until something was said in another language. */
  language: Language;
  /** How long the carrier waits for the caller's first word. */
  silenceMs: number;
  /** The number a transfer is placed from (E164). */
  callerId?: () => string | undefined;
  /** Whether the call has nothing at work and waits for the caller: after a crash in mid-request nothing else may tell. */
  idle?: () => boolean;
  /** A call taken over from another process: what was asked to be said and not yet reported as stopped, in order. */
  unfinished?: readonly { id: SpeechId; text: string }[];
}>;

/**
 * A telephone line by Gather: every webhook is one exchange, answered with TwiML. Nothing is pushed: what is commanded
 * between two requests waits for the next. What was heard is known whole for what could not be interrupted, and
 * estimated by speaking time for what could.
 */
export class GatherLine implements WordsLine {
  readonly kind = "words";
  readonly #report: Report;
  readonly #clock: Clock;
  readonly #settings: GatherSettings;
  readonly #texts = new Map<SpeechId, string>();
  #language: Language;
  #queue: { id: SpeechId; text: string; interruptible: boolean }[] = [];
  #wish: Wish = { is: "talk" };
  #open: Open | undefined;
  #absence: { cancel(): void } | undefined;
  #request: Request | undefined;
  #fillers = 0;
  #keys = "";
  #closed = false;

  constructor(report: Report, clock: Clock, settings: GatherSettings) {
    this.#report = report;
    this.#clock = clock;
    this.#settings = settings;
    this.#language = settings.language;
    for (const { id, text } of settings.unfinished ?? []) this.#say(id, text, false);
    this.#awaitCarrier(this.#queue);
  }

  send(command: LineCommand): void {
    switch (command.type) {
      case "say":
        this.#say(command.speech, command.text, command.interruptible);
        break;
      case "end_turn":
        this.#wish = { is: "listen" };
        break;
      case "pause_turn":
        this.#wish = { is: "more" };
        break;
      case "hush":
        this.#hush();
        break;
      case "transfer":
        this.#absence?.cancel(); // how long they will talk is theirs to say
        this.#wish = { is: "dial", to: command.transfer.to };
        break;
      case "dial":
        if (command.leg === TRANSFER) {
          this.#absence?.cancel(); // how long they will talk is theirs to say
          this.#wish = { is: "dial", to: command.to, leg: command.leg };
        } else this.#report({ event: { type: "leg.ended", leg: command.leg, why: "failed" } }); // Gather has no room for a third
        break;
      case "press":
        this.#keys = command.digits.replace(/[^0-9*#wWA-D]/g, "");
        break;
      case "join":
      case "drop":
        break;
      case "hang_up":
        this.#wish = { is: "hang_up", why: command.why };
        if (this.#open === undefined) this.#request?.push?.(this.#build(this.#wish));
        break;
      default:
        command satisfies never;
    }
    this.#settle();
  }

  /** An open request is sent back for more: whoever has the call by then says how it goes on, or that it is over. */
  close(): void {
    this.#closed = true;
    this.#absence?.cancel();
    if (this.#wish.is === "talk" || this.#wish.is === "listen") this.#wish = { is: "more" };
    this.#settle();
  }

  /**
   * One exchange: reports what the request tells and resolves with the TwiML to answer it with, within seconds
   * whatever the brain does.
   */
  answer(asked: Asked, request: Request): Promise<string> {
    this.#abandon();
    this.#request = request;
    if (this.#closed) return Promise.resolve(this.#build(this.#wish.is === "hang_up" ? this.#wish : { is: "more" }));
    this.#absence?.cancel();
    const opened = Promise.withResolvers<string>();
    const n = (asked.is === "voice" ? 0 : asked.exchange.n) + 1;
    this.#open = { n, reply: opened.resolve, timers: [] };
    this.#newTurn(asked);
    this.#tell(asked, request.cause);
    this.#later(LULL_MS, () => this.#listenIfIdle());
    this.#later(FILLER_MS, () => this.#reply(this.#queue.length > 0 || this.#fillers < MOST_FILLERS ? { is: "more" } : { is: "listen" }));
    this.#settle();
    return opened.promise;
  }

  #say(id: SpeechId, text: string, interruptible: boolean): void {
    if (this.#texts.has(id)) return; // already said, or waiting: a resumed call may ask again
    this.#texts.set(id, text);
    this.#queue.push({ id, text, interruptible });
  }

  /** What has not reached the carrier is dropped; what has cannot be stopped and is reported with the next request. */
  #hush(): void {
    const dropped = this.#queue;
    this.#queue = [];
    if (this.#wish.is === "listen" || this.#wish.is === "more") this.#wish = { is: "talk" };
    for (const { id } of dropped) this.#stopped(id, "", undefined);
  }

  /** The carrier has given up on an older request of this call; its answer goes nowhere and takes nothing along. */
  #abandon(): void {
    if (this.#open === undefined) return;
    const { n, reply, timers } = this.#open;
    for (const timer of timers) timer.cancel();
    reply(twimlOf({ n, sentMs: this.#clock.nowMs(), whole: [], next: { is: "more" } }, this.#request?.address ?? ""));
    this.#open = undefined;
  }

  /** What the caller says begins a turn: the end of the one before says nothing about it. */
  #newTurn(asked: Asked): void {
    if (this.#wish.is === "more" || (this.#wish.is === "listen" && asked.is !== "more")) this.#wish = { is: "talk" };
    if (asked.is !== "more") this.#fillers = 0;
  }

  #tell(asked: Asked, cause: string): void {
    const tell = (event: CallEvent): void => this.#report({ event, cause });
    switch (asked.is) {
      case "voice":
        tell({ type: "leg.answered", leg: CALLER });
        break;
      case "more":
        this.#tellHeard(asked.exchange, Number.POSITIVE_INFINITY, cause);
        break;
      case "gather":
        this.#tellHeard(asked.exchange, this.#interruptedAfterMs(asked.exchange, asked.result), cause);
        if (asked.result.is === "speech")
          tell({ type: "caller.said", leg: CALLER, text: asked.result.text, ...(asked.result.confidence && { confidence: asked.result.confidence }) });
        else if (asked.result.is === "digits") tell({ type: "caller.pressed", leg: CALLER, digits: asked.result.digits });
        else tell({ type: "timer.fired", timer: "silence" }); // the carrier did the waiting
        break;
      case "dialled":
        this.#tellHeard(asked.exchange, Number.POSITIVE_INFINITY, cause);
        this.#tellTransferred(asked.bridged ? asked.status : "no-answer", cause);
        break;
      default:
        asked satisfies never;
    }
  }

  #tellTransferred(status: DialStatus, cause: string): void {
    const connected = status === "completed" || status === "answered";
    this.#report({ event: { type: "leg.ended", leg: TRANSFER, why: connected ? "transferred" : failedDial[status] }, cause: `${cause}:${TRANSFER}` });
    if (connected) this.#wish = { is: "hang_up", why: "transferred" };
    else if (this.#wish.is === "dial") this.#wish = { is: "talk" };
  }

  /** `withinMs`: how long the interruptible part played before the caller began to answer. */
  #tellHeard({ whole, inside }: Exchange, withinMs: number, cause: string): void {
    const delivered = new Set([...whole, ...inside]);
    this.#queue = this.#queue.filter(({ id }) => !delivered.has(id));
    for (const id of whole) this.#stopped(id, this.#texts.get(id), cause);
    let left = withinMs;
    for (const id of inside) {
      const text = this.#texts.get(id);
      this.#stopped(id, text === undefined ? undefined : heardWithin(text, Math.max(0, left)), cause);
      left -= text === undefined ? 0 : speakingMs(text);
    }
  }

  /** A text this line never had was reported by whoever had it. */
  #stopped(speech: SpeechId, heard: string | undefined, cause: string | undefined): void {
    if (heard === undefined) return;
    this.#report({ event: { type: "speech.stopped", speech, heard }, ...(cause !== undefined && { cause: `${cause}:${speech}` }) });
  }

  #interruptedAfterMs({ whole, sentMs }: Exchange, result: GatherResult): number {
    if (result.is === "empty" || sentMs === 0) return Number.POSITIVE_INFINITY;
    const before = whole.reduce((sum, id) => sum + speakingMs(this.#texts.get(id) ?? ""), 0);
    const answering = result.is === "speech" ? speakingMs(result.text) + END_OF_SPEECH_MS : 0;
    return this.#clock.nowMs() - sentMs - before - answering;
  }

  /** Answers the open request as soon as the turn is whole; until then a lull after the first words sends what there is. */
  #settle(): void {
    if (this.#open === undefined) return;
    if (this.#wish.is !== "talk") {
      this.#reply(this.#wish);
      return;
    }
    if (this.#queue.length === 0) return;
    const last = this.#queue.at(-1);
    this.#later(LULL_MS, () => {
      if (this.#queue.at(-1) === last) this.#reply(this.#settings.idle?.() ? { is: "listen" } : { is: "more" });
    });
  }

  #listenIfIdle(): void {
    if (this.#settings.idle?.()) this.#reply({ is: "listen" });
  }

  #reply(ending: Ending): void {
    const open = this.#open;
    if (open === undefined) return;
    if (ending.is === "listen" || ending.is === "more") this.#awaitCarrier(this.#queue);
    const twiml = this.#build(ending);
    this.#open = undefined;
    for (const timer of open.timers) timer.cancel();
    open.reply(twiml);
    if (ending.is === "hang_up" && !this.#closed) this.#report({ event: { type: "leg.ended", leg: CALLER, why: ending.why } });
  }

  #build(ending: Ending): string {
    const said = this.#queue.map(({ id, text, interruptible }) => ({ id, text, interruptible, language: this.#tongue(text) }));
    const firstFree = said.findLastIndex(({ interruptible }) => !interruptible) + 1;
    const listens = ending.is === "listen";
    const whole = listens ? said.slice(0, firstFree) : said;
    const inside = listens ? said.slice(firstFree) : [];
    this.#queue = [];
    if (ending.is === "hang_up" && !this.#closed) for (const { id, text } of whole) this.#stopped(id, text, undefined);
    const keys = this.#keys;
    this.#keys = "";
    const sentMs = this.#clock.nowMs();
    const reply: Reply = { n: this.#open?.n ?? 1, sentMs, whole, next: this.#then(ending, whole, inside), ...(keys !== "" && { keys }) };
    return twimlOf(reply, this.#request?.address ?? "");
  }

  #then(ending: Ending, whole: readonly Said[], inside: readonly Said[]): Then {
    switch (ending.is) {
      case "listen":
        return { is: "listen", inside, language: this.#language, silenceMs: this.#settings.silenceMs };
      case "more":
        if (whole.length > 0 || this.#closed) return { is: "more" };
        // One spoken filler, then a breath: "one moment" said five times is worse than a pause.
        return this.#fillers++ === 0 ? { is: "more", filler: { text: lines.filler[this.#language], language: this.#language } } : { is: "more" };
      case "dial":
        return { is: "dial", to: ending.to, callerId: this.#settings.callerId?.(), ...(ending.leg !== undefined && { leg: ending.leg }) };
      case "hang_up":
        return { is: "hang_up" };
      default:
        return ending satisfies never;
    }
  }

  /** A carrier that has played this and listened as long as it can without asking again has lost its caller, and its last word was lost too. */
  #awaitCarrier(said: readonly { text: string }[]): void {
    if (this.#closed) return;
    const playingMs = said.reduce((sum, { text }) => sum + speakingMs(text), 0);
    this.#absence?.cancel();
    this.#absence = this.#clock.after(playingMs + this.#settings.silenceMs + LONGEST_ANSWER_MS + RETRIES_MS, () =>
      this.#report({ event: { type: "leg.ended", leg: CALLER, why: "lost" } }),
    );
  }

  #tongue(text: string): Language {
    this.#language = languageOf(text, this.#language);
    return this.#language;
  }

  #later(ms: number, wake: () => void): void {
    this.#open?.timers.push(this.#clock.after(ms, wake));
  }
}

type Open = { n: number; reply: (twiml: string) => void; timers: { cancel(): void }[] };
type Ending = { is: "listen" } | { is: "more" } | { is: "dial"; to: string; leg?: string } | { is: "hang_up"; why: EndReason };
type Wish = { is: "talk" } | Ending;

export const failedDial: Record<Exclude<DialStatus, "completed" | "answered">, EndReason> = {
  busy: "busy",
  "no-answer": "no_answer",
  failed: "failed",
  canceled: "canceled",
};

/** With nothing said this long after the request, the caller hears that we are at it; far below the 15 s a carrier waits. */
const FILLER_MS = 4000;
/** After so many in a row the caller is listened to again: nothing may ever come. */
const MOST_FILLERS = 2;
/** This long after a sentence without another, what there is goes out: the rest is fetched while it plays. */
const LULL_MS = 900;
/** The longest answer a carrier takes down in one Gather. */
const LONGEST_ANSWER_MS = 60_000;
/** A carrier that did not reach us tries again for about this long. */
const RETRIES_MS = 20_000;
/** How long the carrier listens into silence before it holds an answer for whole (speechTimeout "auto"). */
const END_OF_SPEECH_MS = 1000;
