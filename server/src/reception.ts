import type { AgentSpec } from "@firstring/contract/call/agent.ts";
import type { Directory } from "./agents/directory.ts";
import type { Arrival, Routed } from "./engine/engine.ts";
import type { TenantId } from "./lib/ids.ts";

/** The engine's question, who answers, put to the directory. */
export function reception(directory: Directory): (arrival: Arrival) => Promise<Routed | undefined> {
  return async ({ number, slug, tenant, agentId, channel }) => {
    const found = await directory.answering({
      channel,
      ...(number && { number }),
      ...(slug && { slug }),
      ...(tenant && { tenant }),
      ...(agentId && { agentId }),
    });
    return found.is === "found" ? { tenant: found.tenant.id, agent: found.agent } : undefined;
  };
}

/** The agent as a chat would meet it now. */
export async function agentNow(directory: Directory, tenant: TenantId, agentId: string): Promise<AgentSpec | undefined> {
  const found = await directory.answering({ channel: "chat", tenant, agentId });
  return found.is === "found" ? found.agent : undefined;
}
