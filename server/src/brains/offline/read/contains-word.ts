import { textOf } from "../text/text.ts";

/** Whether plain words contain a word or phrase whole; a plural counts. */
export function containsWord(low: string, word: string): boolean {
  const plain = textOf(word, "en").low;
  const at = low.indexOf(plain);
  return at >= 0 && plain !== "" && !/[a-z0-9]/.test(low[at - 1] ?? " ") && !/[a-rt-z0-9]/.test(low[at + plain.length] ?? " ");
}
