import type { Language } from "@firstring/contract/call/agent.ts";
import { CALLER, type CallEvent, type Understood } from "@firstring/contract/call/event.ts";
import { type CallState, unopened } from "@firstring/contract/call/state.ts";
import { step } from "@firstring/contract/call/step.ts";
import { counted, type Figures, uncounted } from "./figures.ts";

/** What a sentence of a caller wants, and in what mood. Pure. */
export type Understand = (text: string, language: Language) => Understood;

export type Said = Readonly<{
  /** The first event it was made from. */
  seq: number;
  role: "caller" | "agent" | "supervisor";
  text: string;
  atMs: number;
  /** Our turn it belongs to: the sentences of a turn are one message. */
  turn?: number;
  understood?: Understood;
}>;

/** Everything the call list says of a call: a fold of its events, with the conversation's own `step` at its heart. */
export type CallFold = Readonly<{
  /** The newest event in it; -1 before the first. */
  seq: number;
  state: CallState;
  openedAtMs?: number;
  answeredAtMs?: number;
  endedAtMs?: number;
  lastAtMs: number;
  rang: boolean;
  said: readonly Said[];
  /** Times in a row that the brain had to ask again what was meant. */
  clarified: number;
  /** The brain said that a person is needed. */
  escalated: boolean;
  figures: Figures;
}>;

export const unfolded: CallFold = { seq: -1, state: unopened, lastAtMs: 0, rang: false, said: [], clarified: 0, escalated: false, figures: uncounted };

export type Happened = Readonly<{ seq: number; atMs: number; event: CallEvent }>;

/** The fold after one more event. An event that is in it already changes nothing. */
export function folded(before: CallFold, { seq, atMs, event }: Happened, understand: Understand): CallFold {
  if (seq <= before.seq) return before;
  const next = step(before.state, event);
  const { state } = next;
  const figures = counted(before.figures, { atMs, event }, before.state, next);
  const after: CallFold = { ...before, seq, state, lastAtMs: atMs, figures, ...momentsOf(before, atMs, event) };
  if (event.type === "model.noted" && state !== before.state) return noted(after, event.note);
  // `step` is the judge of what was said: it ignores what comes too late.
  if (state.transcript === before.state.transcript) return after;
  return { ...after, said: saidAfter(before.said, { seq, atMs, event }, state.language, understand) };
}

function momentsOf(before: CallFold, atMs: number, event: CallEvent): Partial<CallFold> {
  if (before.endedAtMs !== undefined) return {};
  switch (event.type) {
    case "call.opened":
      return before.openedAtMs === undefined ? { openedAtMs: atMs } : {};
    case "leg.rang":
      return event.leg === CALLER ? { rang: true } : {};
    case "leg.answered":
      return event.leg === CALLER && before.answeredAtMs === undefined ? { answeredAtMs: atMs } : {};
    case "call.ended":
      return { endedAtMs: atMs };
    default:
      return {};
  }
}

function noted(fold: CallFold, { act, understood }: Extract<CallEvent, { type: "model.noted" }>["note"]): CallFold {
  const clarified = act.kind === "clarify" ? fold.clarified + 1 : act.kind === "tool" ? fold.clarified : 0;
  const escalated = fold.escalated || act.kind === "escalate";
  const last = fold.said.findLastIndex(({ role }) => role === "caller");
  // The brain that answers knows the conversation, so its reading of the caller's words counts before the one made here.
  const said = understood === undefined || last < 0 ? fold.said : fold.said.with(last, { ...fold.said[last]!, understood });
  return { ...fold, clarified, escalated, said };
}

function saidAfter(said: readonly Said[], { seq, atMs, event }: Happened, language: Language, understand: Understand): readonly Said[] {
  switch (event.type) {
    case "caller.said":
      return [...said, { seq, role: "caller", text: event.text, atMs, understood: understand(event.text, event.language ?? language) }];
    case "caller.pressed":
      return [...said, { seq, role: "caller", text: `[${event.digits}]`, atMs }];
    case "supervisor.said":
      return [...said, { seq, role: "supervisor", text: event.text, atMs }];
    case "speech.stopped":
      return heard(said, { seq, role: "agent", text: event.heard.trim(), atMs, turn: Number.parseInt(event.speech, 10) });
    default:
      return said; // tools and notes to the agent are lines of the conversation, not messages
  }
}

function heard(said: readonly Said[], now: Said): readonly Said[] {
  if (now.text === "") return said;
  const last = said.findLastIndex(({ role, turn }) => role === "agent" && turn === now.turn);
  if (last < 0) return [...said, now];
  const begun = said[last]!;
  return said.with(last, { ...begun, text: `${begun.text} ${now.text}` });
}
