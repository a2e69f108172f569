import type { Language } from "@firstring/contract/call/agent.ts";
import type { Understood } from "@firstring/contract/call/event.ts";
import { sentimentOf } from "./sentiment.ts";
import { actsOf } from "./text/acts.ts";
import { clausesOf, isQuestion } from "./text/clauses.ts";
import { plainOf } from "./text/text.ts";
import { learntIntent } from "./understand/message-intent.ts";

/** What one message of a caller is about and how they feel; `confidence` from 0 to 1. Pure; either language is understood. */
export function understandMessage(text: string, language?: Language): Understood {
  const low = plainOf(text);
  const acts = actsOf(text);
  const urgent = acts.has("emergency") || urgency.test(low);
  const sentiment = urgent ? "urgent" : sentimentOf(low, acts);
  return { ...intentOf(), sentiment, urgent };

  function intentOf(): { intent: string; confidence: number } {
    if (acts.has("emergency")) return { intent: "emergency", confidence: 0.95 };
    if (acts.has("person")) return { intent: "handoff", confidence: 0.9 };
    if (acts.has("cancel") && !/\b(?:policy|fee|politique|frais)\b/.test(low)) return { intent: "cancellation", confidence: 0.9 };
    if (acts.has("reschedule")) return { intent: "reschedule", confidence: 0.85 };
    if (support.test(low) && !/\b(?:book|schedule|appointment|send|rendez-vous|envoyer|reserver)\b/.test(low)) return { intent: "support", confidence: 0.75 };
    if (purchase.test(low)) return { intent: "purchase", confidence: 0.75 };
    const asks = clausesOf(low).some(({ start, end }) => isQuestion(low.slice(start, end)));
    if (asks) return { intent: "question", confidence: 0.8 };
    if (booking.test(low)) return { intent: "booking", confidence: 0.85 };
    if (acts.has("message")) return { intent: "message", confidence: 0.8 };
    if (support.test(low)) return { intent: "support", confidence: 0.6 };
    if (/\?\s*$/.test(low)) return { intent: "question", confidence: 0.6 };
    if (acts.has("bye") || acts.has("thanks")) return { intent: "goodbye", confidence: 0.7 };
    if (acts.has("greet")) return { intent: "greeting", confidence: 0.8 };
    return learnt(text, language) ?? { intent: "general", confidence: 0.4 };
  }
}

/** What was learnt of English messages has the last word where no rule has any, if it is sure of it. */
function learnt(text: string, language: Language | undefined): { intent: string; confidence: number } | undefined {
  if (language === "fr" || text.trim().split(/\s+/).length < 3) return undefined;
  const [best] = learntIntent(text);
  return best === undefined || best.score < SURE ? undefined : { intent: best.label, confidence: Math.round(best.score * 100) / 100 };
}

const SURE = 0.6;

const urgency =
  /\b(?:urgent\w*|emergency|right now|immediately|asap|as soon as possible|right away|can't wait|flooding|flooded|burst|inondation|inonde|urgence|tout de suite|immediatement|au plus vite|au plus sacrant|des que possible|ca presse|c'est presse)\b/;
const booking =
  /\b(?:book|booking|reserve|reservation|schedule|appointment|ride|cab|taxi|pick me up|send (?:someone|somebody|a technician)|see (?:a|the) doctor|table for|need (?:a|an|someone)|reserver|rendez-vous|rdv|course|venir me chercher|envoyer|envoyez|besoin d'un|prendre un)\b/;
const purchase =
  /\b(?:buy|purchase|order(?:ing)?|price list|quote|estimate|subscribe|upgrade|pay for|for sale|in stock|acheter|achat|commander|soumission|devis|abonner|en stock|a vendre)\b/;
const support =
  /\b(?:not working|doesn't work|won't (?:start|turn|work|heat)|broken?|broke|issue|problem|trouble|error|help me with|fix|repair|complain\w*|refund|lost (?:my|a)|forgot (?:my|a)|leak\w*|marche (?:pas|plus)|fonctionne (?:pas|plus)|en panne|brise|probleme|erreur|reparer|plainte|remboursement|fuite|oublie (?:mon|ma)|perdu (?:mon|ma))\b/;
