import type { AgentSpec, Language } from "./agent.ts";
import type { Consent } from "./consent.ts";
import type {
  Act,
  BookingFact,
  ChannelName,
  Direction,
  EndReason,
  Goal,
  Json,
  LegId,
  LegMode,
  Outcome,
  Proposal,
  SpeechId,
  SupervisorMode,
  ToolCall,
  ToolOutput,
} from "./event.ts";

export type Line =
  | { who: "caller"; text: string }
  | { who: "agent"; text: string } // only what was heard
  | { who: "tool"; id: string; tool: string; input: Json; output: ToolOutput | { error: string; message: string } }
  | { who: "supervisor"; text: string; to: "agent" | "caller" };

export type Phase =
  | { is: "unopened" }
  | { is: "ringing" }
  | { is: "talking" }
  | { is: "handed_over"; who: string }
  | { is: "transferring"; to: string }
  | { is: "leaving"; why: EndReason }
  | { is: "ended"; why: EndReason; outcome: Outcome };

/** `to`, `brief` and `wanted` are there for a person we called in; `joined` while they are in the room with the caller. */
export type Leg = { is: "ringing" | "up" | "ended"; by?: "human" | "machine"; to?: string; brief?: string; wanted?: LegMode; joined?: LegMode };
export type Speech = { id: SpeechId; text: string };
/**
 * A proposal that is open for the caller's yes; `heard` while its read-back, played whole, is the last thing they heard
 * from us and they have said nothing else to it. Without `speech` the caller talked over the read-back: it cannot be heard any more.
 */
export type OpenProposal = Proposal & { speech?: SpeechId; heard: boolean };
/** A tool that was asked for. `agreed` is what the caller said yes to: that is made lasting, whatever is read back meanwhile. */
export type AskedTool = ToolCall & { agreed?: OpenProposal };

export type Opened = { direction: Direction; from: string; to: string; channel: ChannelName; agent: AgentSpec; external?: string };

export type CallState = Readonly<{
  phase: Phase;
  /** What the call was opened with; absent only before `call.opened`. */
  opened?: Opened;
  legs: Readonly<Record<LegId, Leg>>;
  language: Language;
  transcript: readonly Line[];
  /** Counts our replies; what a brain says of an older turn is stale. */
  turn: number;
  /** Sentences said in this turn. */
  sentences: number;
  /** Times the brain was asked since the caller's last words. */
  rounds: number;
  thinking: boolean;
  /** Asked for and not yet stopped, in order. */
  speaking: readonly Speech[];
  /** Tools the world is working on. */
  pending: readonly (AskedTool & { turn: number; lasting: boolean })[];
  /** Lasting tools that wait until this turn was heard. */
  waiting: readonly AskedTool[];
  /** The brain owes a reply: a tool returned, or the caller spoke, and it has not been asked since. */
  owed: boolean;
  proposal?: OpenProposal;
  /** What the caller's last words meant for the open proposal. */
  consent: Consent;
  bookings: readonly BookingFact[];
  messageTaken: boolean;
  transferred: boolean;
  goal?: Goal;
  /** The structured act of the last reply: the Floor and simulated callers go by it, never by the prose. */
  act?: Act;
  memory: Json;
  /** Silences in a row: check in, warn, farewell. */
  silences: number;
  /** How late the brain is in this turn: 0 in time, 1 the filler was said. */
  late: number;
  /** Replies in a row that the brain failed to give. */
  failures: number;
  /** Who takes part besides the agent, by person, and how; absent until somebody does. */
  supervisors?: Readonly<Record<string, SupervisorMode>>;
}>;

export const unopened: CallState = {
  phase: { is: "unopened" },
  legs: {},
  language: "en",
  transcript: [],
  turn: 0,
  sentences: 0,
  rounds: 0,
  thinking: false,
  speaking: [],
  pending: [],
  waiting: [],
  owed: false,
  consent: "none",
  bookings: [],
  messageTaken: false,
  transferred: false,
  memory: null,
  silences: 0,
  late: 0,
  failures: 0,
};
