import type { AgentSpec } from "@firstring/contract/call/agent.ts";
import { lines } from "@firstring/contract/call/lines.ts";
import type { Host } from "./carrier-parts.ts";

/** Who answers a call at Vapi: a passing assistant whose model is our agent. Looked up in milliseconds, far from Vapi's 7.5 s. */
export function assistantOf({ slug, language, handOverTo }: Host, agent: AgentSpec | undefined, publicUrl: string): object {
  if (agent === undefined) return { error: lines.trouble[language] };
  const spoken = agent.languages[0] ?? language;
  const tools: object[] = [{ type: "endCall" }];
  if (handOverTo !== undefined) tools.push({ type: "transferCall", destinations: [{ type: "number", number: handOverTo }] });
  return {
    assistant: {
      name: agent.name.slice(0, 40),
      // The greeting, with its disclosure, is ours word for word: it is asked of the model like every reply.
      firstMessageMode: "assistant-speaks-first-with-model-generated-message",
      model: { provider: "custom-llm", url: `${publicUrl}/llm/vapi/${slug}`, model: "firstring", metadataSendMode: "variable", tools },
      transcriber: { provider: "deepgram", model: "nova-3", language: spoken === "fr" ? "fr" : "en" },
      server: { url: `${publicUrl}/webhooks/vapi/${slug}` },
      serverMessages: ["status-update", "end-of-call-report", "conversation-update", "tool-calls"],
    },
  };
}
