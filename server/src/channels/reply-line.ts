import type { LineCommand } from "@firstring/contract/call/command.ts";
import { CALLER, type CallEvent, type EndReason, type SpeechId, TRANSFER } from "@firstring/contract/call/event.ts";
import type { Clock } from "../ports/clock.ts";
import type { Report, WordsLine } from "../ports/line.ts";

/** What a provider that asks for our next words is given, piece by piece. */
export type ReplyPart = { is: "text"; text: string } | { is: "press"; digits: string } | { is: "transfer"; to: string } | { is: "end" };

/** What the provider tells with its question. */
export type Question = Readonly<{
  /** Its name: facts are recorded once. */
  cause: string;
  /** The last words of ours in its transcript: what was really spoken. */
  spoken: string | undefined;
  asks: { is: "begin" } | { is: "said"; text: string } | { is: "silence" };
}>;

/**
 * A line on which a voice provider (Vapi, Retell) asks us for each reply and speaks it: its transcript tells with the next question
 * how much of the last reply was heard. Where a turn goes on only once it was heard (something is to be made lasting), what was
 * handed over counts as heard: these providers do not tell in between.
 */
export class ReplyLine implements WordsLine {
  readonly kind = "words";
  readonly #report: Report;
  readonly #clock: Clock;
  #handed: { id: SpeechId; text: string }[] = [];
  #waiting: ReplyPart[] = [];
  #open: { parts: ReplyPart[]; wake: () => void; over: boolean; deadline: { cancel(): void } } | undefined;
  #leaving: EndReason | undefined;

  constructor(report: Report, clock: Clock) {
    this.#report = report;
    this.#clock = clock;
  }

  send(command: LineCommand): void {
    switch (command.type) {
      case "say":
        this.#handed.push({ id: command.speech, text: command.text });
        this.#give({ is: "text", text: command.text });
        break;
      case "end_turn":
        this.#end();
        break;
      case "pause_turn":
        this.#heard(() => true);
        break;
      case "hush":
        this.#end();
        break;
      case "transfer":
        this.#transfer(command.transfer.to);
        break;
      case "dial":
        if (command.leg === TRANSFER) this.#transfer(command.to);
        else this.#report({ event: { type: "leg.ended", leg: command.leg, why: "failed" } });
        break;
      case "press":
        this.#give({ is: "press", digits: command.digits });
        break;
      case "join":
      case "drop":
        break; // the provider has one line to one caller
      case "hang_up":
        this.#leaving = command.why;
        this.#heard(() => true);
        this.#give({ is: "end" });
        this.#end();
        this.#report({ event: { type: "leg.ended", leg: CALLER, why: command.why } });
        break;
      default:
        command satisfies never;
    }
  }

  close(): void {
    this.#end();
  }

  /** Asks for the next reply; an older question that is still being answered is dropped. Ends when it is the caller's turn. */
  async *answer(question: Question): AsyncGenerator<ReplyPart> {
    this.#end();
    if (this.#leaving !== undefined) {
      yield { is: "end" };
      return;
    }
    const open = { parts: this.#waiting, wake: () => {}, over: false, deadline: this.#clock.after(LONGEST_REPLY_MS, () => this.#end()) };
    this.#waiting = [];
    this.#open = open;
    this.#tell(question);
    try {
      while (true) {
        const part = open.parts.shift();
        if (part !== undefined) yield part;
        else if (open.over) return;
        else await new Promise<void>((resolve) => (open.wake = resolve));
      }
    } finally {
      open.deadline.cancel();
      if (this.#open === open) this.#open = undefined;
    }
  }

  #tell({ cause, spoken, asks }: Question): void {
    const tell = (event: CallEvent): void => this.#report({ event, cause });
    if (asks.is === "begin") return tell({ type: "leg.answered", leg: CALLER });
    this.#heard((text) => spoken === undefined || normal(spoken).includes(normal(text)), spoken);
    if (asks.is === "silence") tell({ type: "timer.fired", timer: "silence" });
    else tell({ type: "caller.said", leg: CALLER, text: asks.text });
  }

  /** Everything handed over is reported: whole where it was, else as far as the transcript goes. */
  #heard(whole: (text: string) => boolean, spoken = ""): void {
    const handed = this.#handed;
    this.#handed = [];
    for (const { id, text } of handed) {
      this.#report({ event: { type: "speech.stopped", speech: id, heard: whole(text) ? text : partOf(text, spoken) } });
    }
  }

  #transfer(to: string): void {
    this.#give({ is: "transfer", to });
    this.#heard(() => true);
    this.#end();
    this.#report({ event: { type: "leg.ended", leg: TRANSFER, why: "transferred" } });
  }

  #give(part: ReplyPart): void {
    if (this.#open === undefined || this.#open.over) this.#waiting.push(part);
    else {
      this.#open.parts.push(part);
      this.#open.wake();
    }
  }

  #end(): void {
    if (this.#open === undefined) return;
    this.#open.over = true;
    this.#open.wake();
  }
}

/** A reply later than this is of no use to a caller on the telephone; the brain's own apology comes long before. */
const LONGEST_REPLY_MS = 20_000;

const normal = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** The longest beginning of a sentence, in whole words, with which what was spoken ends. */
function partOf(text: string, spoken: string): string {
  const words = text.split(" ");
  const all = normal(spoken);
  for (let n = words.length - 1; n > 0; n--) {
    const part = words.slice(0, n).join(" ");
    if (all.endsWith(normal(part)) && normal(part) !== "") return part;
  }
  return "";
}
