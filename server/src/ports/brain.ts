import type { Json, Note } from "@firstring/contract/call/event.ts";
import type { Prompt } from "@firstring/contract/call/prompt.ts";

/** A piece of a reply, as soon as it is whole. A sentence is speakable as it is. */
export type ModelPart =
  | { type: "sentence"; text: string }
  | { type: "tool"; id: string; tool: string; input: Json }
  | { type: "note"; note: Note }
  /** What the reply cost, in tokens and millionths of a cent. */
  | { type: "used"; provider: string; model: string; inputTokens: number; outputTokens: number; microCents: number };

/** A language model, or the offline dialogue brain. Yields parts in order; throws when it cannot reply. */
export interface Brain {
  readonly name: string;
  respond(prompt: Prompt, signal: AbortSignal): AsyncIterable<ModelPart>;
}
