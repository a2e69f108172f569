import type { EndReason, SpeechId, TimerName, ToolCall, Transfer } from "./event.ts";

/** A wish the call has, imperative, never stored. */
export type Command =
  // To the line.
  | { type: "say"; speech: SpeechId; text: string; interruptible: boolean }
  | { type: "end_turn"; turn: number } // everything is said; it is the caller's turn
  | { type: "hush" }
  | { type: "transfer"; transfer: Transfer }
  | { type: "hang_up"; why: EndReason }
  // To the brain and the tools.
  | { type: "think"; turn: number }
  | { type: "stop_thinking"; turn: number }
  | { type: "use_tool"; tool: ToolCall }
  // To the clock.
  | { type: "set_timer"; timer: TimerName; afterMs: number }
  | { type: "clear_timer"; timer: TimerName }
  // To the loop: nothing more will happen; record `call.ended`.
  | { type: "close"; why: EndReason };

export type LineCommand = Extract<Command, { type: "say" | "end_turn" | "hush" | "transfer" | "hang_up" }>;
