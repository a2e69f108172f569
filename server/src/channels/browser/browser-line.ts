import type { LineCommand } from "@firstring/contract/call/command.ts";
import { CALLER, type EndReason, type SpeechId, TRANSFER } from "@firstring/contract/call/event.ts";
import type { BrowserSays, ServerSays } from "@firstring/contract/schemas/spoken.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Report, WordsLine } from "../../ports/line.ts";
import type { SoundHandler, SoundLine } from "../../ports/sound-line.ts";

/** Where a browser is reached just now. */
export type Wire = { sound: boolean; send(message: ServerSays): void; play(frame: Uint8Array): void; close(): void };

/** Makes words of sound, on a line that this channel gives. */
export type Speak = (
  line: SoundLine,
  told: { partial(text: string): void; deaf(error: Error): void; mute(error: unknown): void },
) => {
  words: WordsLine;
  sound: SoundHandler;
};

/** A browser as a line: in sound, or in words where it only writes; and still there for a while when its socket breaks. */
export class BrowserLine implements WordsLine {
  readonly kind = "words";
  readonly #report: Report;
  readonly #clock: Clock;
  readonly #speak: Speak;
  #spoken: ReturnType<Speak> | undefined;
  #wire: Wire | undefined;
  #away: { cancel(): void } | undefined;
  /** Sound and marks for a browser that is away, and marks that have not come back: they are sent again. */
  #held: (Uint8Array | string)[] = [];
  #marks: string[] = [];
  /** Written to the browser and not yet read by it. */
  #unread: { speech: SpeechId; text: string }[] = [];
  #leaving: EndReason | undefined;
  #over = false;

  constructor(report: Report, clock: Clock, speak: Speak) {
    this.#report = report;
    this.#clock = clock;
    this.#speak = speak;
    this.#away = clock.after(AWAY_MS, () => this.#gone());
  }

  /** The browser is there, for the first time or again. What it missed, it gets. */
  attach(wire: Wire): void {
    if (this.#over) {
      wire.send({ type: "ended" });
      return wire.close();
    }
    this.#away?.cancel();
    this.#away = undefined;
    const before = this.#wire;
    this.#wire = wire;
    if (before !== wire) before?.close();
    if (wire.sound) {
      const missed = this.#marks.filter((mark) => !this.#held.includes(mark));
      for (const held of [...missed, ...this.#held.splice(0)]) typeof held === "string" ? wire.send({ type: "mark", name: held }) : wire.play(held);
      this.#spoken ??= this.#speak(this.#soundLine(), {
        partial: (text) => this.#tell({ type: "partial", text }),
        deaf: () => this.#tell({ type: "trouble", code: "deaf", message: "Nothing here can hear you just now: please type." }),
        mute: () => this.#tell({ type: "trouble", code: "mute", message: "Nothing here can speak just now: please read." }),
      });
    }
    for (const { speech, text } of this.#unread) wire.send({ type: "say", speech, text });
  }

  /** Its socket broke: it has a while to come back. */
  detach(wire: Wire): void {
    if (this.#wire !== wire || this.#over) return;
    this.#wire = undefined;
    this.#away = this.#clock.after(AWAY_MS, () => this.#gone());
  }

  hear(frame: Uint8Array): void {
    this.#spoken?.sound.frame(frame);
  }

  take(says: Exclude<BrowserSays, { type: "start" }>): void {
    if (this.#over) return;
    switch (says.type) {
      case "played":
        this.#marks = this.#marks.filter((mark) => mark !== says.mark);
        this.#spoken?.sound.played(says.mark);
        break;
      case "heard":
        this.#read(says.speech, says.text);
        break;
      case "said":
        this.#report({ event: { type: "caller.said", leg: CALLER, text: says.text } });
        break;
      case "hang_up":
        this.#end("caller_hung_up");
        break;
      default:
        says satisfies never;
    }
  }

  send(command: LineCommand): void {
    if (this.#over) return;
    if (this.#spoken !== undefined && this.#wire?.sound !== false) {
      if (command.type === "say") this.#tell({ type: "say", speech: command.speech, text: command.text });
      return this.#spoken.words.send(command);
    }
    switch (command.type) {
      case "say":
        this.#unread.push({ speech: command.speech, text: command.text });
        this.#tell({ type: "say", speech: command.speech, text: command.text });
        break;
      case "hush":
        this.#tell({ type: "clear" });
        break;
      case "end_turn":
      case "pause_turn":
        break;
      case "transfer":
      case "dial":
        this.#report({ event: { type: "leg.ended", leg: command.type === "dial" ? command.leg : TRANSFER, why: "failed" } });
        break;
      case "press":
      case "join":
      case "drop":
        break; // a browser has no keys and no further legs
      case "hang_up":
        this.#leaving = command.why;
        if (this.#unread.length === 0) this.#end(command.why);
        break;
      default:
        command satisfies never;
    }
  }

  close(): void {
    if (this.#over) return;
    this.#over = true;
    this.#away?.cancel();
    this.#spoken?.words.close();
    this.#tell({ type: "ended" });
    this.#wire?.close();
  }

  #read(speech: string, text: string): void {
    const unread = this.#unread.find((each) => each.speech === speech);
    if (unread === undefined) return;
    this.#unread = this.#unread.filter((each) => each !== unread);
    // Nobody hears what was not said.
    this.#report({ event: { type: "speech.stopped", speech: unread.speech, heard: unread.text.startsWith(text) ? text : "" } });
    if (this.#leaving !== undefined && this.#unread.length === 0) this.#end(this.#leaving);
  }

  #tell(message: ServerSays): void {
    this.#wire?.send(message);
  }

  #gone(): void {
    this.#end("lost");
  }

  #end(why: EndReason): void {
    if (this.#over) return;
    this.#report({ event: { type: "leg.ended", leg: CALLER, why } });
    this.close();
  }

  #soundLine(): SoundLine {
    return {
      kind: "sound",
      format: { encoding: "pcm16", rateHz: 16000 },
      play: (frame) => {
        if (this.#wire !== undefined) this.#wire.play(frame);
        else if (this.#held.length < MOST_HELD) this.#held.push(frame);
      },
      mark: (name) => {
        this.#marks.push(name);
        if (this.#wire !== undefined) this.#wire.send({ type: "mark", name });
        else this.#held.push(name);
      },
      clear: () => {
        this.#held = [];
        this.#marks = [];
        this.#tell({ type: "clear" });
      },
      hangUp: () => undefined, // the loop closes the line once it has recorded the end
      close: () => undefined,
    };
  }
}

/** A tunnel, a change from Wi-Fi to the mobile network, a reload: back within this, it is the same call. */
const AWAY_MS = 30_000;
/** Frames of 20 ms: as long as a browser may be away. */
const MOST_HELD = 1_500;
