import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Sentences } from "../../../src/brains/model/sentences.ts";

const cut = (...deltas: string[]): string[] => {
  const sentences = new Sentences();
  return [...deltas.flatMap((delta) => sentences.add(delta)), ...sentences.end()];
};

describe("sentences of a stream", () => {
  it.each([
    [["Hello there. How can I help?"], ["Hello there.", "How can I help?"]],
    [["Dr. Roy is at 12 St. Denis St. today. Is that right?"], ["Dr. Roy is at 12 St. Denis St. today.", "Is that right?"]],
    [["We close at 5 p.m. on Friday. Come before 3:30 p.m. Tuesday."], ["We close at 5 p.m. on Friday.", "Come before 3:30 p.m. Tuesday."]],
    [["There is one at 9 a.m. Shall I take it?"], ["There is one at 9 a.m.", "Shall I take it?"]],
    [["It costs 89.50 dollars, no. 4 on the list."], ["It costs 89.50 dollars, no.", "4 on the list."]],
    [["Bonjour M. Tremblay ! Mme Roy vous attend à 14 h 30. Ça va ?"], ["Bonjour M. Tremblay !", "Mme Roy vous attend à 14 h 30.", "Ça va ?"]],
    [["Well... let me see. One moment… Yes!"], ["Well... let me see.", "One moment…", "Yes!"]],
    [["He said “Come in.” Then he left."], ["He said “Come in.”", "Then he left."]],
    [["1. Heating\n2. Cooling\n"], ["1. Heating", "2. Cooling"]],
    [["No end"], ["No end"]],
    [["J. Smith will come. Bye."], ["J. Smith will come.", "Bye."]],
  ])("%j", (deltas, expected) => {
    expect(cut(...deltas)).toEqual(expected);
    expect(cut(...deltas.join("").split(""))).toEqual(expected);
  });

  it("gives a sentence as soon as the next begins", () => {
    const sentences = new Sentences();
    expect(sentences.add("Hello there.")).toEqual([]);
    expect(sentences.add(" How")).toEqual(["Hello there."]);
  });

  it("loses nothing, adds nothing, and cuts the same however the stream is cut", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "B", " ", ".", "!", "?", "\n", "…", "1", "p.m.", "M.", ",", "é"), maxLength: 400 });
    fc.assert(
      fc.property(text, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (whole, sizes) => {
        const deltas: string[] = [];
        for (let at = 0, i = 0; at < whole.length; at += sizes[i++ % sizes.length]!) deltas.push(whole.slice(at, at + sizes[i % sizes.length]!));
        const bare = (parts: readonly string[]): string => parts.join("").replace(/\s/g, "");
        expect(bare(cut(whole))).toBe(bare([whole]));
        expect(bare(cut(...whole.split("")))).toBe(bare([whole]));
        for (const sentence of cut(whole)) expect(sentence.length).toBeLessThanOrEqual(262);
      }),
    );
  });
});
