import type { EndReason, Outcome } from "./event.ts";
import type { CallState } from "./state.ts";

/** How the call ended for the business; what was achieved counts before how the line dropped. */
export function outcomeOf(state: CallState, why: EndReason): Outcome {
  if (state.bookings.some(({ status }) => status !== "cancelled")) return "booked";
  if (state.transferred) return "transferred";
  if (state.messageTaken) return "message_taken";
  if (why === "voicemail") return "voicemail";
  if (why === "failed" || why === "lost") return "failed";
  const answered = state.legs["caller"]?.is !== undefined && state.turn > 0;
  if (!answered || why === "busy" || why === "no_answer" || why === "canceled") return "missed";
  const spoke = state.transcript.some(({ who }) => who === "caller");
  return spoke ? "answered" : "abandoned";
}
