import type { BrainChoice, ModelProvider } from "@firstring/contract/call/agent.ts";
import type { LanguageModel } from "ai";

/** How a provider is reached. `baseUrl` replaces the provider's own address; a compatible server has no other. */
export type ModelAccess = Readonly<{ key: string; baseUrl: string | undefined }>;
export type ModelAccesses = Readonly<Partial<Record<ModelProvider, ModelAccess | undefined>>>;

/** Can this provider be used at all? A compatible server may need no key, the others do. */
export function isConfigured(provider: ModelProvider, accesses: ModelAccesses): boolean {
  const access = accesses[provider];
  return provider === "compatible" ? access?.baseUrl !== undefined : access !== undefined && access.key !== "";
}

/** The model of a choice; providers are loaded when first used. Call only where `isConfigured`. */
export async function modelOf({ provider, model }: Extract<BrainChoice, { kind: "model" }>, accesses: ModelAccesses): Promise<LanguageModel> {
  const { key: apiKey = "", baseUrl } = accesses[provider] ?? {};
  const at = baseUrl === undefined ? {} : { baseURL: baseUrl };
  switch (provider) {
    case "google": {
      const { createGoogleGenerativeAI } = await import("@ai-sdk/google");
      return createGoogleGenerativeAI({ apiKey, ...at })(model);
    }
    case "openai": {
      const { createOpenAI } = await import("@ai-sdk/openai");
      return createOpenAI({ apiKey, ...at }).chat(model); // the Responses API would keep the caller's words at the provider by default
    }
    case "anthropic": {
      const { createAnthropic } = await import("@ai-sdk/anthropic");
      return createAnthropic({ apiKey, ...at })(model);
    }
    case "compatible": {
      const { createOpenAICompatible } = await import("@ai-sdk/openai-compatible");
      return createOpenAICompatible({ name: "compatible", baseURL: baseUrl ?? "", ...(apiKey !== "" && { apiKey }) })(model);
    }
    default:
      return provider satisfies never;
  }
}
