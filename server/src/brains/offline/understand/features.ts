import { plainOf } from "../text/text.ts";

/** Words of a text as the learnt parts see them: plain, digits as one class of length. */
export const wordsOf = (text: string): string[] => plainOf(text).match(/[a-z]+(?:'[a-z]+)?|\d+|[?!$£€%@#]/g) ?? [];

const shaped = (word: string): string => (/^\d+$/.test(word) ? "0".repeat(Math.min(word.length, 5)) : word);

/** What a text is made of: words, neighbours and pairs at a distance (first list), and pieces of 3 to 5 characters (second). */
export function featuresOf(text: string): [words: string[], pieces: string[]] {
  const words = wordsOf(text).map(shaped);
  const first: string[] = [];
  const pieces: string[] = [];
  words.forEach((word, i) => {
    first.push(word, `${words[i - 1] ?? "^"} ${word}`);
    if (i > 1) first.push(`${words[i - 2]} * ${word}`);
    const padded = `_${word}_`;
    for (let n = 3; n <= 5; n++) for (let at = 0; at + n <= padded.length; at++) pieces.push(padded.slice(at, at + n));
  });
  if (words.length > 0) first.push(`${words.at(-1)} $`);
  return [first, pieces];
}
