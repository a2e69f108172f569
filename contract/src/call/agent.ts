import type { Json } from "./event.ts";
import type { ServiceSpec } from "./service.ts";

export type Language = "en" | "fr";
/** The same text in every language an agent may speak. */
export type Spoken = Record<Language, string>;

/** The agent revision a call was opened with. It travels in the log, so a replay needs nothing else. */
export type AgentSpec = {
  id: string;
  revision: number;
  name: string;
  company: string;
  greeting: Spoken;
  /** Said to a machine that answers a call of ours; absent: it is hung up on. */
  voicemail?: Spoken;
  /** Conducted by somebody else's brain (an assistant at Vapi, Retell, Telnyx): we fold its facts and ask for nothing. */
  observed?: boolean;
  personality: string;
  instructions: string;
  style: "formal" | "casual" | "friendly" | "professional";
  /** The first is spoken until the caller shows another. */
  languages: readonly Language[];
  brain: BrainChoice;
  tools: readonly ToolSpec[];
  services: readonly ServiceSpec[];
  /** IANA zone of the business. */
  zone: string;
  patience: Patience;
};

/** Which brain answers: ours, or a language model (which falls back on ours). */
export type BrainChoice = { kind: "offline" } | { kind: "model"; provider: ModelProvider; model: string; temperature: number; maxTokens: number };
export type ModelProvider = "google" | "openai" | "anthropic" | "compatible";

/** How long this call waits, in milliseconds; set at reception by channel (a chat waits longer than a phone). */
export type Patience = { silenceMs: number; fillerMs: number; apologyMs: number; longestCallMs: number };

/** What a brain is told about a tool, and what `step` must know to guard it. */
export type ToolSpec = {
  name: string;
  description: string;
  /** JSON Schema of the input. */
  input: Json;
  /** Cannot be undone: runs only after the asking turn was heard whole, uninterrupted, and the log is flushed. */
  lasting: boolean;
  /** Makes the open proposal lasting: runs only after a clear yes to a read-back that was heard. */
  needsYes: boolean;
};
