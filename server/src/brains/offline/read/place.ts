import { rawOf, type Span, TAKEN, type Text } from "../text/text.ts";
import { barePlaces, pairOfPlaces } from "./bare-place.ts";
import { cues, type PlaceRole } from "./place-cues.ts";
import { placeEnd } from "./place-end.ts";
import { isPlace, isTalk } from "./place-words.ts";

/** A place in the caller's own words, and which end of a journey the words make it. */
export type PlaceFind = Span & { place: string; role: PlaceRole };

/**
 * Places in the words. `low` has what other grammars took out of it.
 * `asked`: a place was asked for, so words alone may be one (its role is then "any").
 */
export function placesIn(text: Text, low: string, asked: boolean): PlaceFind[] {
  const found: PlaceFind[] = [];
  let rest = low;
  for (const match of low.matchAll(named)) {
    const start = match.index + match[0].indexOf(match[1]!);
    const span = { start, end: start + match[1]!.length };
    if (!isPlace(match[1]!, text, span) || isTalk(match[1]!)) continue;
    found.push({ ...span, place: cleaned(rawOf(text, span), text.raw), role: /^(?:pick|dep|start|orig|point)/.test(match[2]!) ? "origin" : "destination" });
    rest = rest.slice(0, match.index) + TAKEN.repeat(match[0].length) + rest.slice(match.index + match[0].length);
  }
  for (const { pattern, role } of cues) {
    for (const match of rest.matchAll(pattern)) {
      const start = match.index + match[0].length;
      const span = placeAt(text, rest, start, role, asked);
      if (span === undefined) continue;
      found.push({ start: match.index, end: span.end, place: cleaned(rawOf(text, span), text.raw), role });
      rest = rest.slice(0, match.index) + TAKEN.repeat(span.end - match.index) + rest.slice(span.end);
    }
  }
  const pair = asked && !found.some(({ role }) => role === "origin") ? pairOfPlaces(text, low, placeAt) : [];
  if (pair.length > 0) return pair;
  if (found.length === 0 && asked) found.push(...barePlaces(text, rest));
  return found.sort((a, b) => a.start - b.start);
}

/** "The hospital is the drop-off." */
const named =
  /(?:^|[,.;!?]\s*|\b(?:no|non|and|et|actually|but|mais)[, ]+)([^,.;!?\u2581]{3,50}?) (?:is|would be|c'est|est) (?:the|my|our|la|le|mon|ma) (pick[- ]?up|departure|starting point|origin|depart|point de depart|drop[- ]?off|destination)\b/g;

/** The span of a place's name that begins here, or undefined where what follows is none. */
export function placeAt(text: Text, low: string, start: number, role: PlaceRole, asked = false): Span | undefined {
  const lead = /^[\s"':,-]*(?:(?:uh|um|euh|like|just|to|at|on|in|au|aux|address|adresse|is|est|:)(?:\s+|(?<=')))*["']?/.exec(low.slice(start))!;
  const from = start + lead[0].length;
  const end = placeEnd(text, low, from, role);
  const event = occasion.exec(low.slice(from, end));
  const begin = from + (event?.[0].length ?? 0);
  // « Un taxi pour ma mère » names a person.
  if (somebody.test(low.slice(begin, end).split(",")[0]!.trim())) return undefined;
  if (!isPlace(low.slice(begin, end), text, { start: begin, end }, asked)) return undefined;
  return { start: begin, end };
}

const somebody =
  /^(?:my|our|ma|mon|mes|notre|nos) (?:[a-z]+ )?(?:mother|mom|mum|father|dad|wife|husband|partner|son|daughter|brother|sister|friend|boss|client|guest|grandmother|grandma|grandfather|grandpa|aunt|uncle|mere|pere|femme|mari|blonde|chum|fils|fille|frere|soeur|amie?|patronne?|cliente?|grand-mere|grand-pere|tante|oncle|conjointe?|parents|enfants|kids|children)$/;

/** What somebody goes to, before where it is: "my job interview at Craig Street". */
const occasion =
  /^(?:(?:my|our|a|an|the|his|her|your|some)\s+)?(?:[a-z']+\s+){0,3}?(?:interview|meeting|appointment|wedding|party|date|dinner|lunch|breakfast|game|concert|class|birthday|show|event|friends?|flight|conference|ceremony|exam|lesson)\s+(?:at|in|on|over at|near)\s+(?:the\s+)?/;

/** As it is looked up and said: without quotes or a trailing comma; "the" goes where it is no part of the name. */
export function cleaned(place: string, whole: string): string {
  const bare = place
    .replace(/\b(?:uh+|um+|erm|hmm+|euh|heu)\b[\s,.]*/gi, " ")
    .replace(/^[\s"'“”«»,:.-]+|[\s"'“”«»,:;.!?-]+$/g, "")
    .replace(/\s+/g, " ");
  const isName = /^The \p{Lu}/u.test(bare) && !whole.trimStart().startsWith(bare);
  return isName ? bare : bare.replace(/^[Tt]he\s+(?=\S)/, "");
}
