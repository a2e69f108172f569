import { rawOf, type Span, TAKEN, type Text } from "../text/text.ts";
import { cues, type PlaceRole } from "./place-cues.ts";

/** A place in the caller's own words, and which end of a journey the words make it. */
export type PlaceFind = Span & { place: string; role: PlaceRole };

/**
 * Places in the words. `low` has what other grammars took out of it.
 * `asked`: a place was asked for, so words alone may be one (its role is then "any").
 */
export function placesIn(text: Text, low: string, asked: boolean): PlaceFind[] {
  const found: PlaceFind[] = [];
  let rest = low;
  for (const { pattern, role } of cues) {
    for (const match of rest.matchAll(pattern)) {
      const start = match.index + match[0].length;
      const span = placeAt(text, rest, start, role);
      if (span === undefined) continue;
      found.push({ start: match.index, end: span.end, place: cleaned(rawOf(text, span)), role });
      rest = rest.slice(0, match.index) + TAKEN.repeat(span.end - match.index) + rest.slice(span.end);
    }
  }
  const between = found.length === 0 ? pair(text, rest, asked) : [];
  found.push(...between);
  if (found.length === 0 && asked) found.push(...bare(text, rest));
  return found.sort((a, b) => a.start - b.start);
}

/** Where words stop being a place's name. */
const stop = new RegExp(
  "\\s*(?:$|\\u2581|[!?;\\n]|\\.(?=\\s|$)(?<!\\b(?:st|ave|blvd|boul|dr|mt|apt|rd|ste|[a-z])\\.)|, ?(?:and|but|please|thanks|thank|i|i'm|i'll|i'd|my|we|it's|its|for|with|from|to|at|by|around|can|could|would|the name|this|that|as|right|just|if|when|so|because|et|mais|svp|s'il|merci|je|j'|mon|ma|on|c'est|pour|avec|de|a|vers|si|quand|parce)(?= |')|" +
    "\\s(?:and|et|pis) (?:i|i'm|i'd|we|my|it|can|could|please|then|there|there's|pick|drop|is|be|the (?:drop|pick|destination|time|name)|go|going|to|from|would|back|need|have|get|that|make|je|j'|nous|on|c'|mon|ma|de|a|au|aux|vers|aller)\\b|" +
    "\\s(?:please|pls|plz|thanks|thank you|svp|s'il|asap|right now|right away|now|because|since|so|so that|but|with|for|as|my name|my names|i'm|i am|i'd|i need|i want|i have|we|we're|we are|this is|if|when|where|which|who|instead|rather|not|too|though|actually|is|are|will|would|should|can|could|do|does|only|just|by (?:car|cab|taxi)|or|than|before|after|until|then|my|later|i|no|it|it's|and a|there will|there are|there's|party|pour|avec|parce|mais|plutot|svp|merci|je|j'|c'est|s'il vous|que|qui|mon nom|si|dans)(?=[\\s,.!?'\\u2581]|$)|" +
    "\\s(?:at|on|in|by|around|about|and|to|from|of|near|et|a|de|le|la|vers|ou|pis|the|&|,)*\\s*(?:$|[\\u2581.!?;]))",
  "g",
);

/** The span of a place's name that begins here, or undefined where what follows is none. */
function placeAt(text: Text, low: string, start: number, role: PlaceRole): Span | undefined {
  const lead =
    /^[\s"':,-]*(?:(?:uh|um|euh|like|just|to|at|the|on|a|an|in|au|aux|a la|a l'|le|la|les|l'|my|this|cette|ce|address|adresse|is|est|:)(?:\s+|(?<=')))*["']?/.exec(
      low.slice(start),
    )!;
  const from = start + lead[0].length;
  // "a" and "the" may belong to the name; they are only skipped to see what follows.
  stop.lastIndex = from;
  const end = firstStop(low, from, role);
  const plain = low.slice(from, end);
  if (!isPlace(plain, text, { start: from, end })) return undefined;
  return { start: from, end };
}

function firstStop(low: string, from: number, role: PlaceRole): number {
  stop.lastIndex = from;
  const stopped = stop.exec(low)?.index ?? low.length;
  const next = (
    role === "origin"
      ? / (?:to|towards|till|a|au|aux|vers|jusqu'a|jusqu'au|pour aller)(?= )|,? (?:going|heading|headed|drop)/
      : role === "destination"
        ? / (?:from|depuis|a partir|en partant|au depart|du|d'|de (?=l'|la |chez ))(?= ?)|,? (?:leaving|starting|departing|pick(?:ed|ing)?[ -]?(?:me )?up)\b/
        : / (?:to|from)(?= )/
  ).exec(low.slice(from, stopped));
  return next === null || next.index === 0 ? stopped : from + next.index;
}

const filler =
  /^(?:[\s"',:-]|(?:uh|um|erm|hmm|oh|ah|well|so|ok|okay|yes|yeah|yep|sure|no|nope|of course|alright|hi|hello|hey|please|it's|its|it is|it will be|it would be|that's|that is|that would be|i'm|i am|we're|we are|i'll be|we'll be|just|at|from|to|in|on|the address is|my address is|the|address|it's at|i'm at|going|go|get|take me|actually|sorry|i said|i meant|make it|let's say|let's do|say|for|i want|i need|i'd like|euh|heu|ben oui|ben|bon|oui|ouais|non|bien sur|certainement|alors|donc|c'est|ca serait|ce serait|je suis|je vais|on est|on va|au|aux|a|de|du|la|le|les|l'|d'|chez|vers|plutot|en fait|pardon|desole|j'ai dit|allo|bonjour|mon adresse est|mon adresse c'est|l'adresse est|l'adresse c'est|adresse|mettez)(?![a-z]|['](?!\s)))+/;
const trailer =
  /(?:[\s"',.!?:-]|\b(?:please|pls|thanks|thank you|svp|s'il vous plait|merci|instead|actually|then|alors|will do|is fine|would be great|would be good|is good|sir|ma'am|for me|uh|um|euh|at|on|in|to|from|and|a|de|by|thats it|that's it))+$/;

/** Words alone, where a place was asked for. */
function bare(text: Text, low: string): PlaceFind[] {
  const found: PlaceFind[] = [];
  for (const part of low.matchAll(/[^;!?\u2581\n]+/g)) {
    const sentences = part[0].split(/(?<!\b(?:st|ave|blvd|boul|dr|mt|apt|rd|ste|no|[a-z]))\.(?=\s|$)/);
    let offset = part.index;
    for (const sentence of sentences) {
      const head = filler.exec(sentence)?.[0].length ?? 0;
      const end = firstStop(`${sentence.slice(head)}`, 0, "any");
      const cut = sentence.slice(head, head + end);
      const kept = cut.slice(0, cut.length - (trailer.exec(cut)?.[0].length ?? 0));
      const span = { start: offset + head, end: offset + head + kept.length };
      if (isPlace(kept, text, span) && !isClause(kept)) found.push({ ...span, place: cleaned(rawOf(text, span)), role: "any" });
      offset += sentence.length + 1;
    }
  }
  return found.slice(0, 2);
}

/** "Airport to downtown", "de l'aéroport au centre-ville". */
function pair(text: Text, low: string, asked: boolean): PlaceFind[] {
  if (!asked) return [];
  const match = /^([^.!?;\u2581]{2,60}?) (?:to|jusqu'a|jusqu'au|vers) ([^.!?;\u2581]{2,60})$/.exec(low.replace(/[.!?\s]+$/, ""));
  if (match === null) return [];
  const head = filler.exec(match[1]!)?.[0].length ?? 0;
  const from = { start: head, end: match[1]!.length };
  const at = match[0].length - match[2]!.length;
  const to = placeAt(text, low, at, "destination");
  const plain = low.slice(from.start, from.end);
  if (to === undefined || !isPlace(plain, text, from) || isClause(plain)) return [];
  return [
    { ...from, place: cleaned(rawOf(text, from)), role: "origin" },
    { ...to, place: cleaned(rawOf(text, to)), role: "destination" },
  ];
}

const verbs =
  /^(?:get|go|book|booking|schedule|reserve|be|have|make|take|see|know|do|find|call|come|pick|drop|change|cancel|speak|talk|ask|help|say|tell|use|pay|leave|leaving|travel|ride|send|order|arrange|set|confirm|check|give|start|try|reschedule|move|meet|visit|attend|catch|return|bring|me|us|you|him|her|them|it|that|this|there|here|somewhere|do|wait|put|let|arrive|look|add|keep|hire|hail|request|work out|fix|repair|replace|install|inspect|reach|run|report|share|buy|eat|watch|celebrate|prendre|aller|faire|reserver|avoir|etre|venir|voir|savoir|changer|annuler|parler|partir|appeler|envoyer|demander|deplacer)(?= |$|,)/;
const nowhere =
  /^(?:(?:a|an|the|my|your|our|this|that|one|1|un|une|le|la|mon|ma|some|any)\s+)?(?:there|here|ride|rides|cab|cabs|taxi|car|trip|booking|reservation|appointment|person|people|human|agent|manager|somebody|someone|operator|representative|table|time|date|day|name|place|work out|that place|the place|this place|this location|that location|the location|that address|there too|the same place|same place|place|address|destination|it|me|us|you|that|this|them|him|her|know|yes|no|ok|okay|sure|nothing|anything|something|least|all|now|once|first|last|course|party|group|meet(?:ing)? (?:my|some|a)|\d{1,2}|la-bas|la|ici|meme place|taxi|voiture|course|endroit|rendez-vous|personne|quelqu'un|moi|nous|pied|temps|plus|fait|minute|moment|instant|seconde|second|wait|not sure|dunno)(?:\s+(?:please|now|there|too|then|again|either))?$/;
const unreachable =
  /^(?:(?:my|our|the|mon|ma|notre) )?(?:home|house|place|apartment|apt|condo|office|work|workplace|job|school|hotel room|maison|appart|appartement|bureau|travail|chez|chez moi|chez nous|domicile|moi|nous)$/;

/** A caller's "home" or "my office": a place that only they know. */
export const isPrivate = (place: string): boolean => unreachable.test(place.toLowerCase().trim());

function isPlace(plain: string, text: Text, span: Span): boolean {
  const words = plain.trim();
  if (!/[a-z]/.test(words) || words.length < 2 || words.includes(TAKEN)) return false;
  const raw = rawOf(text, span);
  const written = /^\p{Lu}/u.test(raw) && /[a-z]/.test(text.raw);
  if (nowhere.test(words) || (!written && verbs.test(words))) return false;
  if (
    /^(?:uh|um|euh|hmm|well|please|thanks|thank you|merci|sorry|pardon|hello|hi|hey|bonjour|allo|salut|yes|yeah|yep|no|nope|non|oui|ok|okay|correct|right|good|great|perfect|fine|exactly)\b[\s\S]{0,20}$/.test(
      words,
    ) &&
    !written
  )
    return false;
  return words.split(/\s+/).length <= 12;
}

/** A sentence about something else, not the name of a place. */
export function isClause(plain: string): boolean {
  return /(?:^|\s)(?:i|i'm|i'd|i'll|i've|you|he|she|they|we|it's|that's|there's|what|what's|how|why|when|who|does|did|don't|doesn't|didn't|can|can't|could|would|should|will|won't|was|were|have|has|know|think|want|need|like|tell|speak|talk|sure|maybe|please|thanks|sorry|idea|je|j'ai|tu|il|elle|nous|vous|ils|c'est|est-ce|suis|sais|veux|peux|pouvez|voudrais|pas|quoi|pourquoi|comment|quand|combien|parler|attendez|merci|repetez)(?=\s|$|,)/.test(
    plain,
  );
}

/** As it is looked up: without quotes, article or a trailing comma. */
export function cleaned(place: string): string {
  return place
    .replace(/^[\s"'“”«»,:.-]+|[\s"'“”«»,:;.!?-]+$/g, "")
    .replace(/^(?:the|The)\s+(?=\S)/, "")
    .replace(/\s+/g, " ");
}
