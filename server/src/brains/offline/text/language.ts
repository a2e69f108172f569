import type { Language } from "@firstring/contract/call/agent.ts";
import { plainOf } from "./text.ts";

/**
 * The language of an utterance, or `spoken` where the words do not tell: a name, a place or a number never switches the call.
 * `allowed` are the languages the agent speaks.
 */
export function languageOf(words: string, spoken: Language, allowed: readonly Language[]): Language {
  const other: Language = spoken === "en" ? "fr" : "en";
  if (!allowed.includes(other)) return spoken;
  if (!allowed.includes(spoken)) return other;
  // A menu offers languages; it does not ask for one.
  const menu = /\b(?:press|appuyez|faites le)\b/.test(plainOf(words));
  const asked = menu
    ? undefined
    : /\b(in english|english please|speak english|en anglais)\b/.test(plainOf(words))
      ? "en"
      : /\b(en francais|in french|parlez[- ]vous francais|francais s'il)\b/.test(plainOf(words))
        ? "fr"
        : undefined;
  if (asked !== undefined) return asked;
  const score = { en: 0, fr: /[àâçêëîôùû]/i.test(words) ? 0.5 : 0 };
  for (const written of words
    .normalize("NFC")
    .toLowerCase()
    // Letters that are spelled belong to no language.
    .replace(/(?<!\p{L})(?:\p{L}[ ,.-]+){2,}\p{L}(?!\p{L})/gu, " ")
    .match(/\p{L}+/gu) ?? []) {
    const [word = ""] = plainOf(written).match(/[a-z]+/) ?? [];
    // English words carry no accents: « à » is not "a", « thé » is not "the".
    if (english.has(written)) score.en++;
    if (french.has(word)) score.fr++;
  }
  return score[other] > score[spoken] && score[other] >= 1 ? other : spoken;
}

const english = new Set(
  (
    "the a an is are am you he she we they my your our this that these those what who where when how why do does did with under at to from of it its i'm i " +
    "yes yeah yep hello hi hey thanks thank would want like need tomorrow today tonight yesterday morning afternoon evening noon please can could will have has had been book booking appointment " +
    "monday tuesday wednesday thursday friday saturday sunday people person there here right correct not don just make change instead going get help speak someone bye goodbye cancel reschedule sure"
  ).split(" "),
);
const french = new Set(
  (
    "le la les une des du et est sont suis je j tu il elle nous vous ils elles mon ma mes votre vos notre ce cette ces que qui quoi ou quand pour pas ne dans avec sur chez aux au allo " +
    "oui ouais non bonjour bonsoir salut merci voudrais veux veut aimerais demain aujourd hier matin soir midi minuit heure heures reserver besoin faut c d l m s qu y ca moi toi pis faque pantoute " +
    "etes avez ai avons peux pouvez quelle quel quelles quels tres bien lundi mardi mercredi jeudi vendredi samedi dimanche personnes plutot annuler changer deplacer prendre combien pourquoi comment " +
    "svp plait tantot vers apres avant prochain prochaine semaine correct beau fournaise chauffage parler quelqu"
  ).split(" "),
);
