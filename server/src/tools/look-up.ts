import type { Language } from "@firstring/contract/call/agent.ts";
import { z } from "zod";
import type { TenantId } from "../lib/ids.ts";
import type { Tool } from "../ports/tool.ts";

const input = z.strictObject({ question: z.string().min(1).max(1000).describe("The caller's question, in their words") });

export type Answer = { question: string; answer: string; source: string; score: number };

/** What the business knows; nothing found means that it is not known, and must not be guessed. */
export function lookUp(search: (tenant: TenantId, question: string, language: Language) => Promise<readonly Answer[]>): Tool<z.output<typeof input>> {
  return {
    name: "look_up",
    description: "Answer a question about the business from what it has written down. An empty list means it is not known: say so, never guess.",
    input,
    lasting: false,
    needsYes: false,
    async run({ question }, { tenant, language }) {
      const answers = await search(tenant, question, language);
      return { data: { answers: answers.map(({ question, answer, source, score }) => ({ question, answer, source, score })) } };
    },
  };
}
