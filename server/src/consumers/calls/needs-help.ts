import type { CallFold } from "./fold.ts";
import { newestUnderstood } from "./mood.ts";

/** What each sign of a call going wrong adds to the score by which the Floor is sorted. */
const worth = {
  urgent: 45,
  askedForPerson: 40,
  brainFailed: 25,
  negative: 15,
  clarified: 12,
  silence: 10,
  late: 8,
  longCall: 10,
};
/** A booking takes two or three minutes; a call three times as long is stuck. */
const LONG_CALL_MS = 8 * 60_000;

/** 0 to 100: how much a person should look at this live call. An ended call, or one a person has, needs nobody. */
export function needsHelp(fold: CallFold): number {
  const { state, clarified, escalated, answeredAtMs, lastAtMs } = fold;
  if (state.phase.is === "ended" || state.phase.is === "unopened" || state.phase.is === "handed_over" || state.phase.is === "transferring") return 0;
  const newest = newestUnderstood(fold).map(({ understood }) => understood!);
  const signs = [
    newest.some(({ urgent, sentiment }) => urgent || sentiment === "urgent") ? worth.urgent : 0,
    newest.filter(({ sentiment }) => sentiment === "negative").length * worth.negative,
    (escalated || newest.some(({ intent }) => intent === "handoff")) && !state.messageTaken ? worth.askedForPerson : 0,
    state.failures * worth.brainFailed,
    Math.max(0, clarified - 1) * worth.clarified, // to ask once is polite
    state.silences * worth.silence,
    state.late * worth.late,
    answeredAtMs !== undefined && lastAtMs - answeredAtMs > LONG_CALL_MS ? worth.longCall : 0,
  ];
  return Math.min(
    100,
    signs.reduce((sum, sign) => sum + sign, 0),
  );
}
