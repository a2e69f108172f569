import type { BrainChoice } from "@firstring/contract/call/agent.ts";
import type { Brain } from "../ports/brain.ts";
import type { Clock } from "../ports/clock.ts";
import { modelBrain, patience } from "./model/model-brain.ts";
import type { ModelPrices } from "./model/prices.ts";
import { isConfigured, type ModelAccesses, modelOf } from "./model/provider.ts";
import { withFallback } from "./with-fallback.ts";

export type Brains = Readonly<{ offline: Brain; accesses: ModelAccesses; prices?: ModelPrices; clock: Clock; warn: (problem: unknown, what: string) => void }>;

/** The brain an agent chose. A model answers with the offline brain behind it; without its key the offline brain answers alone. */
export function chooseBrain(choice: BrainChoice, { offline, accesses, prices, clock, warn }: Brains): Brain {
  if (choice.kind === "offline" || !isConfigured(choice.provider, accesses)) return offline;
  const { provider, model, temperature, maxTokens } = choice;
  const brain = modelBrain(`${provider}/${model}`, () => modelOf(choice, accesses), { temperature, maxTokens, ...patience }, clock, prices);
  return withFallback(brain, offline, { clock, firstPartMs: patience.firstTokenMs, warn });
}
