import { rawOf, type Span, TAKEN, type Text } from "../text/text.ts";
import { isGivenName } from "./given-names.ts";
import { spelledIn } from "./spelled.ts";

/** `sure`: the words say that it is a name ("my name is…"); else it was only offered where one was asked for. */
export type NameFind = Span & { name: string; sure: boolean };

const word = "[a-z][a-z'.-]*";
const stop =
  "(?=\\s*(?:$|[,.;!?()\\u2581\"]|\\b(?:and|et|pis|i|i'd|i'm|je|j'|from|for|to|at|on|in|with|please|svp|s'il|thanks|thank|merci|here|ici|calling|speaking|looking|needing|but|mais|my|mon|is|que|qui|pour|a|de|not|instead|rather|people|please|can|could|would|so|spelled|spelt|that's|it's|number|phone|leaving|going|will|need|want|we|you|as|by|or)\\b))";
const strong = [
  `\\b(?:(?:my|the|his|her|its|our) (?:full |first |last |customer |girlfriends? |wifes? )?(?:names|name(?:'s| is| would be| will be|(?= [a-z]+\\W*$)))|name(?: is|'s|:)|(?:under|in) the name(?: of)?|under (?=[a-z]+\\W*$)|(?:book|put|reserve|make) it (?:under|for|in)(?: the name)?(?: of)?|call me(?! (?:a|an|the|back|at|on|when|in)\\b)|call be|(?:they|people|everyone|friends|you can|just|please) call me|it should be|take it under|i go by|go by|i'm called|i am called|named me|use the name|with the name|name of|by the name of|(?:be|booked|reserved|listed|made) (?:under|for)(?: the name(?: of)?)?|je m'appelle|(?:mon|le|son) nom(?: complet| de famille)?(?: est|,? c'est|:)|mon nom|moi c'est|au nom de|sous le nom de|nom de)[ :,]+(?:(?:is|est|uh|um|euh|it's|c'est|mr|mrs|ms|dr|m\\.|mme|monsieur|madame)[ .,]+)*(${word}(?: ${word}){0,3}?)${stop}`,
  `^(?:\\W|(?:yes|yeah|sure|ok|okay|oui|it's|uh|um|hi|hello)\\b)*(${word}(?: ${word}){0,2}?) (?:is (?:my|the) (?:full |first )?name|est mon nom|is what it's under)\\b`,
  `\\b(?:this is|it's|c'est|ici)[ ,]+((?:${word} ){0,2}?${word}) (?:speaking|here|calling|on the line|a l'appareil|qui parle)\\b`,
].map((source) => new RegExp(source));
const firstAndLast = new RegExp(
  `\\b(?:first name|prenom)(?:'s| is| est|,? c'est|:)? (${word})[ ,.]+(?:(?:and|et)\\s+)?(?:(?:my|the|mon|le)\\s+)?(?:last name|surname|family name|nom(?: de famille)?)(?:'s| is| est|,? c'est|:)? (${word})`,
);
const weak = new RegExp(`\\b(?:i'm|im|i am|this is|it's|je suis|c'est|ici)[ ,]+(${word}(?: ${word}){0,2}?)${stop}`, "g");

/** The name a caller gives. `asked`: a name was asked for, so words alone may be one. */
export function nameIn(text: Text, low: string, asked: boolean): NameFind | undefined {
  const spelled = spelledIn(low);
  const both = firstAndLast.exec(low);
  if (both !== null) {
    const first = nameOf(text, low, spanOf(both, 1), true);
    const last = nameOf(text, low, { start: both.index + both[0].length - both[2]!.length, end: both.index + both[0].length }, true);
    if (first !== undefined && last !== undefined) return { start: both.index, end: both.index + both[0].length, name: `${first} ${last}`, sure: true };
  }
  for (const pattern of strong) {
    const match = pattern.exec(low);
    const name = match === null ? undefined : nameOf(text, low, spanOf(match, 1), true);
    if (match !== null && name !== undefined) return { start: match.index, end: match.index + match[0].length, name: withSpelling(name, spelled), sure: true };
  }
  for (const match of low.matchAll(weak)) {
    const span = spanOf(match, 1);
    const name = nameOf(text, low, span, false);
    if (name !== undefined && (asked || looksGiven(text, span)))
      return { start: match.index, end: match.index + match[0].length, name: withSpelling(name, spelled), sure: true };
  }
  return asked ? bare(text, low, spelled) : undefined;
}

/** "Ben", "uh John Smith please", "Tremblay, T R E M B L A Y". */
function bare(text: Text, low: string, spelled: (Span & { word: string }) | undefined): NameFind | undefined {
  if (spelled !== undefined && /^[\W_]*$/.test(stripped(low.slice(0, spelled.start)))) return { ...spelled, name: spelled.word, sure: false };
  const part = spelled === undefined ? low : low.slice(0, spelled.start);
  // "Josephine, Dixon": a pause between two single words is no end.
  const together = part.replace(/^(\W*[a-z'-]+), ([a-z'-]+\W*)$/, "$1  $2");
  for (const match of together.matchAll(/[^,.;!?\u2581()\n]+/g)) {
    const kept = keptSpan(match[0], match.index);
    if (kept === undefined) continue;
    const name = nameOf(text, low, kept, false);
    if (name !== undefined) return { ...kept, name: withSpelling(name, spelled), sure: false };
  }
  return undefined;
}

const filler =
  /^(?:[\s'"-]|(?:uh|um|erm|hmm|oh|ah|well|so|ok|okay|yes|yeah|yep|sure|of course|no problem|right|alright|hi|hello|hey|please|it's|its|it is|it would be|that's|that is|that would be|this is|i'm|i am|im|just|name|the name is|you can|put|use|under|for|the|my|euh|heu|ben oui|bon|oui|ouais|bien sur|certainement|alors|donc|c'est|ca serait|ce serait|mettez|au|allo|bonjour|salut|d'accord|moi|mr|mrs|ms|dr|monsieur|madame|mme)\b)+/;
const trailer =
  /(?:[\s'"-]|\b(?:please|thanks|thank you|svp|s'il vous plait|merci|sir|ma'am|is my name|here|speaking|for the booking|uh|um|euh|then|alors|that's it|c'est tout|la))+$/;

function stripped(part: string): string {
  return part.replace(filler, "").replace(trailer, "");
}

function keptSpan(part: string, offset: number): Span | undefined {
  const head = filler.exec(part)?.[0].length ?? 0;
  const rest = part.slice(head);
  const tail = trailer.exec(rest)?.[0].length ?? 0;
  const kept = rest.slice(0, rest.length - tail);
  // "Ben" is a filler in French and a name in either language: alone, it is the name.
  return kept.trim() === "" ? undefined : { start: offset + head, end: offset + head + kept.length };
}

/** The span as a name in its own spelling, or undefined where it cannot be one. */
function nameOf(text: Text, low: string, span: Span, sure: boolean): string | undefined {
  const plain = low.slice(span.start, span.end).replace(hesitation, " ").trim();
  if (plain.includes(TAKEN) || /\d/.test(plain)) return undefined;
  const words = plain.split(/\s+/);
  const raw = rawOf(text, span);
  if (words.length > 4 || words.some((w, i) => (sure ? never : notAName).test(w) && !(i > 0 && isEpithet(w, raw)) || w.length > 20)) return undefined;
  return titled(raw.replace(/,/g, " ").replace(hesitation, " ").trim());
}

/** "Mark the Clown" */
const isEpithet = (word: string, raw: string): boolean => word === "the" && /\sthe \p{Lu}\p{Ll}+$/u.test(raw);

/** What people say while they think: never a part of a name. */
const hesitation = /\b(?:uh+|um+|erm|hmm+|euh|heu)\b[\s,.]*/gi;
const never = /^(?:not|no|going|looking|leaving|trying|the|and|to|for|from|what|why|pas|non|que)$/;
/** Words that no caller's name is made of, where nothing else says that it is one. */
const notAName =
  /^(?:a|an|the|and|or|but|to|for|from|at|in|on|of|by|with|is|are|was|be|been|do|does|did|don't|not|no|nope|yes|yeah|ok|okay|sure|here|there|it|that|this|these|what|when|where|which|who|why|how|i|i'm|i'd|i'll|me|we|you|your|he|she|they|one|please|thanks|thank|hello|hi|hey|sorry|want|need|like|would|could|can|will|going|go|get|ride|cab|taxi|car|book|booking|appointment|tomorrow|today|tonight|now|asap|late|ready|good|fine|great|done|set|all|just|only|alone|about|calling|looking|trying|leaving|running|having|waiting|interested|wondering|sure|afraid|person|people|human|agent|manager|someone|somebody|cancel|change|time|date|day|name|number|phone|address|morning|afternoon|evening|night|monday|tuesday|wednesday|thursday|friday|saturday|sunday|airport|hospital|station|hotel|street|avenue|downtown|home|work|correct|right|wrong|perfect|nothing|anything|everything|something|else|know|dunno|repeat|actually|instead|wait|moment|question|help|problem|in|located|currently|near|next|closer|happy|glad|new|old|having|his|her|so|very|too|also|because|un|une|le|la|les|des|du|de|au|aux|et|ou|pas|non|oui|ouais|je|j'|tu|il|elle|on|nous|vous|ils|ce|ca|c'est|est|suis|pour|avec|dans|sur|chez|que|qui|quoi|quand|comment|combien|pourquoi|veux|voudrais|aimerais|besoin|bien|bon|beau|bonne|correct|parfait|demain|aujourd'hui|soir|matin|midi|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|plutot|attendez|attends|merci|bonjour|allo|salut|quelqu'un|personne|rien|tout|moi|toi|sais|presse|pressee|pret|prete|desole|desolee|vrai|vraiment|exact|certain|possible|urgent|vers|heures?|minutes?)$/;

/** Whether "I'm X" is a name: written as one, or a given name that everybody knows. */
function looksGiven(text: Text, span: Span): boolean {
  const raw = rawOf(text, span);
  const mixedCase = /[a-z]/.test(text.raw) && /[A-Z]/.test(text.raw);
  if (isGivenName(raw.split(/[\s-]/)[0] ?? "")) return true;
  return mixedCase && raw.split(/\s+/).every((w) => /^\p{Lu}\p{Ll}/u.test(w));
}

function withSpelling(name: string, spelled: { word: string } | undefined): string {
  if (spelled === undefined || name.includes(spelled.word)) return name;
  const words = name.split(" ");
  // The spelling is of the word that begins as it does, else of the last.
  const which = words.findIndex((w) => w[0]?.toLowerCase() === spelled.word[0]?.toLowerCase());
  words[which >= 0 ? which : words.length - 1] = spelled.word;
  return words.join(" ");
}

/** Written as names are, where it came without capitals. */
export function titled(name: string): string {
  const clean = name.replace(/^["'\s]+|["'\s.]+$/g, "").replace(/\s+/g, " ");
  if (clean !== clean.toLowerCase() && clean !== clean.toUpperCase()) return clean.replace(/^\p{Ll}/u, (c) => c.toUpperCase());
  return clean.toLowerCase().replace(/(^|[\s'-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}

function spanOf(match: RegExpMatchArray | RegExpExecArray, group: number): Span {
  const start = (match.index ?? 0) + match[0].lastIndexOf(match[group]!);
  return { start, end: start + match[group]!.length };
}
