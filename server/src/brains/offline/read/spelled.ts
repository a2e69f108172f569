import type { Span } from "../text/text.ts";

/** A word spelled letter by letter: "J O H N", "s-m-i-t-h", "T as in Tom", "deux l". */
export function spelledIn(low: string): (Span & { word: string }) | undefined {
  const match =
    /(?<![a-z0-9'])(?:(?:double|2|deux) )?[a-z](?: (?:as in|for|like|comme(?: dans)?) [a-z]+)?(?:[ ,.-]{1,2}(?:(?:double|2|deux) )?[a-z](?: (?:as in|for|like|comme(?: dans)?) [a-z]+)?(?![a-z'])){2,}/.exec(
      low,
    );
  if (match === null) return undefined;
  const letters = match[0]
    .replace(/ (?:as in|for|like|comme(?: dans)?) [a-z]+/g, "")
    .replace(/(?:double|2|deux) ([a-z])/g, "$1$1")
    .replace(/[^a-z]/g, "");
  return { start: match.index, end: match.index + match[0].length, word: letters[0]!.toUpperCase() + letters.slice(1) };
}

/** A name with the part that was spelled put right: the part that begins as it does, else the last. */
export function withSpelling(name: string, spelled: { word: string } | undefined): string {
  if (spelled === undefined || name.includes(spelled.word)) return name;
  const words = name.split(" ");
  const which = words.findIndex((word) => word[0]?.toLowerCase() === spelled.word[0]?.toLowerCase());
  words[which >= 0 ? which : words.length - 1] = spelled.word;
  return words.join(" ");
}
