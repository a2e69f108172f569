import type { Language } from "@firstring/contract/call/agent.ts";
import type { AgentTest, AgentTested } from "@firstring/contract/schemas/agent.ts";
import type { CallId, TenantId } from "../lib/ids.ts";

/** A chat over plain requests: one message in, the whole reply out. */
export type Chat = {
  /** Opens a chat call under this id and gives the greeting; the same id again gives the same call. @throws Refusal 404 when no such agent is in service, 503 when every line is busy */
  open(tenant: TenantId, wish: { callId: CallId; agentId?: string | undefined; language?: Language | undefined }): Promise<{ reply: string }>;
  /** Says something and waits for the reply; the same `cause` twice is said once. @throws Refusal 409 when the call has ended */
  say(tenant: TenantId, call: CallId, text: string, cause: string): Promise<{ reply: string; ended: boolean }>;
};

/** One message through an agent; tools that would change anything are not run. */
export type Rehearse = (tenant: TenantId, agentId: string, message: string, history?: AgentTest["history"]) => Promise<AgentTested>;
