import { type CallEvent, type LegMode, TRANSFER } from "./event.ts";
import { leave, note, only, reply, type Step } from "./moves.ts";
import type { CallState, Leg, Line } from "./state.ts";

export type LegEvent = Extract<CallEvent, { type: "leg.rang" | "leg.answered" | "leg.ended" | "leg.wanted" | "leg.joined" | "leg.released" }>;

/**
 * The legs of people beside the caller: wanted, then ringing, then up, then joined with the caller in one room, then ended.
 * Carriers' callbacks come in any order: an ended leg does not ring again, and one that is up does not ring.
 */
export function personsLeg(state: CallState, event: LegEvent): Step {
  switch (event.type) {
    case "leg.wanted":
      return wanted(state, event.leg, { to: event.to, mode: event.mode, brief: event.brief ?? "" });
    case "leg.released":
      return is(state, event.leg, "ringing", "up") ? only(state, { type: "drop", leg: event.leg }) : only(state);
    case "leg.joined":
      return joined(state, event.leg, event.mode);
    case "leg.rang":
    case "leg.answered":
      return only(risen(state, event));
    case "leg.ended":
      return ended(state, event);
  }
}

/** Calls a person, or gives one who is there another part. */
export function wanted(state: CallState, leg: string, { to, mode, brief }: { to: string; mode: LegMode; brief: string }): Step {
  const there = state.legs[leg];
  if (there !== undefined && there.is !== "ended") {
    if (there.wanted === mode) return only(state);
    const next = withLeg(state, leg, { ...there, wanted: mode });
    return there.is === "up" ? only(next, { type: "join", leg, mode }) : only(next);
  }
  return only(withLeg(state, leg, { is: "ringing", to, brief, wanted: mode }), { type: "dial", leg, to, mode, brief });
}

/** They are in the room; if another part was wanted of them meanwhile, that is asked for now. */
function joined(state: CallState, leg: string, mode: LegMode): Step {
  const there = state.legs[leg];
  if (there === undefined || there.is === "ended") return only(state);
  const next = withLeg(state, leg, { ...there, is: "up", joined: mode });
  return there.wanted !== undefined && there.wanted !== mode ? only(next, { type: "join", leg, mode: there.wanted }) : only(next);
}

/** A leg that rings or is answered, the caller's or a person's. */
export function risen(state: CallState, event: Extract<CallEvent, { type: "leg.rang" | "leg.answered" }>): CallState {
  const before = state.legs[event.leg];
  if (before?.is === "ended" || before?.is === "up") return state;
  if (event.type === "leg.rang") return withLeg(state, event.leg, { ...before, is: "ringing" });
  return withLeg(state, event.leg, { ...before, is: "up", ...(event.by !== undefined && { by: event.by }) });
}

function ended(state: CallState, { leg, why }: Extract<CallEvent, { type: "leg.ended" }>): Step {
  const before = state.legs[leg];
  const next = withLeg(state, leg, { is: "ended" });
  if (state.phase.is !== "transferring" || leg !== TRANSFER || before?.is === "ended") return only(before?.is === "ended" ? state : next);
  if (before?.joined !== undefined) return leave(next, "transferred"); // they have talked, and it is over
  return why === "transferred" ? only(next) : notPutThrough(next);
}

/** Nobody took the caller: the brain goes on, told as if the transfer had been refused. */
function notPutThrough(state: CallState): Step {
  const refused: Line = { who: "tool", id: `transfer-${state.turn}`, tool: "transfer_to_person", input: {}, output: { data: { refused: "nobody_available" } } };
  return reply(note({ ...state, phase: { is: "talking" }, transferred: false }, refused));
}

const withLeg = (state: CallState, leg: string, to: Leg): CallState => ({ ...state, legs: { ...state.legs, [leg]: to } });
const is = (state: CallState, leg: string, ...kinds: Leg["is"][]): boolean => kinds.some((kind) => state.legs[leg]?.is === kind);
