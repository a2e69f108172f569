import type { AgentSpec, Language } from "./agent.ts";
import type { Consent } from "./consent.ts";
import type { BookingFact, ChannelName, Direction, Goal, Json } from "./event.ts";
import type { CallState, Line, OpenProposal } from "./state.ts";

/** Everything a brain is told when it is asked to reply. A brain is a function of this and of nothing else. */
export type Prompt = Readonly<{
  agent: AgentSpec;
  direction: Direction;
  channel: ChannelName;
  /** The other party's number (E.164), or "" where there is none. */
  caller: string;
  language: Language;
  turn: number;
  /** Now, in milliseconds since 1970; with `agent.zone` it says what "tomorrow" means. */
  nowMs: number;
  transcript: readonly Line[];
  /** The open proposal and what the caller's last words meant for it. */
  proposal?: OpenProposal;
  consent: Consent;
  bookings: readonly BookingFact[];
  goal?: Goal;
  /** What this brain noted last, or null; another brain may have been at work since. */
  memory: Json;
}>;

export function prompt(state: CallState, nowMs: number): Prompt {
  const { opened } = state;
  if (opened === undefined) throw new Error("a call that was not opened has no prompt");
  return {
    agent: opened.agent,
    direction: opened.direction,
    channel: opened.channel,
    caller: opened.direction === "inbound" ? opened.from : opened.to,
    language: state.language,
    turn: state.turn,
    nowMs,
    transcript: state.transcript,
    consent: state.consent,
    bookings: state.bookings,
    memory: state.memory,
    ...(state.proposal && { proposal: state.proposal }),
    ...(state.goal && { goal: state.goal }),
  };
}
