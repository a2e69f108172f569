import type { Agent, AgentChange } from "@firstring/contract/schemas/agent.ts";
import { createFormContext } from "@mantine/form";

/** The fields of an agent as inputs hold them. `brain` is flat, so that changing the kind forgets nothing typed. */
export type AgentValues = Omit<Agent, "id" | "slug" | "revision" | "createdAt" | "updatedAt" | "brain"> & {
  brain: { kind: "offline" | "model"; provider: "google" | "openai" | "anthropic" | "compatible"; model: string };
};

export const [AgentFormProvider, useAgentForm] = createFormContext<AgentValues>();
export type AgentForm = ReturnType<typeof useAgentForm>;

export function valuesOf({ id: _, slug: __, revision: ___, createdAt: ____, updatedAt: _____, brain, ...rest }: Agent): AgentValues {
  return { ...rest, brain: brain.kind === "model" ? { ...brain } : { kind: "offline", provider: "google", model: "" } };
}

export function changeOf({ brain: { kind, provider, model }, ...rest }: AgentValues): AgentChange {
  return { ...rest, brain: kind === "offline" ? { kind } : { kind, provider, model } };
}
