import { rawOf, type Span, TAKEN, type Text } from "../text/text.ts";
import { cleaned, type PlaceFind } from "./place.ts";
import type { PlaceRole } from "./place-cues.ts";
import { placeEnd } from "./place-end.ts";
import { isPlace, isTalk } from "./place-words.ts";

/** What people say before and after a place when they were asked for one. */
const filler =
  /^(?:[\s"',:-]|(?:uh|um|erm|hmm|oh|ah|well|so|ok|okay|yes|yeah|yep|sure|no|nope|of course|alright|hi|hello|hey|please|it's|its|it is|it will be|it would be|that's|that is|that would be|that'll be|i'm|i am|we're|we are|i'll be|we'll be|just|at|from|to|in|on|going to|headed to|the address is|my address is|address is|it's at|actually|sorry|i said|i meant|make it|let's say|let's do|say|for|euh|heu|ben oui|ben|bon|oui|ouais|non|bien sur|certainement|alors|donc|c'est|ca serait|ce serait|je suis|je vais|on est|on va|au|aux|a|de|du|d'|chez|vers|plutot|en fait|pardon|desole|desolee|j'ai dit|allo|bonjour|mon adresse est|mon adresse c'est|l'adresse est|l'adresse c'est|mettez)(?![a-z]|['](?!\s)))+/;
const trailer =
  /(?:[\s"',.!?:-]|\b(?:please|pls|thanks|thank you|svp|s'il vous plait|merci|instead|actually|then|alors|will do|is fine|would be great|would be good|is good|sir|ma'am|for me|uh|um|euh|at|on|in|to|from|and|a|de|by|thats it|that's it))+$/;
/** Where a name may end without the sentence being about something else. */
const courteous =
  /^(?:\s*$|[\s,]*(?:\u2581|[!?;.,]|please|pls|plz|thanks|thank|svp|s'il|merci|instead|actually|asap|right now|at\s*\u2581|on\s*\u2581|for\s*\u2581|a\s*\u2581|pour\s*\u2581|plutot|is fine|would be|will do|and (?:i|we|my|it)\b|,? (?:i|we|my|it)\b))/;

/** Words alone, where a place was asked for: nothing else may be in the sentence. */
export function barePlaces(text: Text, low: string): PlaceFind[] {
  const found: PlaceFind[] = [];
  const said = low.split(/[.!?;]\s|\u2581/).filter((sentence) => /[a-z]{2}/.test(sentence));
  // "Seems nice. I need a cab": where more is said, a few words beside it are hardly the answer.
  if (said.length > 1 && said.some(isTalk)) return found;
  for (const part of low.matchAll(/[^;!?\u2581\n]+/g)) {
    let offset = part.index;
    for (const sentence of part[0].split(/(?<!\b(?:st|ave|blvd|boul|dr|mt|apt|app|rd|ste|bur|no|[a-z]))\.(?=\s|$)/)) {
      const head = filler.exec(sentence)?.[0].length ?? 0;
      const end = Math.min(placeEnd(text, low, offset + head, "any"), offset + sentence.length);
      const cut = low.slice(offset + head, end);
      const kept = cut.slice(0, cut.length - (trailer.exec(cut)?.[0].length ?? 0));
      const span = { start: offset + head, end: offset + head + kept.length };
      const follows = low.slice(end, offset + sentence.length + 1);
      if (isPlace(kept, text, span, true) && !isTalk(kept) && courteous.test(follows))
        found.push({ ...span, place: cleaned(rawOf(text, span), text.raw), role: "any" });
      offset += sentence.length + 1;
    }
  }
  return found.slice(0, 2);
}

/** "Airport to downtown", "l'aéroport jusqu'au centre-ville". */
export function pairOfPlaces(text: Text, low: string, placeAt: (text: Text, low: string, start: number, role: PlaceRole) => Span | undefined): PlaceFind[] {
  const match = /^([^.!?;\u2581]{2,60}?) (?:to|jusqu'a|jusqu'au|vers) ([^.!?;\u2581]{2,60})/.exec(low.replace(new RegExp(`[.!?\\s${TAKEN}]+$`), ""));
  if (match === null) return [];
  const head = filler.exec(match[1]!)?.[0].length ?? 0;
  const from = { start: head, end: match[1]!.length };
  const to = placeAt(text, low, match[0].length - match[2]!.length, "destination");
  const plain = low.slice(from.start, from.end);
  if (to === undefined || !isPlace(plain, text, from) || isTalk(plain)) return [];
  return [
    { ...from, place: cleaned(rawOf(text, from), text.raw), role: "origin" },
    { ...to, place: cleaned(rawOf(text, to), text.raw), role: "destination" },
  ];
}
