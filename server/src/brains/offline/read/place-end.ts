import type { Text } from "../text/text.ts";
import type { PlaceRole } from "./place-cues.ts";

/** A small word that is written with a capital belongs to the name: "House For All". */
function isWritten(text: Text, index: number): boolean {
  const word = /^\s+([a-z]+)/.exec(text.low.slice(index));
  if (word === null || /^(?:i|je|english|french)$/.test(word[1]!) || !/[a-z]/.test(text.raw)) return false;
  const start = index + word[0].length - word[1]!.length;
  const raw = text.raw.slice(text.at[start]);
  return (
    /^\p{Lu}\p{Ll}/u.test(raw) ||
    (/^(?:for|of|on|in|at|and|de|du|des) (?!I\b)\p{Lu}/u.test(raw) && /\p{Lu}\p{Ll}*\s*$/u.test(text.raw.slice(0, text.at[index])))
  );
}

/** Where a place's name ends that begins at `from`. */
export function placeEnd(text: Text, low: string, from: number, role: PlaceRole): number {
  stop.lastIndex = from;
  let stopped = low.length;
  for (let match = stop.exec(low); match !== null; match = stop.exec(low)) {
    stopped = match.index;
    if (!isWritten(text, match.index)) break;
    stopped = low.length;
    stop.lastIndex = match.index + 1;
  }
  // After a comma a town or a suite may follow, not a story.
  for (const match of low.slice(from, stopped).matchAll(/, *([^,]*)/g)) {
    if (match[1]!.trim().split(/\s+/).length > 3 && !/\d/.test(match[1]!)) {
      stopped = from + match.index;
      break;
    }
  }
  const next = otherEnd[text.language][role === "origin" || role === "destination" ? role : "any"].exec(low.slice(from, stopped));
  if (next === null || next.index === 0 || isWritten(text, from + next.index)) return stopped;
  // « avenue du Parc », « terminus d'autobus »: what follows a kind of place names it.
  if (kind.test(low.slice(from, from + next.index)) && /^ (?:du|de|d')/.test(next[0])) return stopped;
  return from + next.index;
}

const kind =
  /(?:^|[\s'])(?:rue|avenue|av|boulevard|boul|chemin|ch|rang|montee|cote|place|parc|pont|quai|hotel|hopital|ecole|college|cegep|musee|theatre|marche|gare|terminus|station|centre|bord|cafe|bar|restaurant|maison|palais|jardin|universite|clinique|eglise|tour|port|complexe|residence|auberge)$/;

/** Where the other end of the journey begins. */
const otherEnd = {
  en: {
    origin: / (?:to|towards|till)(?= )|,? (?:going|heading|headed|drop)/,
    destination: / from(?= )|,? (?:leaving|starting|departing|pick(?:ed|ing)?[ -]?(?:me )?up)\b/,
    any: / (?:to|from)(?= )/,
  },
  fr: {
    origin: / (?:a|au|aux|vers|jusqu'a|jusqu'au|pour aller|pour|to)(?= )/,
    destination: / (?:depuis|a partir|en partant|au depart|du|from)(?= )| d'| de (?=l'|la |chez )/,
    any: / (?:a|au|aux|vers|to|from)(?= )/,
  },
};

/** Words that are no longer part of a place's name. */
const stop = new RegExp(
  "\\s*(?:$|\\u2581|[!?;\\n]|\\.(?=\\s|$)(?<!\\b(?:st|ave|blvd|boul|dr|mt|apt|app|rd|ste|bur|no|[a-z])\\.)|, ?(?:and|but|quick|quickly|fast|hurry|no|not|preferably|please|thanks|thank|i|i'm|i'll|i'd|my|we|it's|its|for|with|from|to|at|by|around|can|could|would|the name|this|that|as|right|just|if|when|so|because|et|mais|svp|s'il|merci|je|j'|mon|ma|on|c'est|pour|avec|de|a|vers|si|quand|parce)(?= |')|" +
    "\\s(?:to|pour) (?:get|go|see|meet|pick|catch|attend|visit|be|make|do|work|have|aller|voir)\\b|\\s(?:and|et|pis) (?:i|i'm|i'd|we|my|it|can|could|please|then|there|there's|pick|drop|is|be|the (?:drop|pick|destination|time|name)|go|going|to|from|would|back|need|have|get|that|make|je|j'|nous|on|c'|mon|ma|de|a|au|aux|vers|aller)\\b|" +
    "\\s(?:please|pls|plz|thanks|thank you|svp|s'il|asap|right now|right away|now|because|since|so|so that|but|with|for|as|my name|my names|i'm|i am|i'd|i need|i want|i have|we|we're|we are|this is|if|when|where|which|who|instead|rather|not|too|though|actually|is|are|will|would|should|can|could|do|does|only|just|by (?:car|cab|taxi)|or|than|stat|before|after|until|then|my|later|i|no|it|it's|and a|there will|there are|there's|party|pour|avec|parce|mais|plutot|svp|merci|je|j'|c'est|s'il vous|que|qui|mon nom|si|dans)(?=[\\s,.!?'\\u2581]|$)|" +
    "\\s(?:at|on|in|by|around|about|and|to|from|of|near|et|a|de|le|la|vers|ou|pis|the|&|,)*\\s*(?:$|[\\u2581.!?;]))",
  "g",
);
