import type { Span, Text } from "../text/text.ts";
import type { NameFind } from "./name.ts";
import { nameOf } from "./name-words.ts";
import { withSpelling } from "./spelled.ts";

/** A name said without more, where one was asked for: "Ben", "uh John Smith please", "Tremblay, T R E M B L A Y". */
export function bareName(text: Text, low: string, spelled: (Span & { word: string }) | undefined): NameFind | undefined {
  // "Smith, S M I T H, John Smith": the whole name follows its spelling.
  const after = spelled === undefined ? null : new RegExp(`^\\W*((?:[a-z'-]+ ){1,2}${spelled.word.toLowerCase()})\\b`).exec(low.slice(spelled.end));
  if (spelled !== undefined && after !== null) {
    const start = spelled.end + after[0].length - after[1]!.length;
    const name = nameOf(text, low, { start, end: spelled.end + after[0].length }, false);
    if (name !== undefined) return { start: 0, end: spelled.end + after[0].length, name, sure: false };
  }
  if (spelled !== undefined && /^[\W_]*$/.test(stripped(low.slice(0, spelled.start)))) return { ...spelled, name: spelled.word, sure: false };
  // A name is a short answer: in a story somebody tells something else.
  if (spelled === undefined && (low.match(/[a-z]+/g) ?? []).length > LONGEST_ANSWER) return undefined;
  const part = spelled === undefined ? low : low.slice(0, spelled.start);
  // "Josephine, Dixon": a pause between two single words is no end.
  const together = part.replace(/^(\W*[a-z'-]+), ([a-z'-]+\W*)$/, "$1  $2");
  for (const match of together.matchAll(/[^,.;!?\u2581()\n]+/g)) {
    const kept = keptSpan(match[0], match.index);
    const name = kept && nameOf(text, low, kept, false);
    if (kept !== undefined && name !== undefined) return { ...kept, name: withSpelling(name, spelled), sure: false };
  }
  return undefined;
}

/** Words of an answer that may still be nothing but a name with what is said around it. */
const LONGEST_ANSWER = 12;

const filler =
  /^(?:[\s'"-]|(?:uh|um|erm|hmm|oh|ah|well|so|ok|okay|yes|yeah|yep|sure|of course|no problem|right|alright|hi|hello|hey|please|it's|its|it is|it would be|that's|that is|that would be|this is|i'm|i am|im|just|name|the name is|you can|put|use|under|for|the|my|euh|heu|ben oui|bon|oui|ouais|bien sur|certainement|alors|donc|c'est|ca serait|ce serait|mettez|au|allo|bonjour|salut|d'accord|moi|mr|mrs|ms|dr|monsieur|madame|mme)\b)+/;
const trailer =
  /(?:[\s'"-]|\b(?:please|thanks|thank you|svp|s'il vous plait|merci|sir|ma'am|is my name|here|speaking|for the booking|uh|um|euh|then|alors|that's it|c'est tout|la))+$/;

const stripped = (part: string): string => part.replace(filler, "").replace(trailer, "");

/** What is left of a part without what is said around a name. "Ben" alone is the name, in French too. */
function keptSpan(part: string, offset: number): Span | undefined {
  const head = filler.exec(part)?.[0].length ?? 0;
  const rest = part.slice(head);
  const kept = rest.slice(0, rest.length - (trailer.exec(rest)?.[0].length ?? 0));
  return kept.trim() === "" ? undefined : { start: offset + head, end: offset + head + kept.length };
}
