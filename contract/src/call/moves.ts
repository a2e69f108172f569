import type { AgentSpec, Spoken } from "./agent.ts";
import type { Command } from "./command.ts";
import type { EndReason, SpeechId } from "./event.ts";
import { limits } from "./limits.ts";
import { type LineName, lineOn } from "./lines.ts";
import type { CallState, Line } from "./state.ts";

/** The small moves that `step` is made of. */
export type Step = { state: CallState; commands: Command[] };

export function only(state: CallState, ...commands: Command[]): Step {
  return { state, commands };
}

/** What `next` does to the state, with its commands after those already wished. */
export function andThen(before: Step, next: (state: CallState) => Step): Step {
  const after = next(before.state);
  return { state: after.state, commands: [...before.commands, ...after.commands] };
}

export function note(state: CallState, line: Line): CallState {
  return { ...state, transcript: [...state.transcript, line] };
}

/** The agent a call was opened with. */
export function specOf(state: CallState): AgentSpec {
  if (state.opened === undefined) throw new Error("a call that was not opened has no agent");
  return state.opened.agent;
}

/** Says one sentence. Whatever is said after a read-back makes the read-back stale: a later yes may answer something else. */
export function say(state: CallState, text: string): Step {
  const { proposal, ...rest } = state;
  const speech: SpeechId = `${state.turn}.${state.sentences}`;
  const stale = proposal && { proposal: { ...proposal, heard: false } };
  const next: CallState = { ...rest, ...stale, sentences: state.sentences + 1, speaking: [...state.speaking, { id: speech, text }] };
  return only(next, { type: "say", speech, text, interruptible: true });
}

export function sayIn(state: CallState, line: Spoken): Step {
  return say(state, line[state.language]);
}

/** Says one of the call's own lines. */
export function sayLine(state: CallState, name: LineName): Step {
  return sayIn(state, lineOn(state.opened?.channel ?? "simulator", name));
}

/** Says the read-back of a proposal and opens it for the caller's yes. */
export function readBack(state: CallState, proposal: NonNullable<CallState["proposal"]> | Omit<NonNullable<CallState["proposal"]>, "speech" | "heard">): Step {
  const speech: SpeechId = `${state.turn}.${state.sentences}`;
  const next: CallState = {
    ...state,
    consent: "none",
    sentences: state.sentences + 1,
    speaking: [...state.speaking, { id: speech, text: proposal.readBack }],
    proposal: { id: proposal.id, kind: proposal.kind, readBack: proposal.readBack, summary: proposal.summary, speech, heard: false },
  };
  return only(next, { type: "say", speech, text: proposal.readBack, interruptible: false });
}

/** Asks the brain for a reply, as a new turn. */
export function reply(state: CallState): Step {
  const turn = state.turn + 1;
  const next: CallState = { ...state, turn, sentences: 0, rounds: state.rounds + 1, thinking: true, owed: false, late: 0 };
  if (next.rounds > limits.roundsPerUtterance) return andThen(sayLine({ ...next, thinking: false, rounds: 0 }, "again"), endTurn);
  return only(
    next,
    { type: "clear_timer", timer: "silence" },
    { type: "think", turn },
    { type: "set_timer", timer: "late", afterMs: specOf(state).patience.fillerMs },
  );
}

/** Everything is said: it is the caller's turn. */
export function endTurn(state: CallState): Step {
  return andThen(only(state, { type: "clear_timer", timer: "late" }, { type: "end_turn", turn: state.turn }), listen);
}

/** Nothing is being said or worked on: from now on the caller's silence counts. */
export function listen(state: CallState): Step {
  return isIdle(state) ? only(state, { type: "set_timer", timer: "silence", afterMs: specOf(state).patience.silenceMs }) : only(state);
}

export function isIdle(state: CallState): boolean {
  return !state.thinking && state.speaking.length === 0 && state.pending.length === 0 && state.waiting.length === 0;
}

/** Hangs up after what is being said. Lasting tools at work still report; those that waited for a heard turn are dropped. */
export function leave(state: CallState, why: EndReason): Step {
  const { proposal: _, ...rest } = state;
  const next: CallState = { ...rest, phase: { is: "leaving", why }, thinking: false, waiting: [], consent: "none", owed: false };
  return only(
    next,
    { type: "stop_thinking", turn: state.turn },
    { type: "clear_timer", timer: "silence" },
    { type: "clear_timer", timer: "late" },
    { type: "hang_up", why },
    { type: "set_timer", timer: "leaving", afterMs: limits.leavingMs },
  );
}

/** A speech ended: what was heard of it joins the transcript, and a read-back heard whole, with nothing said after it, may be answered. */
export function heard(state: CallState, speech: SpeechId, text: string): CallState {
  const spoken = state.speaking.find(({ id }) => id === speech);
  if (spoken === undefined) return state;
  const whole = text.trim() === spoken.text.trim();
  const isLast = state.speaking.at(-1)?.id === speech;
  const { proposal, ...rest } = state;
  const next: CallState = {
    ...rest,
    ...(proposal && { proposal: proposal.speech === speech ? { ...proposal, heard: whole && isLast } : proposal }),
    speaking: state.speaking.filter(({ id }) => id !== speech),
  };
  return text.trim() === "" ? next : note(next, { who: "agent", text });
}
