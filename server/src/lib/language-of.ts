type Tongue = "en" | "fr";

/** The language a sentence is written in, by its small words; `otherwise` where they do not tell (a name, a number, "ok"). */
export function languageOf(text: string, otherwise: Tongue): Tongue {
  let french = /[àâçèêëîïôùûœ]/iu.test(text) ? 1 : 0;
  let english = 0;
  for (const word of text.toLowerCase().match(/[\p{L}]+/gu) ?? []) {
    if (frenchWords.has(word)) french++;
    if (englishWords.has(word)) english++;
  }
  return french === english ? otherwise : french > english ? "fr" : "en";
}

const frenchWords = new Set(
  (
    "le la les un une des du de et est sont suis je tu il elle nous vous ils elles mon ma mes votre vos notre ce cette ces que qui quoi où quand pour pas ne dans avec sur sous chez aux au " +
    "oui non bonjour bonsoir allô salut merci voudrais veux veut aimerais demain aujourd hier matin soir midi heure heures rendez réserver rendezvous besoin faut c j l d n s qu " +
    "êtes avez ai avons peux pouvez quelle quel quelles quels très bien lundi mardi mercredi jeudi vendredi samedi dimanche personne personnes adresse"
  ).split(" "),
);

const englishWords = new Set(
  (
    "the a an and is are am i you he she we they my your our this that these those what who where when how for not do does did in with on under at to from of it its " +
    "yes no hello hi hey thanks thank would want like need tomorrow today yesterday morning evening noon tonight please can could will have has had be been " +
    "monday tuesday wednesday thursday friday saturday sunday people person address there here right correct"
  ).split(" "),
);
