import type { LineCommand } from "@firstring/contract/call/command.ts";
import { CALLER, TRANSFER } from "@firstring/contract/call/event.ts";
import type { Report, WordsLine } from "../ports/line.ts";

/** A line on which everything is heard whole and at once, and persons answer or do not, as the scenario says. */
export class ScenarioLine implements WordsLine {
  readonly kind = "words";
  readonly said: string[] = [];
  hungUp = false;
  transferred = false;
  readonly #report: Report;
  readonly #picksUp: boolean;

  constructor(report: Report, picksUp: boolean) {
    this.#report = report;
    this.#picksUp = picksUp;
  }

  send(command: LineCommand): void {
    switch (command.type) {
      case "say":
        this.said.push(command.text);
        this.#report({ event: { type: "speech.stopped", speech: command.speech, heard: command.text } });
        break;
      case "transfer":
        this.#personCalled(TRANSFER);
        break;
      case "dial":
        this.#personCalled(command.leg);
        break;
      case "hang_up":
        this.hungUp = true;
        this.#report({ event: { type: "leg.ended", leg: CALLER, why: command.why } });
        break;
      case "end_turn":
      case "pause_turn":
      case "hush":
      case "press":
      case "join":
      case "drop":
        break; // nothing plays on, and there is nobody at the other end of a key
      default:
        command satisfies never;
    }
  }

  close(): void {}

  #personCalled(leg: string): void {
    this.#report({ event: { type: "leg.rang", leg } });
    if (!this.#picksUp) return this.#report({ event: { type: "leg.ended", leg, why: "no_answer" } });
    this.transferred = true;
    this.#report({ event: { type: "leg.answered", leg, by: "human" } });
    this.#report({ event: { type: "leg.joined", leg, mode: "talk" } });
  }
}
