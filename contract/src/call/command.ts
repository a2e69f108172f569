import type { EndReason, LegId, LegMode, SpeechId, TimerName, ToolCall, Transfer } from "./event.ts";

/** A wish the call has, imperative, never stored. */
export type Command =
  // To the line.
  | { type: "say"; speech: SpeechId; text: string; interruptible: boolean }
  | { type: "end_turn"; turn: number } // everything is said; it is the caller's turn
  | { type: "pause_turn"; turn: number } // play what was said and tell when it was heard: more follows
  | { type: "hush" } // stop what is playing; each speech still reports what was heard of it
  | { type: "transfer"; transfer: Transfer }
  | { type: "hang_up"; why: EndReason } // after what is being said
  | { type: "press"; digits: string } // sound these keys to the other side
  // To the line, about the legs of people.
  | { type: "dial"; leg: LegId; to: string; mode: LegMode; brief: string } // call them, tell them the brief, and join them
  | { type: "join"; leg: LegId; mode: LegMode } // a leg that is up takes another part
  | { type: "drop"; leg: LegId } // hang this leg up
  // To the brain and the tools.
  | { type: "think"; turn: number }
  | { type: "stop_thinking"; turn: number }
  | { type: "use_tool"; tool: ToolCall }
  // To the clock.
  | { type: "set_timer"; timer: TimerName; afterMs: number }
  | { type: "clear_timer"; timer: TimerName }
  // To the loop: nothing more will happen; record `call.ended`.
  | { type: "close"; why: EndReason };

export type LineCommand = Extract<Command, { type: "say" | "end_turn" | "pause_turn" | "hush" | "transfer" | "hang_up" | "press" | "dial" | "join" | "drop" }>;
