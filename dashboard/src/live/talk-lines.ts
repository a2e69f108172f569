import type { BookingFact, Json, ToolOutput } from "@firstring/contract/call/event.ts";
import type { CallState } from "@firstring/contract/call/state.ts";
import type { Moment } from "./moments.ts";

/** A conversation as one reads it: words of one party together, tools and bookings in their place. */
export type Block =
  | { kind: "words"; key: string; who: "caller" | "agent" | "supervisor"; text: string; offsetMs: number; readBack: boolean; saying: boolean; whisper: boolean }
  | { kind: "tool"; key: string; tool: string; input: Json; output: ToolOutput | { error: string; message: string } | undefined; offsetMs: number }
  | { kind: "booking"; key: string; booking: BookingFact; offsetMs: number };

/** The blocks of a call as it stood at its last moment. */
export function blocksOf(moments: readonly Moment[]): Block[] {
  const last = moments.at(-1);
  if (last === undefined) return [];
  const { state } = last;
  const readBacks = readBacksIn(state);
  const offsets = offsetsOfLines(moments);
  const blocks: Block[] = [];
  state.transcript.forEach((line, index) => {
    const offsetMs = offsets[index] ?? last.offsetMs;
    const key = `${index}`;
    if (line.who === "tool") {
      blocks.push({ kind: "tool", key, tool: line.tool, input: line.input, output: line.output, offsetMs });
      if ("booking" in line.output && line.output.booking !== undefined)
        blocks.push({ kind: "booking", key: `${key} booking`, booking: line.output.booking, offsetMs });
      return;
    }
    const whisper = line.who === "supervisor" && line.to === "agent";
    add(blocks, {
      kind: "words",
      key,
      who: line.who,
      text: line.text,
      offsetMs,
      readBack: line.who === "agent" && readBacks.has(line.text),
      saying: false,
      whisper,
    });
  });
  for (const { id, tool, input } of [...state.pending, ...state.waiting])
    blocks.push({ kind: "tool", key: id, tool, input, output: undefined, offsetMs: last.offsetMs });
  for (const { id, text } of state.speaking)
    add(blocks, { kind: "words", key: id, who: "agent", text, offsetMs: last.offsetMs, readBack: readBacks.has(text), saying: true, whisper: false });
  return blocks;
}

/** Sentences of one breath are one bubble; a read-back stands alone. */
function add(blocks: Block[], words: Extract<Block, { kind: "words" }>): void {
  const before = blocks.at(-1);
  const joins =
    before?.kind === "words" &&
    before.who === words.who &&
    before.saying === words.saying &&
    before.whisper === words.whisper &&
    !before.readBack &&
    !words.readBack;
  if (joins && words.who === "agent") blocks[blocks.length - 1] = { ...before, text: `${before.text} ${words.text}` };
  else blocks.push(words);
}

function readBacksIn(state: CallState): Set<string> {
  const found = new Set<string>();
  for (const line of state.transcript)
    if (line.who === "tool" && "proposal" in line.output && line.output.proposal !== undefined) found.add(line.output.proposal.readBack);
  return found;
}

/** When each line of the transcript joined it. */
function offsetsOfLines(moments: readonly Moment[]): number[] {
  const offsets: number[] = [];
  for (const { state, offsetMs } of moments) while (offsets.length < state.transcript.length) offsets.push(offsetMs);
  return offsets;
}
