import type { AgentSpec, ToolSpec } from "@firstring/contract/call/agent.ts";
import type { ChannelName } from "@firstring/contract/call/event.ts";
import type { ServiceSpec } from "@firstring/contract/call/service.ts";
import type { Agent } from "@firstring/contract/schemas/agent.ts";
import { greetingOf } from "./disclosure.ts";
import { patienceOn } from "./patience.ts";

export type SpecParts = {
  agent: Agent;
  tenant: { name: string; zone: string };
  services: readonly ServiceSpec[];
  tools: readonly ToolSpec[];
  channel: ChannelName;
};

/** The agent as a call takes it along: revision, services and tools as they are now, so that a replay looks nothing up. Pure. */
export function specOf({ agent, tenant, services, tools, channel }: SpecParts): AgentSpec {
  const company = agent.company || tenant.name;
  const { id, revision, name, personality, languages, brain, temperature, maxTokens } = agent;
  return {
    id,
    revision,
    name,
    company,
    greeting: greetingOf({ greeting: agent.greeting, name, company }),
    personality,
    instructions: agent.systemPrompt,
    style: agent.responseStyle,
    languages,
    brain: brain.kind === "offline" ? brain : { ...brain, temperature, maxTokens },
    tools: tools.filter((tool) => agent.tools === null || agent.tools.includes(tool.name)),
    services: services.filter((service) => agent.services === null || agent.services.includes(service.slug)),
    zone: tenant.zone,
    patience: patienceOn(channel),
  };
}
