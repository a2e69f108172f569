import { CALLER, type CallEvent, type EndReason } from "./event.ts";
import { type LegEvent, personsLeg, risen } from "./legs.ts";
import { andThen, heard, leave, note, only, reply, type Step, sayIn, specOf } from "./moves.ts";
import { type CallState, unopened } from "./state.ts";
import { attended, personSaid } from "./supervising.ts";
import { talking } from "./talking.ts";
import { absorb } from "./tooling.ts";

export { type Step, unopened };

/** The whole conversation. Pure: no clock, no random, no await. Phase first, then event. */
export function step(state: CallState, event: CallEvent): Step {
  const { phase } = state;
  if (phase.is === "ended") return only(state);
  if (event.type === "call.ended") return only({ ...silenced(state), pending: [], phase: { is: "ended", why: event.why, outcome: event.outcome } });
  if (phase.is === "unopened") return event.type === "call.opened" ? opened(state, event) : only(state);
  if (event.type === "supervisor.joined" || event.type === "supervisor.left") return only(attended(state, event));
  if (specOf(state).observed === true) return observed(state, event);
  if (event.type === "leg.ended" && event.leg === CALLER) return callerLeft(state, event.why);
  if (isOfLeg(event)) return event.leg === CALLER ? callersLeg(state, event) : personsLeg(state, event);
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
  return how.agent.observed === true ? only(next) : only(next, { type: "set_timer", timer: "longest_call", afterMs: how.agent.patience.longestCallMs });
}

const isOfLeg = (event: CallEvent): event is LegEvent => event.type.startsWith("leg.");

function callersLeg(state: CallState, event: LegEvent): Step {
  if (event.type !== "leg.rang" && event.type !== "leg.answered") return only(state);
  const next = risen(state, event);
  if (event.type !== "leg.answered") return only(next);
  if (next !== state) return state.phase.is === "ringing" ? answered(next, event.by) : only(next);
  return event.by === "machine" && state.phase.is === "talking" ? onlyAMachine(state) : only(state);
}

/** What we took for a person is a machine. Told late (a carrier listens a while before it knows): what was said to it does not count. */
function onlyAMachine(state: CallState): Step {
  const hush = state.speaking.length > 0 ? [{ type: "hush" } as const] : [];
  const next: CallState = { ...silenced(state), legs: { ...state.legs, [CALLER]: { is: "up", by: "machine" } }, turn: state.turn + 1, sentences: 0 };
  return andThen(only(next, ...hush, { type: "stop_thinking", turn: state.turn }), leaveMessage);
}

/** A machine answered a call of ours: it is told what the agent leaves on machines, if anything. */
function leaveMessage(state: CallState): Step {
  const { voicemail } = specOf(state);
  return voicemail === undefined ? leave(state, "voicemail") : andThen(sayIn(state, voicemail), (next) => leave(next, "voicemail"));
}

function answered(state: CallState, by: "human" | "machine" | undefined): Step {
  const talkingNow: CallState = { ...state, phase: { is: "talking" }, turn: state.turn + 1, sentences: 0 };
  if (by === "machine") return leaveMessage(talkingNow);
  return andThen(sayIn(talkingNow, specOf(state).greeting), (next) => only(next, { type: "end_turn", turn: next.turn }));
}

/** Somebody else's brain conducts this call: its facts are kept, and nothing is asked for. */
function observed(state: CallState, event: CallEvent): Step {
  if (event.type === "speech.stopped")
    return only({ ...note(state, { who: "agent", text: event.heard }), turn: Math.max(state.turn, Number.parseInt(event.speech, 10)) });
  if (event.type === "model.noted") return only({ ...state, language: event.note.language, memory: event.note.memory });
  if (event.type === "leg.rang" || event.type === "leg.answered") {
    const next = risen(state, event);
    return only(next.legs[CALLER]?.is === "up" && next.phase.is === "ringing" ? { ...next, phase: { is: "talking" } } : next);
  }
  if (event.type === "leg.ended")
    return only({ ...state, legs: { ...state.legs, [event.leg]: { is: "ended" } }, transferred: state.transferred || event.why === "transferred" });
  return only(listenedTo(state, event));
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
  if (event.type === "supervisor.said") return personSaid(state, event);
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
