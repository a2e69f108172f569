import type { Draw } from "./draw.ts";

const fillers = ["uh", "um", "well", "so", "okay so", "hmm", "like"];

/** Words as a recogniser writes what is spoken: lower case, no punctuation, and what people say while they think. */
export function spoken(words: string, draw: Draw): string {
  const plain = words
    .toLowerCase()
    .replace(/&/g, " and ")
    .replace(/#\s?/g, "number ")
    .replace(/[^\p{L}\p{N}:'\s]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  const filled = draw.next() < 0.4 ? `${draw.one(fillers)} ${plain}` : plain;
  return draw.next() < 0.1 ? `${filled} uh` : filled;
}
