import { plain } from "../booking/slots.ts";

/**
 * Whether a name that was said is the one that was written: accents and order do not matter, and the surname alone is enough,
 * a given name alone is not ("Dupont" for Jean Dupont; neither "Jean" nor "J").
 */
export function isSameName(said: string, written: string): boolean {
  const [words, names] = [wordsOf(said), wordsOf(written)];
  if (words.length === 0 || names.length === 0) return false;
  const surname = wordsOf(written.trim().split(/\s+/).at(-1) ?? "");
  // "Jean-Pierre" is two words and one given name.
  const many = said.trim().split(/\s+/).length > 1 && new Set(words).size > 1;
  if (words.every((word) => names.includes(word))) return many || isSurname();
  // A middle name more than is written; a list of names that somebody tries is longer.
  return names.length > 1 && words.length <= names.length + 1 && names.every((word) => words.includes(word));

  function isSurname(): boolean {
    return words.some((word) => word.length >= 2 && surname.includes(word));
  }
}

const titles = new Set(["mr", "mrs", "ms", "miss", "dr", "m", "mme", "mlle", "monsieur", "madame", "docteur", "doctor"]);

function wordsOf(name: string): string[] {
  const words = plain(name).match(/[\p{L}\p{N}]+/gu) ?? [];
  const named = words.filter((word) => !titles.has(word));
  return named.length > 0 ? named : [...words];
}
