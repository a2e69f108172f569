import type { Command } from "@firstring/contract/call/command.ts";
import { CALLER, type CallEvent, type EndReason } from "@firstring/contract/call/event.ts";
import { limits } from "@firstring/contract/call/limits.ts";
import { isIdle, specOf } from "@firstring/contract/call/moves.ts";
import { type CallState, unopened } from "@firstring/contract/call/state.ts";
import { fold } from "@firstring/contract/call/step.ts";
import type { Recorded } from "../ports/log.ts";

/** Where a call stands when its loop starts: a new call at nothing, a resumed one at what its log says. */
export type Standing = { state: CallState; seq: number; causes: ReadonlySet<string>; openedAtMs?: number };

export const fresh: Standing = { state: unopened, seq: 0, causes: new Set() };

export function standing(recorded: readonly Recorded[]): Standing {
  const state = fold(recorded.map(({ event }) => event as CallEvent));
  const causes = new Set(recorded.flatMap(({ cause, event }) => (cause === undefined ? [] : [causeKey(cause, event.type)])));
  const first = recorded[0];
  return { state, seq: recorded.length, causes, ...(first && { openedAtMs: first.atMs }) };
}

/** One thing in the outside world may cause several facts, each once. */
export const causeKey = (cause: string, type: string): string => `${cause} ${type}`;

/** What a resumed call must ask for again, since whoever was at it is gone. Tools are idempotent by their id. */
export function takeUp({ state, openedAtMs = 0 }: Standing, nowMs: number): Command[] {
  const commands: Command[] = state.pending.map((tool) => ({ type: "use_tool", tool: { id: tool.id, tool: tool.tool, input: tool.input } }));
  if (state.thinking) commands.push({ type: "think", turn: state.turn });
  if (state.phase.is === "transferring") commands.push(...transferAgain(state));
  if (state.phase.is === "leaving") commands.push(...leaveAgain(state, state.phase.why));
  if (state.phase.is === "ended" || state.opened === undefined) return commands;
  const { silenceMs, fillerMs, longestCallMs } = specOf(state).patience;
  commands.push({ type: "set_timer", timer: "longest_call", afterMs: Math.max(0, openedAtMs + longestCallMs - nowMs) });
  if (state.thinking || state.pending.length > 0) commands.push({ type: "set_timer", timer: "late", afterMs: fillerMs });
  if (state.phase.is === "talking" && isIdle(state)) commands.push({ type: "set_timer", timer: "silence", afterMs: silenceMs });
  return commands;
}

/** The line may not have been told where to. */
function transferAgain({ transcript }: CallState): Command[] {
  return transcript
    .flatMap((line) => (line.who === "tool" && "transfer" in line.output ? [{ type: "transfer" as const, transfer: line.output.transfer }] : []))
    .slice(-1);
}

/** The line may not have hung up yet, and what is being made lasting is still waited for. */
function leaveAgain(state: CallState, why: EndReason): Command[] {
  const isThere = state.legs[CALLER]?.is !== "ended";
  const atWork = state.pending.some(({ lasting }) => lasting);
  return [...(isThere ? [{ type: "hang_up", why } as const] : []), { type: "set_timer", timer: "leaving", afterMs: isThere || atWork ? limits.leavingMs : 0 }];
}
