import type { LineCommand } from "@firstring/contract/call/command.ts";
import { CALLER, TRANSFER } from "@firstring/contract/call/event.ts";
import type { CallId } from "../lib/ids.ts";
import type { Clock } from "../ports/clock.ts";
import type { Report, WordsLine } from "../ports/line.ts";

/** What the agent does in a chat, for those who take part. */
export type ChatSays =
  | { name: "typing"; data: { conversationId: CallId; typing: boolean } }
  | { name: "ai_response"; data: { conversationId: CallId; message: string } }
  | { name: "conversation_ended"; data: { conversationId: CallId } };

/** A chat as a line: what is written is read at once and whole, and nothing can be put through. */
export class ChatLine implements WordsLine {
  readonly kind = "words";
  readonly #call: CallId;
  readonly #report: Report;
  readonly #clock: Clock;
  readonly #hear: (says: ChatSays) => void;
  #turn: { messages: string[]; whole: (messages: readonly string[]) => void; deadline: { cancel(): void } } | undefined;
  #typing = false;
  #over = false;

  constructor(call: CallId, report: Report, clock: Clock, hear: (says: ChatSays) => void) {
    this.#call = call;
    this.#report = report;
    this.#clock = clock;
    this.#hear = hear;
  }

  send(command: LineCommand): void {
    switch (command.type) {
      case "say":
        this.#turn?.messages.push(command.text);
        this.#hear({ name: "ai_response", data: { conversationId: this.#call, message: command.text } });
        this.#report({ event: { type: "speech.stopped", speech: command.speech, heard: command.text } });
        break;
      case "end_turn":
        this.#rest();
        break;
      case "pause_turn":
      case "hush":
        break; // what was written has been read
      case "transfer":
      case "dial":
        this.#report({ event: { type: "leg.ended", leg: command.type === "dial" ? command.leg : TRANSFER, why: "failed" } });
        break;
      case "press":
      case "join":
      case "drop":
        break; // there are no keys and no legs in writing
      case "hang_up":
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

  /** From now on the agent is at work: resolves with what it says in this turn, at the latest after `LONGEST_TURN_MS`. */
  turn(): Promise<readonly string[]> {
    this.#rest();
    if (this.#over) return Promise.resolve([]);
    this.#type(true);
    const whole = Promise.withResolvers<readonly string[]>();
    this.#turn = { messages: [], whole: whole.resolve, deadline: this.#clock.after(LONGEST_TURN_MS, () => this.#rest()) };
    return whole.promise;
  }

  #rest(): void {
    const turn = this.#turn;
    this.#turn = undefined;
    turn?.deadline.cancel();
    turn?.whole(turn.messages);
    this.#type(false);
  }

  #end(): void {
    if (this.#over) return;
    this.#over = true;
    this.#rest();
    this.#hear({ name: "conversation_ended", data: { conversationId: this.#call } });
  }

  #type(typing: boolean): void {
    if (typing === this.#typing) return;
    this.#typing = typing;
    this.#hear({ name: "typing", data: { conversationId: this.#call, typing } });
  }
}

/** Whoever waits for a written reply gets what there is by then; the rest still comes by socket and in the messages. */
const LONGEST_TURN_MS = 25_000;
