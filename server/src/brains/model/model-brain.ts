import type { Json, ToolCall } from "@firstring/contract/call/event.ts";
import type { Prompt } from "@firstring/contract/call/prompt.ts";
import { jsonSchema, type LanguageModel, type LanguageModelUsage, streamText, type ToolSet, tool } from "ai";
import type { Brain, ModelPart } from "../../ports/brain.ts";
import type { Clock } from "../../ports/clock.ts";
import { claimsDone, mayClaim, notYet } from "./claims.ts";
import { instructions } from "./instructions.ts";
import { messages } from "./messages.ts";
import { noteOf } from "./notes.ts";
import { costOf, type ModelPrices } from "./prices.ts";
import { Sentences } from "./sentences.ts";
import { speakable } from "./speakable.ts";

// The SDK prints its warnings (a setting a model does not know) to the console, past the logger.
globalThis.AI_SDK_LOG_WARNINGS = false;

export type ModelSettings = Readonly<{ temperature: number; maxTokens: number; firstTokenMs: number; totalMs: number }>;

/** Bounds that fit a caller's patience: the filler comes before the first, the apology about the second. */
export const patience = { firstTokenMs: 4000, totalMs: 20_000 } as const;

/**
 * A language model as a brain. Whatever goes wrong is thrown: a provider's error, silence past the deadlines, an empty
 * or a blocked reply. Nothing of that is ever an empty turn.
 */
export function modelBrain(name: string, model: () => Promise<LanguageModel>, settings: ModelSettings, clock: Clock, prices: ModelPrices = {}): Brain {
  return { name, respond: (prompt, signal) => respond(prompt, signal, name, model, settings, clock, prices) };
}

async function* respond(
  prompt: Prompt,
  signal: AbortSignal,
  name: string,
  model: () => Promise<LanguageModel>,
  settings: ModelSettings,
  clock: Clock,
  prices: ModelPrices,
): AsyncGenerator<ModelPart> {
  const late = new AbortController();
  const first = clock.after(settings.firstTokenMs, () => late.abort(new Error(`The model said nothing for ${settings.firstTokenMs} ms.`)));
  const total = clock.after(settings.totalMs, () => late.abort(new Error(`The model did not finish within ${settings.totalMs} ms.`)));
  const reply = new Reply(prompt);
  let failure: unknown;
  try {
    const stream = streamText({
      model: await model(),
      instructions: instructions(prompt),
      messages: messages(prompt.transcript),
      tools: toolsOf(prompt),
      temperature: settings.temperature,
      maxOutputTokens: settings.maxTokens,
      maxRetries: 0, // a second try comes too late for a caller; the other brain is faster
      abortSignal: AbortSignal.any([signal, late.signal]),
      onError: ({ error }) => {
        failure ??= error;
      },
    });
    for await (const part of stream.fullStream) {
      if (part.type === "text-delta" || part.type === "tool-call") first.cancel();
      if (part.type === "text-delta") yield* reply.text(part.text);
      else if (part.type === "tool-call") yield* reply.tool(part.toolCallId, part.toolName, part.input);
      else if (part.type === "error") failure ??= part.error;
      else if (part.type === "finish") yield usedBy(name, prices, part.totalUsage);
    }
  } finally {
    first.cancel();
    total.cancel();
  }
  if (signal.aborted) return;
  if (late.signal.aborted) throw late.signal.reason;
  if (failure !== undefined) throw failure;
  yield* reply.end();
}

/** One reply on its way: text becomes sentences that may be spoken, tool calls get ids of this turn. */
class Reply {
  readonly #prompt: Prompt;
  readonly #sentences = new Sentences();
  readonly #said: string[] = [];
  readonly #tools: ToolCall[] = [];
  #withheld = false;

  constructor(prompt: Prompt) {
    this.#prompt = prompt;
  }

  *text(delta: string): Generator<ModelPart> {
    for (const sentence of this.#sentences.add(delta)) yield* this.#say(sentence);
  }

  *tool(providerId: string, name: string, input: unknown): Generator<ModelPart> {
    for (const sentence of this.#sentences.end()) yield* this.#say(sentence);
    if (this.#tools.length >= MOST_TOOLS) return;
    // Some servers count their ids from nought in every reply; in a call an id must mean one wish.
    const id = `t${this.#prompt.turn}n${this.#tools.length}_${providerId.replace(/[^a-zA-Z0-9_-]/g, "").slice(-24)}`;
    const call: ToolCall = { id, tool: name, input: (input ?? {}) as Json };
    this.#tools.push(call);
    yield { type: "tool", ...call };
  }

  *end(): Generator<ModelPart> {
    for (const sentence of this.#sentences.end()) yield* this.#say(sentence);
    if (this.#withheld && this.#said.length === 0 && this.#tools.length === 0) yield* this.#speak(notYet[this.#prompt.language]);
    if (this.#said.length === 0 && this.#tools.length === 0) throw new Error("The model gave an empty reply.");
    yield { type: "note", note: noteOf(this.#prompt, { sentences: this.#said, tools: this.#tools }) };
  }

  *#say(sentence: string): Generator<ModelPart> {
    const text = speakable(sentence);
    if (text === "" || this.#said.length >= MOST_SENTENCES) return;
    if (!mayClaim(this.#prompt) && claimsDone(text)) {
      this.#withheld = true;
      return;
    }
    yield* this.#speak(text);
  }

  *#speak(text: string): Generator<ModelPart> {
    this.#said.push(text);
    yield { type: "sentence", text };
  }
}

function usedBy(name: string, prices: ModelPrices, { inputTokens = 0, outputTokens = 0 }: LanguageModelUsage): ModelPart {
  const [provider = "", ...model] = name.split("/");
  return { type: "used", provider, model: model.join("/"), inputTokens, outputTokens, microCents: costOf(prices, name, inputTokens, outputTokens) };
}

function toolsOf({ agent }: Prompt): ToolSet {
  return Object.fromEntries(agent.tools.map(({ name, description, input }) => [name, tool({ description, inputSchema: jsonSchema(input as object) })]));
}

/** A telephone turn is short; a model that goes on is cut. */
const MOST_SENTENCES = 6;
const MOST_TOOLS = 4;
