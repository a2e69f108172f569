import type { AgentSpec } from "@firstring/contract/call/agent.ts";
import type { LineCommand } from "@firstring/contract/call/command.ts";
import { CALLER } from "@firstring/contract/call/event.ts";
import type { Prompt } from "@firstring/contract/call/prompt.ts";
import { z } from "zod";
import type { Connect, Connection } from "../../src/engine/engine.ts";
import type { Brain, ModelPart } from "../../src/ports/brain.ts";
import type { WordsLine } from "../../src/ports/line.ts";
import type { Tool, ToolContext } from "../../src/ports/tool.ts";

/** A brain that answers from a list of scripts, one a turn; a script may throw, or never end. */
export function scriptedBrain(...scripts: ((prompt: Prompt) => ModelPart[] | Promise<ModelPart[]>)[]): Brain & { prompts: Prompt[] } {
  const prompts: Prompt[] = [];
  return {
    name: "scripted",
    prompts,
    async *respond(prompt) {
      prompts.push(prompt);
      const script = scripts[prompts.length - 1] ?? (() => [{ type: "sentence", text: "And then?" } as const]);
      yield* await script(prompt);
    },
  };
}

export const sentence = (text: string): ModelPart => ({ type: "sentence", text });
export const asks = (tool: string, id: string, input = {}): ModelPart => ({ type: "tool", id, tool, input });

/** A tool that keeps what it was asked. */
export function scriptedTool(
  name: string,
  lasting: boolean,
  needsYes: boolean,
  run: (context: ToolContext) => Awaited<ReturnType<Tool["run"]>>,
): Tool & { calls: ToolContext[] } {
  const calls: ToolContext[] = [];
  return {
    name,
    description: name,
    input: z.looseObject({}),
    lasting,
    needsYes,
    calls,
    async run(_, context) {
      calls.push(context);
      return run(context);
    },
  };
}

export type TestLine = WordsLine & { said: string[]; commands: LineCommand[]; connection: Connection };

/** A line on which everything said is heard at once, as in a chat. */
export function testLine(into: TestLine[] = []): Connect {
  return (connection) => {
    const line: TestLine = {
      kind: "words",
      said: [],
      commands: [],
      connection,
      send(command) {
        line.commands.push(command);
        if (command.type === "say") {
          line.said.push(command.text);
          connection.report({ event: { type: "speech.stopped", speech: command.speech, heard: command.text } });
        }
        if (command.type === "hang_up") connection.report({ event: { type: "leg.ended", leg: CALLER, why: command.why } });
      },
      close() {},
    };
    into.push(line);
    return line;
  };
}

export const agentOf = (tools: readonly Tool[]): AgentSpec => ({
  id: "a",
  revision: 1,
  name: "Léa",
  company: "Demo Rides",
  greeting: { en: "Hello.", fr: "Bonjour." },
  personality: "",
  instructions: "",
  style: "friendly",
  languages: ["en", "fr"],
  brain: { kind: "offline" },
  services: [],
  zone: "America/Toronto",
  tools: tools.map(({ name, description, lasting, needsYes }) => ({ name, description, lasting, needsYes, input: {} })),
  patience: { silenceMs: 8000, fillerMs: 2500, apologyMs: 8000, longestCallMs: 1_800_000 },
});
