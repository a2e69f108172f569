import type { Json } from "@firstring/contract/call/event.ts";
import type { Line } from "@firstring/contract/call/state.ts";
import type { AssistantModelMessage, JSONValue, ModelMessage } from "ai";

/**
 * A transcript as messages of a model: first the caller's side, roles in turns, each tool call followed by its result.
 * Whispers are not among them: they are instructions.
 */
export function messages(transcript: readonly Line[]): ModelMessage[] {
  const all: ModelMessage[] = [];
  for (const line of transcript) {
    switch (line.who) {
      case "caller":
        user(line.text);
        break;
      case "agent":
        assistant(line.text);
        break;
      case "supervisor":
        if (line.to === "caller") assistant(`(A colleague, to the caller:) ${line.text}`);
        break;
      case "tool":
        tool(line);
        break;
      default:
        line satisfies never;
    }
  }
  if (all.length === 0) user(BEGIN);
  if (all[0]?.role !== "user") all.unshift({ role: "user", content: BEGIN });
  if (all.at(-1)?.role === "assistant") user(GO_ON);
  return all;

  function user(text: string): void {
    const last = all.at(-1);
    if (last?.role === "user" && typeof last.content === "string") last.content = `${last.content}\n${text}`;
    else all.push({ role: "user", content: text });
  }

  function assistant(text: string): void {
    const last = speaking();
    const part = last?.at(-1);
    if (part?.type === "text") part.text = `${part.text} ${text}`;
    else if (last !== undefined) last.push({ type: "text", text });
    else all.push({ role: "assistant", content: [{ type: "text", text }] });
  }

  function tool({ id, tool: toolName, input, output }: Extract<Line, { who: "tool" }>): void {
    const call = { type: "tool-call", toolCallId: id, toolName, input: isObject(input) ? input : {} } as const;
    const last = speaking();
    if (last !== undefined) last.push(call);
    else all.push({ role: "assistant", content: [call] });
    all.push({ role: "tool", content: [{ type: "tool-result", toolCallId: id, toolName, output: { type: "json", value: plain(output) } }] });
  }

  function speaking(): Parts | undefined {
    const last = all.at(-1);
    return last?.role === "assistant" && typeof last.content !== "string" ? last.content : undefined;
  }
}

type Parts = Exclude<AssistantModelMessage["content"], string>;

const BEGIN = "(The line is open.)";
const GO_ON = "(Go on.)";
const isObject = (input: Json): boolean => typeof input === "object" && input !== null && !Array.isArray(input);
/** Members that are absent must not reach a provider as undefined. */
const plain = (output: Extract<Line, { who: "tool" }>["output"]): JSONValue => JSON.parse(JSON.stringify(output)) as JSONValue;
