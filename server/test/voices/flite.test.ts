import { expect, test } from "vitest";
import { byClause } from "../../src/voices/by-clause.ts";
import { flite } from "../../src/voices/flite.ts";
import { voiceContract } from "../contracts/voice.ts";

voiceContract("flite", async () => {
  const voice = flite();
  return { voice, close: () => voice.close(), breakDown: () => void voice.close() };
});

test("a sentence in clauses is the sentence, and no clause is a single word", () => {
  for (const sentence of [
    "Hello.",
    "You are booked for Tuesday, May 14, at 10:30, with Marc; your code is K7Q2. Is there anything else I can do for you, or for somebody else?",
    "Bonjour, Demo HVAC, comment puis-je vous aider ?",
    "",
    "...",
  ]) {
    const clauses = byClause(sentence);
    expect(clauses.join("")).toBe(sentence);
    if (clauses.length > 1) for (const clause of clauses) expect(clause.length).toBeGreaterThan(10);
  }
});
