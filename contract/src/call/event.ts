import type { AgentSpec, Language } from "./agent.ts";

/** A fact about a call, past tense, never changed. A call is the list of its events and nothing else. */
export type CallEvent =
  // The call and its legs.
  | { type: "call.opened"; direction: Direction; from: string; to: string; channel: ChannelName; agent: AgentSpec; external?: string } // `external`: what the carrier or provider calls it
  | { type: "leg.rang"; leg: LegId }
  | { type: "leg.answered"; leg: LegId; by?: "human" | "machine" }
  | { type: "leg.ended"; leg: LegId; why: EndReason }
  // Legs of people beside the caller: asked for, in the room with the caller, let go. See docs/explanation/architecture.md.
  | { type: "leg.wanted"; leg: LegId; to: string; mode: LegMode; brief?: string } // the same leg again with another mode changes its part
  | { type: "leg.joined"; leg: LegId; mode: LegMode } // the caller and they are in one room
  | { type: "leg.released"; leg: LegId } // whoever asked for it wants it no more
  // The caller.
  | { type: "caller.spoke"; leg: LegId } // onset: enough to interrupt us
  | { type: "caller.said"; leg: LegId; text: string; confidence?: number; language?: Language }
  | { type: "caller.pressed"; leg: LegId; digits: string }
  // Our speech.
  | { type: "speech.stopped"; speech: SpeechId; heard: string } // what was really played, not what was meant
  // The brain. `turn` lets what comes late be recognised and ignored.
  | { type: "model.said"; turn: number; text: string }
  | { type: "model.asked"; turn: number; tool: ToolCall }
  | { type: "model.noted"; turn: number; note: Note }
  | { type: "model.rested"; turn: number }
  | { type: "model.failed"; turn: number; failure: Failure }
  | { type: "model.used"; turn: number; provider: string; model: string; inputTokens: number; outputTokens: number; microCents: number }
  // The tools.
  | { type: "tool.returned"; id: string; output: ToolOutput }
  | { type: "tool.failed"; id: string; failure: Failure }
  // Time.
  | { type: "timer.fired"; timer: TimerName }
  // People.
  | { type: "supervisor.joined"; who: string; mode: SupervisorMode }
  | { type: "supervisor.left"; who: string }
  | { type: "supervisor.whispered"; who: string; text: string }
  | { type: "supervisor.took_over"; who: string }
  | { type: "supervisor.said"; who: string; text: string; typed?: boolean } // typed: the line says it for them; else their own voice was heard
  | { type: "supervisor.handed_back"; who: string; summary: string }
  // Money: what a carrier, or whoever conducts the call, charged for it; often known only after the end.
  | { type: "call.charged"; by: string; microCents: number }
  // The end: exactly one per call.
  | { type: "call.ended"; why: EndReason; outcome: Outcome };

export type CallEventType = CallEvent["type"];
export type Direction = "inbound" | "outbound";
export type ChannelName = "twilio" | "telnyx" | "vapi" | "retell" | "livekit" | "browser" | "chat" | "simulator";
/** One party's line in a call. The first leg is always `"caller"`. */
export type LegId = string;
export const CALLER: LegId = "caller";
/** The leg of the person a call is put through to. */
export const TRANSFER: LegId = "transfer";
/** How a person takes part: they talk with the caller; they hear and are not heard; only our side hears them; everybody hears them. */
export type LegMode = "talk" | "monitor" | "whisper" | "barge";
/** `turn.sentence`: the n-th sentence of the n-th turn. */
export type SpeechId = `${number}.${number}`;
export type TimerName = "silence" | "late" | "longest_call" | "leaving";
export type SupervisorMode = "monitor" | "whisper" | "barge";

export type EndReason =
  | "caller_hung_up"
  | "agent_hung_up"
  | "silence"
  | "too_long"
  | "voicemail"
  | "transferred"
  | "busy"
  | "no_answer"
  | "canceled"
  | "failed"
  | "lost";

/** How a call ended for the business. */
export type Outcome = "booked" | "answered" | "message_taken" | "transferred" | "missed" | "abandoned" | "voicemail" | "failed";

export type ToolCall = { id: string; tool: string; input: Json };
/** Costs are counted in millionths of a cent (of the currency the provider bills in): a token costs less than a cent. */
export const MICRO_CENTS = 1_000_000;
export type Failure = { kind: FailureKind; message: string };
export type FailureKind = "unavailable" | "refused" | "timeout" | "invalid" | "interrupted" | "not_agreed";
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/**
 * What a tool gives back. The named members are acted on by `step` itself, so that what matters most
 * (the read-back, "booked", a transfer) never depends on what a model chooses to say.
 */
export type ToolOutput = {
  /** Spoken word for word by us; the brain is not asked again. */
  say?: string;
  /** Something that could be made lasting: read back to the caller, then open for their yes. */
  proposal?: Proposal;
  /** A booking that the ledger now holds in this state. */
  booking?: BookingFact;
  /** A message was written down for the business. */
  messageTaken?: boolean;
  /** Connect the caller to this destination. */
  transfer?: Transfer;
  /** Keys pressed for the caller's side (an extension, a menu at the other end). */
  press?: string;
  /** The conversation is over: hang up once everything was heard. */
  goodbye?: boolean;
  /** Everything else a tool knows, for the brain to read. */
  data?: Json;
};

/** An effect prepared and not yet made. `confirm` makes the proposal of the call's state, never one named by a model. */
export type Proposal = { id: string; kind: "book" | "reschedule" | "cancel"; readBack: string; summary: string };
export type BookingFact = { id: string; code: string; status: "confirmed" | "cancelled" | "rescheduled"; summary: string };
/** `warm`: the person is told the brief, and takes the call, before the caller is joined to them. */
export type Transfer = { to: string; brief: string; warm?: boolean };

/** What the brain took down while thinking: its memory travels in the log, so any node can go on with the call. */
export type Note = {
  language: Language;
  /** The structured act of this reply; benchmarks and the Floor read it, never the prose. */
  act: Act;
  goal?: Goal;
  understood?: Understood;
  /** The brain's own memory, opaque to `step`. */
  memory: Json;
};

export type Act = {
  kind: "greet" | "ask" | "confirm" | "offer" | "answer" | "booked" | "cancelled" | "clarify" | "message" | "escalate" | "bye" | "tool";
  /** The slots asked for, confirmed or offered. */
  slots?: string[];
};

/** What the caller wants booked and how far we are. */
export type Goal = { service: string; intent: "book" | "reschedule" | "cancel" | "ask" | "message"; slots: GoalSlot[] };
export type GoalSlot = { name: string; label: string; value?: string; required: boolean };

export type Understood = { intent: string; sentiment: Sentiment; confidence: number; urgent: boolean };
export type Sentiment = "positive" | "negative" | "neutral" | "urgent";
