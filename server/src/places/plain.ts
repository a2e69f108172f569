/** Words for comparing places: no case, no accents, one way to write saint, street types and directions. */
export function plainWords(text: string): string[] {
  const bare = text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/['’]s\b/g, "s")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
  return bare === "" ? [] : bare.split(" ").map((word) => SAME[word] ?? word);
}

export const plainly = (text: string): string => plainWords(text).join(" ");

/** How alike two texts are, 0 to 1, by the letters that would have to change. */
export function likeness(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  return longest === 0 ? 1 : 1 - distance(a, b) / longest;
}

/** Alike enough to be one name misheard or mistyped; short names must be exact. */
export function isLike(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  // The lengths alone may say that it is too far, and cost nothing to compare.
  return short.length >= 5 && short.length / long.length >= ALIKE && likeness(a, b) >= ALIKE;
}
const ALIKE = 0.82;

const SAME: Record<string, string> = {
  st: "saint",
  ste: "saint",
  sainte: "saint",
  mt: "mont",
  mount: "mont",
  centre: "center",
  o: "ouest",
  intl: "international",
};

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}
