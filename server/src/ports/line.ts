import type { LineCommand } from "@firstring/contract/call/command.ts";
import type { CallEvent } from "@firstring/contract/call/event.ts";

/** An event together with what in the outside world caused it (an inbox key), so that a duplicate has one effect. */
export type Caused = { event: CallEvent; cause?: string };

/** One live call in words: telephones with speech-to-text at the carrier, chat, the simulator; later any sound line through `voice/`. */
export interface WordsLine {
  readonly kind: "words";
  /** Carries a wish out. Never throws; what comes of it returns as an event. */
  send(command: LineCommand): void;
  /** The call is over for us: let go of sockets and timers. */
  close(): void;
}

/** What a line uses to report facts. */
export type Report = (caused: Caused) => void;
