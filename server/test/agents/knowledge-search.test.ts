import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { knowledgeIndex, search } from "../../src/agents/knowledge-search.ts";
import { demoKnowledge } from "../../src/seeds/agents.ts";
import type { DemoSlug } from "../../src/seeds/tenants.ts";
import { labelled } from "./labelled-questions.ts";

const indexOf = (tenant: DemoSlug) =>
  knowledgeIndex(
    demoKnowledge[tenant].flatMap((faq, nth) =>
      (["en", "fr"] as const).map((language) => ({ id: `${nth}-${language}`, question: faq[language][0], answer: faq[language][1], language, source: "FAQ" })),
    ),
  );
const indexes = { "demo-hvac": indexOf("demo-hvac"), "demo-rides": indexOf("demo-rides"), "demo-care": indexOf("demo-care") };

describe("what the business knows", () => {
  it.each(labelled.filter(({ answer }) => answer !== null))("$tenant: “$asked” finds its answer first", ({ tenant, language, asked, answer }) => {
    const [first] = search(indexes[tenant], asked, { language });
    expect(first?.question).toMatch(new RegExp(answer!));
    expect(first?.language).toBe(language);
  });

  it.each(labelled.filter(({ answer }) => answer === null))("$tenant: “$asked” is not known", ({ tenant, language, asked }) => {
    expect(search(indexes[tenant], asked, { language })).toEqual([]);
  });

  it("does not mind accents, capitals or small typing mistakes", () => {
    const asked = (question: string) => search(indexes["demo-rides"], question, { language: "fr" })[0]?.question;
    expect(asked("AEROPORT")).toBe(asked("aéroport"));
    expect(search(indexes["demo-rides"], "wheelchairs accesible", { language: "en" })[0]?.question).toMatch(/wheelchair/);
  });

  it("answers in the other language only when this one knows nothing", () => {
    const index = knowledgeIndex([{ id: "1", question: "Do you take pets?", answer: "Yes.", language: "en", source: "" }]);
    expect(search(index, "prenez-vous les chiens", { language: "fr" }).map(({ language }) => language)).toEqual(["en"]);
  });

  it("answers only from the entries it may use", () => {
    const [first] = search(indexes["demo-rides"], "can I bring my dog", { language: "en" });
    expect(search(indexes["demo-rides"], "can I bring my dog", { language: "en", among: [] })).toEqual([]);
    expect(search(indexes["demo-rides"], "can I bring my dog", { language: "en", among: [first!.id] })).toHaveLength(1);
  });

  it("finds every entry by its own question, and never throws", () => {
    for (const [tenant, index] of Object.entries(indexes))
      for (const faq of demoKnowledge[tenant as DemoSlug])
        for (const language of ["en", "fr"] as const) expect(search(index, faq[language][0], { language })[0]?.question).toBe(faq[language][0]);
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (question) => {
        for (const { score } of search(indexes["demo-care"], question)) expect(score).toBeGreaterThan(0);
      }),
    );
  });

  it("is empty over an empty knowledge", () => {
    expect(search(knowledgeIndex([]), "how much is it")).toEqual([]);
  });
});
