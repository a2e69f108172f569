import type { AgentSpec, Language } from "@firstring/contract/call/agent.ts";
import type { ChannelName, ToolOutput } from "@firstring/contract/call/event.ts";
import type { OpenProposal } from "@firstring/contract/call/state.ts";
import type { ZodType } from "zod";
import type { CallId, TenantId } from "../lib/ids.ts";

/** What a tool may know of the call. Tenant, caller and proposal come from here, never from a model's text. */
export type ToolContext = Readonly<{
  tenant: TenantId;
  call: CallId;
  agent: AgentSpec;
  channel: ChannelName;
  /** The other party's number (E.164) or "". */
  caller: string;
  language: Language;
  proposal?: OpenProposal;
  /** `<call>/<tool call id>`: the same wish twice is one effect. */
  idempotencyKey: string;
  nowMs: number;
  signal: AbortSignal;
}>;

/** Something an agent can do. An expected refusal is an output (or a ToolRefused); a throw is a failure. */
export interface Tool<I = unknown> {
  readonly name: string;
  readonly description: string;
  readonly input: ZodType<I>;
  readonly lasting: boolean;
  readonly needsYes: boolean;
  run(input: I, context: ToolContext): Promise<ToolOutput>;
}
