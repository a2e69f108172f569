import type { AgentSpec } from "@firstring/contract/call/agent.ts";
import { type CallId, newId, type TenantId } from "../../src/lib/ids.ts";
import type { ToolContext } from "../../src/ports/tool.ts";

const agent: AgentSpec = {
  id: newId(),
  revision: 1,
  name: "Sam",
  company: "Demo",
  greeting: { en: "", fr: "" },
  personality: "",
  instructions: "",
  style: "friendly",
  languages: ["en", "fr"],
  brain: { kind: "offline" },
  tools: [],
  services: [],
  zone: "America/Toronto",
  patience: { silenceMs: 8000, fillerMs: 2000, apologyMs: 8000, longestCallMs: 900_000 },
};

let wishes = 0;

/** A call of this tenant, each use of a tool a new wish unless told otherwise. */
export function callOf(tenant: TenantId, nowMs: number, change: Partial<ToolContext> = {}): ToolContext {
  const call = change.call ?? newId<CallId>();
  return {
    ...{ tenant, call, agent, channel: "twilio", caller: "+15145550199", language: "en", nowMs },
    idempotencyKey: `${call}/${++wishes}`,
    signal: new AbortController().signal,
    ...change,
  };
}
