import { CALLER, type CallEvent, type EndReason } from "./event.ts";
import { andThen, heard, leave, note, only, reply, type Step, sayIn, specOf } from "./moves.ts";
import { type CallState, type Leg, type Line, unopened } from "./state.ts";
import { talking } from "./talking.ts";
import { absorb } from "./tooling.ts";

export { type Step, unopened };

/** The whole conversation. Pure: no clock, no random, no await. Phase first, then event. */
export function step(state: CallState, event: CallEvent): Step {
  const { phase } = state;
  if (phase.is === "ended") return only(state);
  if (event.type === "call.ended") return only({ ...silenced(state), pending: [], phase: { is: "ended", why: event.why, outcome: event.outcome } });
  if (phase.is === "unopened") return event.type === "call.opened" ? opened(state, event) : only(state);
  if (event.type === "leg.ended" && event.leg === CALLER) return callerLeft(state, event.why);
  if (event.type === "leg.rang" || event.type === "leg.answered" || event.type === "leg.ended") return legChanged(state, event);
  if (event.type === "supervisor.took_over") return takenOver(state, event.who);
  switch (phase.is) {
    case "ringing":
      return event.type === "timer.fired" && event.timer === "longest_call" ? only(state, { type: "close", why: "lost" }) : only(state);
    case "talking":
      return talking(state, event);
    case "handed_over":
      return handedOver(state, event);
    case "transferring":
    case "leaving":
      return settling(state, event);
    default:
      return unreachable(phase);
  }
}

/** The state after these events: the same list gives the same conversation, always. */
export function fold(events: Iterable<CallEvent>, from: CallState = unopened): CallState {
  let state = from;
  for (const event of events) state = step(state, event).state;
  return state;
}

function opened(state: CallState, { type: _, ...how }: Extract<CallEvent, { type: "call.opened" }>): Step {
  const next: CallState = { ...state, opened: how, language: how.agent.languages[0] ?? "en", phase: { is: "ringing" }, legs: { [CALLER]: { is: "ringing" } } };
  return only(next, { type: "set_timer", timer: "longest_call", afterMs: how.agent.patience.longestCallMs });
}

type LegEvent = Extract<CallEvent, { type: "leg.rang" | "leg.answered" | "leg.ended" }>;

/** Carriers' callbacks come in any order: an ended leg does not ring again, and one that is up does not ring. */
function legChanged(state: CallState, event: LegEvent): Step {
  if (state.phase.is === "transferring" && event.type === "leg.ended" && event.why !== "transferred") return notPutThrough(state, event.leg);
  const before = state.legs[event.leg]?.is;
  if (before === "ended" || (before === "up" && event.type !== "leg.ended")) return only(state);
  const next: CallState = { ...state, legs: { ...state.legs, [event.leg]: legAfter(event) } };
  return event.type === "leg.answered" && event.leg === CALLER && state.phase.is === "ringing" ? answered(next, event.by) : only(next);
}

/** Nobody took the caller: the brain goes on, told as if the transfer had been refused. */
function notPutThrough(state: CallState, leg: string): Step {
  const refused: Line = { who: "tool", id: `transfer-${state.turn}`, tool: "transfer_to_person", input: {}, output: { data: { refused: "nobody_available" } } };
  return reply(note({ ...state, legs: { ...state.legs, [leg]: { is: "ended" } }, phase: { is: "talking" }, transferred: false }, refused));
}

function legAfter(event: LegEvent): Leg {
  if (event.type === "leg.ended") return { is: "ended" };
  if (event.type === "leg.rang") return { is: "ringing" };
  return event.by === undefined ? { is: "up" } : { is: "up", by: event.by };
}

function answered(state: CallState, by: "human" | "machine" | undefined): Step {
  const talkingNow: CallState = { ...state, phase: { is: "talking" }, turn: state.turn + 1, sentences: 0 };
  if (by === "machine") return leave(talkingNow, "voicemail");
  return andThen(sayIn(talkingNow, specOf(state).greeting), (next) => only(next, { type: "end_turn", turn: next.turn }));
}

/** The caller is gone. A lasting tool at work still finishes, so that the call ends knowing what it achieved. */
function callerLeft(state: CallState, why: EndReason): Step {
  const { phase } = state;
  const reason = phase.is === "leaving" ? phase.why : phase.is === "transferring" ? "transferred" : why;
  const gone: CallState = { ...silenced(state), legs: { ...state.legs, [CALLER]: { is: "ended" } }, phase: { is: "leaving", why: reason } };
  const settled = andThen(
    only(gone, { type: "stop_thinking", turn: state.turn }, { type: "clear_timer", timer: "silence" }, { type: "clear_timer", timer: "late" }),
    closeWhenSettled,
  );
  return settled.state.pending.some(({ lasting }) => lasting)
    ? andThen(settled, (next) => only(next, { type: "set_timer", timer: "leaving", afterMs: LAST_TOOL_MS }))
    : settled;
}

/** How long a lasting tool may still work after the caller has left, in milliseconds. */
const LAST_TOOL_MS = 15_000;

function closeWhenSettled(state: CallState): Step {
  const { phase } = state;
  const why = phase.is === "leaving" ? phase.why : "lost";
  const atWork = state.pending.some(({ lasting }) => lasting);
  return state.legs[CALLER]?.is === "ended" && !atWork ? only(state, { type: "close", why }) : only(state);
}

function takenOver(state: CallState, who: string): Step {
  if (state.phase.is !== "talking" && state.phase.is !== "ringing") return only(state);
  const next: CallState = { ...silenced(state), speaking: state.speaking, phase: { is: "handed_over", who }, turn: state.turn + 1, sentences: 0 };
  return only(
    next,
    { type: "hush" },
    { type: "stop_thinking", turn: state.turn },
    { type: "clear_timer", timer: "silence" },
    { type: "clear_timer", timer: "late" },
  );
}

/** A person speaks with the caller: we keep the transcript and say nothing. */
function handedOver(state: CallState, event: CallEvent): Step {
  if (event.type === "supervisor.said") return only(note(state, { who: "supervisor", text: event.text, to: "caller" }));
  if (event.type === "supervisor.handed_back")
    return reply(note({ ...state, phase: { is: "talking" }, rounds: 0 }, { who: "supervisor", text: event.summary, to: "agent" }));
  if (event.type === "timer.fired" && event.timer === "longest_call") return leave(state, "too_long");
  return only(listenedTo(state, event));
}

/** Being put through, or hanging up: what still happens is written down; if the line never answers, we close without it. */
function settling(state: CallState, event: CallEvent): Step {
  if (event.type === "timer.fired" && event.timer === "leaving" && state.phase.is === "leaving") return only(state, { type: "close", why: state.phase.why });
  if (event.type === "timer.fired" && event.timer === "longest_call" && state.phase.is === "transferring") return leave(state, "too_long");
  const next = listenedTo(state, event);
  return event.type === "tool.returned" || event.type === "tool.failed" ? closeWhenSettled(next) : only(next);
}

/** Facts that are kept in every phase in which we do not talk. */
function listenedTo(state: CallState, event: CallEvent): CallState {
  switch (event.type) {
    case "caller.said":
      return note(state, { who: "caller", text: event.text });
    case "caller.pressed":
      return note(state, { who: "caller", text: `[${event.digits}]` });
    case "speech.stopped":
      return heard(state, event.speech, event.heard);
    case "tool.returned":
    case "tool.failed": {
      const call = state.pending.find(({ id }) => id === event.id);
      if (call === undefined) return state;
      const output = event.type === "tool.returned" ? event.output : { error: event.failure.kind, message: event.failure.message };
      const next = note(
        { ...state, pending: state.pending.filter((other) => other !== call) },
        { who: "tool", id: call.id, tool: call.tool, input: call.input, output },
      );
      return absorb(next, event.type === "tool.returned" ? event.output : undefined);
    }
    default:
      return state;
  }
}

/** Nothing is being thought, waited for or open any more; what is at work in the world still reports. */
function silenced(state: CallState): CallState {
  const { proposal: _, ...rest } = state;
  return { ...rest, thinking: false, waiting: [], speaking: [], consent: "none", owed: false };
}

function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
