import type { AgentTest, AgentTested } from "@firstring/contract/schemas/agent.ts";
import type { TenantId } from "../lib/ids.ts";

/** One message through an agent; tools that would change anything are not run. */
export type Rehearse = (tenant: TenantId, agentId: string, message: string, history?: AgentTest["history"]) => Promise<AgentTested>;
