import type { BrainChoice, ModelProvider } from "@firstring/contract/call/agent.ts";
import type { Config } from "./config.ts";

/** In this order a model is taken where none was chosen. */
const providers: readonly ModelProvider[] = ["google", "openai", "anthropic", "compatible"];

/** The model this installation was given, key and name both; undefined where the offline brain answers alone. */
export function configuredModel({ models }: Pick<Config, "models">): Extract<BrainChoice, { kind: "model" }> | undefined {
  for (const provider of providers) {
    const model = models[provider]?.model;
    if (model !== undefined) return { kind: "model", provider, model, temperature: 0.3, maxTokens: 400 };
  }
  return undefined;
}

/** For the banner. */
export function brainsSaid(config: Pick<Config, "models">): string {
  const named = providers.filter((provider) => config.models[provider] !== undefined);
  return named.length === 0
    ? "offline (no key needed); add a model's key to choose it per agent"
    : `offline, and ${named.join(", ")} for agents that choose it`;
}
