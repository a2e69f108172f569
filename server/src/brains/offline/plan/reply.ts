import type { Act, Json } from "@firstring/contract/call/event.ts";
import type { Memory, Purpose } from "../memory.ts";
import type { Scene } from "../scene.ts";
import { type Phrase, phrase } from "../words/phrases.ts";

/** A reply in the making: sentences in order, then tools; and what it does, for whoever reads acts. */
export type Reply = { sentences: string[]; tools: { id: string; tool: string; input: Json }[]; act: Act };

export const emptyReply = (): Reply => ({ sentences: [], tools: [], act: { kind: "answer" } });

/** What every part of the plan works with. */
export type Work = { memory: Memory; scene: Scene; reply: Reply };

export const variety = ({ scene }: Work): number => scene.prompt.turn;

export function say(work: Work, name: Phrase, values: Record<string, string> = {}): void {
  work.reply.sentences.push(phrase(name, work.memory.language, variety(work), values));
}

export function act(work: Work, kind: Act["kind"], slots?: readonly string[]): void {
  work.reply.act = slots === undefined ? { kind } : { kind, slots: [...slots] };
}

/** Asks for a tool; its id is new in the call, for the transcript only grows. */
export function use(work: Work, tool: string, input: Json, purpose: Purpose): void {
  const { prompt } = work.scene;
  const id = `offline-${prompt.turn}-${prompt.transcript.length}-${work.reply.tools.length}`;
  work.memory.pending[id] = purpose;
  work.reply.tools.push({ id, tool, input });
}
