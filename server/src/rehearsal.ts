import type { AgentSpec } from "@firstring/contract/call/agent.ts";
import { CALLER, type CallEvent, type ToolOutput } from "@firstring/contract/call/event.ts";
import { note } from "@firstring/contract/call/moves.ts";
import type { CallState } from "@firstring/contract/call/state.ts";
import { fold } from "@firstring/contract/call/step.ts";
import type { AgentTested } from "@firstring/contract/schemas/agent.ts";
import { ChatLine } from "./channels/chat-line.ts";
import type { Understand } from "./consumers/calls/fold.ts";
import { runCall } from "./engine/run-call.ts";
import { fresh } from "./engine/standing.ts";
import type { Rehearse } from "./http/rehearse.ts";
import { type CallId, newId, type TenantId } from "./lib/ids.ts";
import { notFound } from "./lib/refusal.ts";
import { memoryLog } from "./log/memory.ts";
import type { Brain } from "./ports/brain.ts";
import type { Clock } from "./ports/clock.ts";
import type { Tool } from "./ports/tool.ts";

export type Stage = {
  clock: Clock;
  tools: ReadonlyMap<string, Tool>;
  brain: (agent: AgentSpec) => Brain;
  understand: Understand;
  agent: (tenant: TenantId, agentId: string) => Promise<AgentSpec | undefined>;
  /** Gives back what a rehearsal took hold of. */
  letGo: (tenant: TenantId, call: CallId) => Promise<void>;
  warn: (problem: unknown, what: string) => void;
};

/** One message through an agent as in a chat, on a log that is thrown away. What would last is not done. */
export function rehearsal({ clock, tools, brain, understand, agent: find, letGo, warn }: Stage): Rehearse {
  const props = new Map([...tools].map(([name, tool]) => [name, tool.lasting ? rehearsed(tool) : tool]));
  return async (tenant, agentId, message, history = []) => {
    const agent = await find(tenant, agentId);
    if (agent === undefined) throw notFound("agent in service");
    const call = newId<CallId>();
    const startMs = clock.nowMs();
    const before = soFar(agent, history);
    let turn: Promise<readonly string[]> = Promise.resolve([]);
    const running = runCall({ tenant, call, log: memoryLog(clock), clock, brain: brain(agent), tools: props, warn }, { ...fresh, state: before }, (report) => {
      const line = new ChatLine(call, report, clock, () => undefined);
      turn = line.turn();
      return line;
    });
    running.report({ event: { type: "caller.said", leg: CALLER, text: message } });
    const reply = await turn;
    const ms = clock.nowMs() - startMs;
    const after = running.state();
    running.release();
    await running.done;
    await letGo(tenant, call);
    const { intent, sentiment } = understand(message, after.language);
    return { reply: reply.join(" "), toolCalls: callsIn(after, before), intent, sentiment, ms } satisfies AgentTested;
  };
}

/** The call as it stands after the greeting and what was said before. */
function soFar(agent: AgentSpec, history: readonly { who: "caller" | "agent"; text: string }[]): CallState {
  const opening: CallEvent[] = [
    { type: "call.opened", direction: "inbound", from: "", to: "", channel: "chat", agent },
    { type: "leg.answered", leg: CALLER },
  ];
  const greeted = fold(opening);
  const heard = fold(
    greeted.speaking.map(({ id, text }) => ({ type: "speech.stopped", speech: id, heard: text })),
    greeted,
  );
  return history.reduce((state, line) => note(state, line), heard);
}

function rehearsed(tool: Tool): Tool {
  return {
    ...tool,
    run: async (): Promise<ToolOutput> => ({ data: { rehearsal: true, note: "This is a rehearsal: it was not done." }, say: "(rehearsal: it stops here)" }),
  };
}

function callsIn(after: CallState, before: CallState): AgentTested["toolCalls"] {
  return after.transcript
    .slice(before.transcript.length)
    .flatMap((line) => (line.who === "tool" ? [{ tool: line.tool, input: line.input, output: line.output }] : []));
}
