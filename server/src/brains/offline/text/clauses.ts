import type { Span } from "./text.ts";

/** Where sentences part: marks that end one, and not the dot of "St. Louis", "6 p.m." or "14.30". */
export function clausesOf(low: string): Span[] {
  const clauses: Span[] = [];
  let start = 0;
  for (const match of low.matchAll(/[?!;]+|\.+(?=\s|$)|\n/g)) {
    const before = low.slice(start, match.index);
    if (match[0] === "." && /(^|[\s.])(st|ave|blvd|boul|dr|mt|mr|mrs|ms|apt|app|bur|no|rd|ste|ln|[a-z])$/.test(before) && match.index + 1 < low.length)
      continue;
    push(start, match.index + match[0].length);
    start = match.index + match[0].length;
  }
  push(start, low.length);
  return clauses;

  function push(from: number, to: number): void {
    if (/[a-z0-9\u2581]/.test(low.slice(from, to))) clauses.push({ start: from, end: to });
  }
}

const asksEn =
  /^(?:(?:and|so|but|ok|okay|well|um|uh|oh|hi|hello|hey|yes|yeah|sure|great|perfect|thanks|thank you|please|also|sorry|by the way|actually|wait|first|quick question|just one question|tell me|can you tell me|could you tell me|may i know|please may i know|do you know|i was wondering|i wonder|i'd like to know|i want to know|i need to know)[ ,:-]+)*(?:what|what's|whats|how|how's|when|when's|where|where's|who|who's|whose|which|why|is this|am i (?:calling|speaking|talking)|do you|does|did you|are you|are there|is there|is it|is that|is the|is your|are your|will it|will the|will you|would it|would there|have you|should i|am i|can i pay|may i pay|can i bring|can i use|can i cancel|can i ask|could i ask|do i|if i)\b/;
const asksFr =
  /^(?:(?:et|alors|mais|ok|bon|euh|oui|allo|bonjour|bonsoir|parfait|merci|super|aussi|pardon|desole|desolee|au fait|en passant|une question|dites-moi|pouvez-vous me dire|pourriez-vous me dire|savez-vous|je me demandais|j'aimerais savoir|je voudrais savoir|je veux savoir)[ ,:-]+)*(?:est-ce que|est ce que|c'est quoi|c'est combien|ca coute|qu'est-ce|qu'est ce|quel|quelle|quels|quelles|combien|comment|quand|ou est|ou sont|ou etes|ou se|ou puis|pourquoi|qui|avez-vous|etes-vous|faites-vous|acceptez-vous|prenez-vous|y a-t-il|y a t il|offrez-vous|vous avez|vous etes|vous faites|vous acceptez|vous prenez|vous offrez|si je|dois-je|peut-on payer|puis-je payer|je peux payer|je peux-tu payer|c'est-tu|vous prenez-tu|avez-vous-tu|a quelle|a combien|dans combien)\b/;
/** Questions in form that are requests: they carry the caller's wishes. */
const requests =
  /\b(?:(?:can|could|would|will) (?:you|we|i|ya|u) (?:please |also |just |maybe |possibly |kindly )?(?:help|book|get|have|make|schedule|reserve|send|find|call|change|pick|take|drop|come|arrange|set|order|move|reschedule|hail|organize|grab|look|put|do|add|switch|come|see|use|fit|speak|talk|leave|confirm|start|go|be|give|cancel|push|bump)|is it possible to|would it be possible to|what about (?:the )?\d|how about|do you have (?:anything|something|any)|are you (?:free|available)|is there anything|(?:pouvez|pourriez)-vous|(?:puis|pourrais)-je|pourrais-tu|peux-tu|je peux-tu|je pourrais|est-ce que je (?:peux|pourrais)|est-ce que vous (?:pouvez|pourriez)|est-ce possible|est-ce qu'on (?:peut|pourrait)|serait-il possible|ca serait possible|avez-vous (?:quelque chose|de la place|une place|des disponibilites)|peut-on)\b/;

/** "Is there a spot available at five?" is a wish for five. */
const openings =
  /\b(?:available|availabilit(?:y|ies)|openings?|open slots?|spots?|slots?|any ?thing (?:else )?(?:on|at|for|in)|disponibles?|disponibilites?|de libre|de la place|une place|libres?)\b/;

/** Words in the form of a question, whatever they want. */
export const asksSomething = (clause: string): boolean =>
  asksEn.test(clause.trim()) || asksFr.test(clause.trim()) || requests.test(clause) || /\?\s*$/.test(clause);

/** A question that wants an answer, not a wish in the form of one. */
export function isQuestion(clause: string): boolean {
  const text = clause.trim();
  if (openings.test(text) && !/^(?:\W*(?:and|so|but)?\s*)(?:what|when|which|how much|quel|quelle|combien)\b/.test(text)) return false;
  const asks = asksEn.test(text) || asksFr.test(text);
  if (requests.test(text)) return asks && /\b(?:how much|how long|what time do|price|cost|combien|prix)\b/.test(text);
  if (asks) return true;
  return (
    /\?$/.test(text) &&
    /\b(?:how much|how long|what|which|who|where|accept|cost|price|fare|combien|prix|tarif|acceptez|heures d'ouverture|opening hours)\b/.test(text)
  );
}
