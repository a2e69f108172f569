import type { Language } from "@firstring/contract/call/agent.ts";
import type { Prompt } from "@firstring/contract/call/prompt.ts";

/**
 * Does this sentence say that something was booked, moved or cancelled, which only the ledger may say? Questions,
 * offers and conditions do not. Rather too strict: what is withheld costs a sentence, what slips through is a lie.
 */
export function claimsDone(sentence: string): boolean {
  const text = sentence.toLowerCase().replaceAll("’", "'");
  if (/[?]["»”)\s]*$/u.test(text) || conditional.test(text)) return false;
  return english.test(text) || french.test(text) || bare.test(text);
}

/** May a reply to this prompt say so? Only when the ledger has something, and nothing else is open. */
export function mayClaim({ bookings, proposal }: Prompt): boolean {
  return bookings.length > 0 && proposal === undefined;
}

/** Said instead of the first claim that was withheld. */
export const notYet: Record<Language, string> = {
  en: "It isn't final yet.",
  fr: "Ce n'est pas encore définitif.",
};

const done = "(?:booked|confirmed|scheduled|reserved|rescheduled|cancelled|canceled|finali[sz]ed|locked in|taken care of|all set)";
const english = new RegExp(
  `\\b(?:is|are|was|were|been|be|being|gets?|got|it's|that's|you're|you are|we've|i've|i have|we have|have|has|i|we|now|all|just|successfully)\\s+(?:(?:now|all|been|just|already|also|successfully|officially)\\s+)*${done}\\b` +
    `|\\b${done}\\s+(?:your|the|a|an|you|it|that|for)\\b|\\b(?:booking|appointment|reservation|ride|visit|pickup)\\s+${done}\\b` +
    "|\\b(?:confirmation|booking|reference)\\s+(?:code|number)\\s+(?:is|will be)\\b|\\byou(?:'re| are)\\s+(?:all\\s+)?(?:set|good to go|in the book)\\b",
);
const fait = "(?:réservée?s?|confirmée?s?|planifiée?s?|prévue?s?|annulée?s?|reportée?s?|déplacée?s?|modifiée?s?|finalisée?s?|enregistrée?s?|inscrite?s?)";
const french = new RegExp(
  `(?:^|[\\s,;:(«'])(?:est|sont|es|êtes|suis|été|étaient|ai|avons|a|ont|c'est|sera|seront|voilà)\\s+(?:(?:bien|maintenant|déjà|donc|aussi|désormais|officiellement|été|tout)\\s+)*${fait}(?=[\\s.,;:!)]|$)` +
    `|(?:rendez-vous|réservation|course|visite)\\s+${fait}(?=[\\s.,;:!)]|$)` +
    "|(?:code|numéro)\\s+de\\s+(?:confirmation|réservation)\\s+(?:est|sera)\\b|c'est fait\\b|tout est (?:réglé|en ordre|beau)",
);
const bare = new RegExp(
  `^(?:(?:great|perfect|okay|ok|alright|done|parfait|excellent|super|voilà|d'accord|très bien)[,.! ]+)*(?:done|${done}|${fait}|c'est fait)\\s*[!.]*$`,
);
/** "once it is booked", "if confirmed", "not booked", "to be confirmed", "I can have it booked". */
const conditional =
  /\b(?:once|if|when|until|unless|before|after|whether|as soon as|not|isn't|aren't|hasn't|haven't|wasn't|never|can be|could be|to be|to get (?:you|it|that)|get you|will be able|would be|should be|must be|let me|let's|want|like)\b|n't\b|(?:^|\s)(?:une fois|si|quand|lorsque|avant|après|pas|jamais|pour que|afin|dès que|peut être|pourrait être|doit être)(?:\s|$)/;
