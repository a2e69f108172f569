import { rawOf, type Span, type Text } from "../text/text.ts";
import { bareName } from "./bare-name.ts";
import { isGivenName } from "./given-names.ts";
import { nameOf } from "./name-words.ts";
import { spelledIn, withSpelling } from "./spelled.ts";

/** `sure`: the words say that it is a name ("my name is…"); else it was only offered where one was asked for. */
export type NameFind = Span & { name: string; sure: boolean };

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
    for (const match of low.matchAll(pattern)) {
      const name = nameOf(text, low, spanOf(match, 1), true);
      if (name !== undefined) return { start: match.index, end: match.index + match[0].length, name: withSpelling(name, spelled), sure: true };
    }
  }
  for (const match of low.matchAll(weak)) {
    const span = spanOf(match, 1);
    const name = nameOf(text, low, span, false);
    if (name !== undefined && (asked || looksGiven(text, span)))
      return { start: match.index, end: match.index + match[0].length, name: withSpelling(name, spelled), sure: true };
  }
  return asked ? bareName(text, low, spelled) : undefined;
}

const word = "(?:[a-z]\\.|[a-z][a-z'-]*)";
const stop =
  "(?=\\s*(?:$|[,.;!?()\\u2581\"]|\\b(?:and|et|pis|i|i'd|i'm|je|j'|from|for|to|at|on|in|with|please|svp|s'il|thanks|thank|merci|here|ici|calling|speaking|looking|needing|but|mais|my|mon|is|que|qui|pour|a|de|not|instead|rather|people|can|could|would|so|spelled|spelt|that's|it's|number|phone|leaving|going|will|need|want|we|you|as|by|or)\\b))";
const title = "(?:(?:is|est|uh|um|euh|it's|c'est|mr|mrs|ms|dr|m\\.|mme|monsieur|madame)[ .,]+)*";
const cues = [
  "(?:my|the|his|her|its|our) (?:full |first |last |customer |girlfriends? |wifes? )?(?:names|name(?:'s| is| would be| will be|(?= [a-z]+\\W*$)))",
  "name(?: is|'s|:)",
  "(?:be |booked |reserved |listed |made |it )?(?:under|in) the name(?: of)?",
  "(?:be |booked |reserved |listed |made |book |put |take |reserve )(?:it )?under",
  "under (?=[a-z]+\\W*$)",
  "(?:they |people |everyone |friends |you can |just |please )*call (?:me|be)(?! (?:a|an|the|back|at|on|when|in|cab|taxi|if|please|about|for|to|again|later|tomorrow|today|tonight)\\b)",
  "it should be(?! (?:booked|reserved|under|for|at|to|from|in|on)\\b)",
  "go by",
  "(?:i'm|i am) called",
  "named me",
  "(?:use|with|by|and) the name(?: of)?",
  "name of",
  "(?:je m'|elle s'|il s'|qui s')appelle",
  "(?:mon|le|son) nom(?: complet| de famille)?(?: est|,? c'est|:)",
  "mon nom",
  "moi c'est",
  "(?:au|sous le) nom de",
];
const strong = [
  `\\b(?:${cues.join("|")})[ :,]+${title}(${word}(?: ${word}){0,3}?)${stop}`,
  `^(?:\\W|(?:yes|yeah|sure|ok|okay|oui|it's|uh|um|hi|hello)\\b)*(${word}(?: ${word}){0,2}?) (?:is (?:my|the) (?:full |first )?name|est mon nom|is what it's under|is what (?:you can|you may|they|people|everyone|my friends) calls? me|is how (?:you can|people|they) calls? me|is who i am|is who it's for|c'est mon nom|que je m'appelle)\\b`,
  `\\b(?:this is|it's|c'est|ici)[ ,]+((?:${word} ){0,2}?${word}) (?:speaking|here|calling|on the line|a l'appareil|qui parle)\\b`,
].map((source) => new RegExp(source, "g"));
const firstAndLast = new RegExp(
  `\\b(?:first name|prenom)(?:'s| is| est|,? c'est|:)? (${word})[ ,.]+(?:(?:and|et)\\s+)?(?:(?:my|the|mon|le)\\s+)?(?:last name|surname|family name|nom(?: de famille)?)(?:'s| is| est|,? c'est|:)? (${word})`,
);
const weak = new RegExp(`\\b(?:i'm|im|i am|this is|it's|je suis|c'est|ici)[ ,]+(${word}(?: ${word}){0,2}?)${stop}`, "g");

/** "I'm X" is a name where X begins with a given name that everybody knows; of others there are too many that are none. */
const looksGiven = (text: Text, span: Span): boolean => isGivenName(rawOf(text, span).split(/[\s-]/)[0] ?? "");

function spanOf(match: RegExpMatchArray | RegExpExecArray, group: number): Span {
  const start = (match.index ?? 0) + match[0].lastIndexOf(match[group]!);
  return { start, end: start + match[group]!.length };
}
