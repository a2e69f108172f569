import type { Language } from "@firstring/contract/call/agent.ts";
import { numeralsOf } from "./numerals.ts";

/**
 * A caller's words in two forms: as they came, and plain (lower case, no accents, numbers as digits), which the grammars read.
 * `at[i]` is where the i-th plain character stands in the raw words.
 */
export type Text = Readonly<{ raw: string; low: string; at: readonly number[]; language: Language }>;
export type Span = { start: number; end: number };

export function textOf(words: string, language: Language): Text {
  const raw = words.normalize("NFC").replace(/\s/g, " ");
  const low = plainOf(raw);
  return numeralsOf({ raw, low, at: Array.from({ length: raw.length + 1 }, (_, i) => i), language });
}

/** The caller's own words for a span of the plain ones. */
export function rawOf(text: Text, { start, end }: Span): string {
  return text.raw.slice(text.at[start], text.at[end]).trim();
}

/** What stands for words that a grammar has taken: no later grammar reads across it. */
export const TAKEN = "\u2581";

export function without(low: string, spans: readonly Span[]): string {
  let rest = low;
  for (const { start, end } of spans) rest = rest.slice(0, start) + TAKEN.repeat(end - start) + rest.slice(end);
  return rest;
}

/** Lower case, without accents, of any words: the same length as the raw ones. */
export function plainOf(words: string): string {
  const whole = words.normalize("NFC");
  if (ascii.test(whole)) return whole.toLowerCase().replaceAll("`", "'");
  let low = "";
  for (let i = 0; i < whole.length; i++) low += plain(whole[i]!);
  return low;
}

const ascii = /^\p{ASCII}*$/u;

function plain(char: string): string {
  if (char === "’" || char === "‘" || char === "`") return "'";
  if (char === "“" || char === "”" || char === "«" || char === "»") return '"';
  const lower = char.toLowerCase().normalize("NFD")[0];
  return lower !== undefined && char.length === 1 ? lower : char;
}
