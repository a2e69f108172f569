import type { CallState } from "@firstring/contract/call/state.ts";
import { GatherLine } from "../../channels/twilio/gather-line.ts";
import type { Connect, Engine } from "../../engine/engine.ts";
import type { Clock } from "../../ports/clock.ts";

/** Makes Gather lines for new calls and for calls taken up again; each is told its address by its first request. */
export function gatherLines(engine: () => Engine, clock: Clock): Connect {
  return ({ agent, call, state, report }) =>
    new GatherLine(report, clock, {
      language: state.opened === undefined ? (agent.languages[0] ?? "en") : state.language,
      silenceMs: agent.patience.silenceMs,
      idle: () => waitsForCaller(engine().find(call)?.state()),
      callerId: () => ourNumber(engine().find(call)?.state()),
      unfinished: state.speaking,
    });
}

/** Nothing is thought, fetched or owed: whatever there is to say has been asked for. */
function waitsForCaller(state: CallState | undefined): boolean {
  return state?.phase.is === "talking" && !state.thinking && !state.owed && state.pending.length === 0 && state.waiting.length === 0 && state.turn > 0;
}

/** A call put through shows our own number, which the carrier knows to be ours. */
export function ourNumber(state: CallState | undefined): string | undefined {
  const opened = state?.opened;
  const ours = opened?.direction === "outbound" ? opened.from : opened?.to;
  return ours?.startsWith("+") ? ours : undefined;
}
