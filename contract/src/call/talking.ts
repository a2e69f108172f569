import { type Consent, consentTo } from "./consent.ts";
import type { CallEvent, Note } from "./event.ts";
import { limits } from "./limits.ts";
import { andThen, endTurn, heard, isIdle, leave, listen, note, only, reply, type Step, say, sayLine, specOf } from "./moves.ts";
import type { CallState, OpenProposal } from "./state.ts";
import { personSaid } from "./supervising.ts";
import { asked, dropPending, dropWaiting, goOn, release, returned } from "./tooling.ts";

/** The phase in which we and the caller talk. */
export function talking(state: CallState, event: CallEvent): Step {
  switch (event.type) {
    case "caller.spoke":
      return state.speaking.length > 0 ? andThen(interrupted(state), listen) : only(state, { type: "clear_timer", timer: "silence" });
    case "caller.said":
      return said(state, event.text);
    case "caller.pressed":
      return said(state, `[${event.digits}]`);
    case "speech.stopped":
      return spoke(state, event);
    case "model.said":
      return isCurrent(state, event.turn) && state.sentences < limits.sentencesPerTurn ? say({ ...state, failures: 0 }, event.text) : only(state);
    case "model.asked":
      return isCurrent(state, event.turn) ? asked({ ...state, failures: 0 }, event.tool) : only(state);
    case "model.noted":
      return isCurrent(state, event.turn) ? only(noted(state, event.note)) : only(state);
    case "model.rested":
      return isCurrent(state, event.turn) ? rested({ ...state, thinking: false }) : only(state);
    case "model.failed":
      return isCurrent(state, event.turn) ? failed(state) : only(state);
    case "tool.returned":
      return returned(state, event.id, { output: event.output });
    case "tool.failed":
      return returned(state, event.id, { failure: event.failure });
    case "timer.fired":
      return timeUp(state, event.timer);
    case "supervisor.whispered":
      return only(note(state, { who: "supervisor", text: event.text, to: "agent" }));
    case "supervisor.said":
      return andThen(cutShort(state), (next) => personSaid(next, event));
    default:
      return only(state); // facts that ask for nothing while we talk
  }
}

const isCurrent = (state: CallState, turn: number): boolean => state.thinking && turn === state.turn;

function said(state: CallState, text: string): Step {
  const { proposal } = state;
  const consent = proposal?.heard ? consentTo(proposal.readBack, text, proposal.kind) : "none";
  const cut = cutShort(state);
  const next: CallState = {
    ...note(dropPending(cut.state), { who: "caller", text }),
    ...(proposal && { proposal: answeredWith(proposal, consent, state) }),
    consent,
    rounds: 0,
    silences: 0,
  };
  return andThen({ ...cut, state: next }, (now) => (now.pending.length > 0 ? only({ ...now, owed: true }) : reply(now)));
}

/** Words over the read-back, or anything but a yes to it, want it read again: a yes that follows them may mean what they changed. */
function answeredWith(proposal: OpenProposal, consent: Consent, { speaking }: CallState): OpenProposal {
  const { speech, ...rest } = proposal;
  if (speaking.some(({ id }) => id === speech)) return { ...rest, heard: false };
  return consent === "no" || consent === "mixed" ? { ...proposal, heard: false } : proposal;
}

/** Somebody speaks: whatever of this turn is not said yet is not said any more. */
const cutShort = (state: CallState): Step => (state.speaking.length > 0 || state.thinking || state.waiting.length > 0 ? interrupted(state) : only(state));

/** The caller spoke over us: fall silent, and disown the rest of the turn. */
function interrupted(state: CallState): Step {
  const next: CallState = { ...dropWaiting(state), turn: state.turn + 1, sentences: 0, thinking: false };
  const hush = state.speaking.length > 0 ? [{ type: "hush" } as const] : [];
  return only(next, ...hush, { type: "stop_thinking", turn: state.turn }, { type: "clear_timer", timer: "late" });
}

function spoke(state: CallState, { speech, heard: text }: Extract<CallEvent, { type: "speech.stopped" }>): Step {
  const spoken = state.speaking.find(({ id }) => id === speech);
  if (spoken === undefined) return only(state);
  const next = heard(state, speech, text);
  const cutShort = text.trim() !== spoken.text.trim();
  if (next.waiting.length > 0 && cutShort) return goOn({ ...dropWaiting(next), owed: true });
  if (next.waiting.length > 0 && !next.thinking && next.speaking.length === 0 && next.pending.length === 0) return release(next);
  return isIdle(next) ? listen(next) : only(next);
}

function noted(state: CallState, { language, act, goal, memory }: Note): CallState {
  const next: CallState = { ...state, language, act, memory };
  return goal === undefined ? next : { ...next, goal };
}

function rested(state: CallState): Step {
  const silent = state.sentences === 0 && state.pending.length === 0 && state.waiting.length === 0 && !state.owed;
  return silent ? andThen(sayLine(state, "again"), goOn) : goOn(state);
}

function failed(state: CallState): Step {
  const next: CallState = { ...state, thinking: false, failures: state.failures + 1 };
  if (next.waiting.length > 0) return goOn(next); // what it asked for is still done, once this turn was heard
  if (next.failures >= limits.failuresInARow) return andThen(sayLine(next, "trouble"), (now) => leave(now, "failed"));
  return andThen(sayLine(next, "again"), goOn);
}

function timeUp(state: CallState, timer: Extract<CallEvent, { type: "timer.fired" }>["timer"]): Step {
  switch (timer) {
    case "silence":
      return isIdle(state) ? silent({ ...state, silences: state.silences + 1 }) : only(state);
    case "late":
      return late(state);
    case "longest_call":
      return andThen(sayLine(state, "tooLong"), (next) => leave(next, "too_long"));
    case "leaving":
      return only(state);
    default:
      return unreachable(timer);
  }
}

/** The caller is silent: check in, warn, say goodbye. Silence is never a yes. */
function silent(state: CallState): Step {
  const next: CallState = { ...state, turn: state.turn + 1, sentences: 0, consent: "none" };
  if (state.silences >= 3) return andThen(sayLine(next, "silentGoodbye"), (now) => leave(now, "silence"));
  return andThen(sayLine(next, state.silences === 1 ? "checkIn" : "warn"), endTurn);
}

/** Nothing was said for long: a filler first, then an apology that gives the turn back. */
function late(state: CallState): Step {
  if (!state.thinking && state.pending.length === 0) return only(state);
  const { fillerMs, apologyMs } = specOf(state).patience;
  const again = { type: "set_timer", timer: "late", afterMs: Math.max(fillerMs, apologyMs - fillerMs) } as const;
  if (state.speaking.length > 0) return only(state, again);
  if (state.late === 0) return andThen(sayLine({ ...state, late: 1 }, "filler"), (next) => only(next, again));
  if (state.pending.some(({ lasting }) => lasting)) return only(state, again); // what is being made lasting is waited for
  if (state.waiting.length > 0) return andThen(only({ ...state, thinking: false }, { type: "stop_thinking", turn: state.turn }), goOn);
  const given: CallState = { ...dropPending(state), turn: state.turn + 1, sentences: 0, owed: false };
  return andThen(only(given, { type: "stop_thinking", turn: state.turn }), failed);
}

function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
