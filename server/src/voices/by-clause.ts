/** A clause shorter than this is spoken with the next: a breath after every comma sounds like a list. */
const SHORTEST = 40;

/** A sentence in pieces that can be spoken one after the other, so that the first is heard while the next is made. Joined, they are the text. */
export function byClause(text: string): string[] {
  const clauses: string[] = [];
  for (const piece of text.match(/[^,;:.!?]+(?:[,;:.!?]+\s*|$)|[,;:.!?]+\s*/g) ?? [text]) {
    const before = clauses.at(-1);
    if (before !== undefined && (before.length < SHORTEST || !/\s$/.test(before))) clauses[clauses.length - 1] = before + piece;
    else clauses.push(piece);
  }
  const last = clauses.at(-1);
  const previous = clauses.at(-2);
  if (last !== undefined && previous !== undefined && last.length < SHORTEST / 2) clauses.splice(-2, 2, previous + last);
  return clauses;
}
