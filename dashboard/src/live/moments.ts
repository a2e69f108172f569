import type { Command } from "@firstring/contract/call/command.ts";
import type { CallEvent, Understood } from "@firstring/contract/call/event.ts";
import { type CallState, unopened } from "@firstring/contract/call/state.ts";
import { step } from "@firstring/contract/call/step.ts";

/** A fact of a call as it reaches the screen: its place in the call and when it happened. */
export type Fact = Readonly<{ seq: number; atMs: number; event: CallEvent }>;

/** One fact, and what the conversation knew and wished after it: the server's own `step`, run again here. */
export type Moment = Readonly<{
  fact: Fact;
  /** Since the call was opened. */
  offsetMs: number;
  state: CallState;
  commands: readonly Command[];
  talking: Talking;
  /** The newest reading of the caller's mood and intent. */
  understood: Understood | undefined;
}>;

export type Talking = "caller" | "agent" | "thinking" | "person" | "nobody";

/** A call, fact by fact. */
export function momentsOf(facts: readonly Fact[]): Moment[] {
  const made: Moment[] = [];
  for (const fact of facts) made.push(momentAfter(made, fact));
  return made;
}

/** With the next fact; unchanged by one that is here already, undefined when facts between are missing. */
export function withFact(moments: readonly Moment[], fact: Fact): readonly Moment[] | undefined {
  if (fact.seq < moments.length) return moments;
  return fact.seq === moments.length ? [...moments, momentAfter(moments, fact)] : undefined;
}

function momentAfter(before: readonly Moment[], fact: Fact): Moment {
  const last = before.at(-1);
  const { state, commands } = step(last?.state ?? unopened, fact.event);
  return {
    fact,
    offsetMs: fact.atMs - (before[0]?.fact.atMs ?? fact.atMs),
    state,
    commands,
    talking: talkingIn(state, fact.event),
    understood: (fact.event.type === "model.noted" ? fact.event.note.understood : undefined) ?? last?.understood,
  };
}

function talkingIn(state: CallState, event: CallEvent): Talking {
  if (state.phase.is === "handed_over" || state.phase.is === "transferring") return "person";
  if (event.type === "caller.spoke") return "caller";
  if (state.speaking.length > 0) return "agent";
  return state.thinking || state.pending.length > 0 ? "thinking" : "nobody";
}
