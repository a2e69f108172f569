import { z } from "zod";
import { id, instant, language, page, text } from "./common.ts";

const fields = {
  kind: z.enum(["faq", "document"]).meta({ description: "faq: a question and its answer; document: a title and a short text" }),
  question: text(500).min(1),
  answer: text(20_000).min(1),
  language,
  source: text(500).meta({ description: "Where the answer comes from, as people would look it up" }),
};

export const knowledgeDraft = z
  .strictObject(fields)
  .partial({ kind: true, source: true })
  .meta({ example: { question: "Do you take pets?", answer: "Small pets in a carrier ride free.", language: "en", source: "House rules" } });
export const knowledgeChange = z
  .strictObject(fields)
  .partial()
  .meta({ example: { answer: "All pets ride free." } });
export type KnowledgeDraft = z.infer<typeof knowledgeDraft>;
export type KnowledgeChange = z.infer<typeof knowledgeChange>;

export const knowledge = z.object({ id, ...fields, createdAt: instant, updatedAt: instant });
export type Knowledge = z.infer<typeof knowledge>;

export const knowledgeList = z.strictObject({ ...page, q: text(200).optional(), language: language.optional(), kind: fields.kind.optional() });

export const knowledgeQuestion = z.strictObject({ question: text(500).min(1), language: language.optional() });
export const knowledgeAnswer = z.object({ id, question: z.string(), answer: z.string(), language, source: z.string(), score: z.number() });
export type KnowledgeAnswer = z.infer<typeof knowledgeAnswer>;
