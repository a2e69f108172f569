import { concepts } from "./concepts.ts";

/** The words of a text that say what it is about: folded, without small words, stemmed; the same thing said otherwise is one `#concept`. */
export function contentWords(text: string): string[] {
  let rest = ` ${folded(text)} `;
  const found: string[] = [];
  for (const { phrase, concept } of phrases) {
    while (rest.includes(phrase)) {
      rest = rest.replace(phrase, " ");
      found.push(concept);
    }
  }
  for (const word of rest.split(" ")) {
    if (word.length < 2 || smallWords.has(word)) continue;
    const stem = stemmed(word);
    found.push(byWord.get(stem) ?? stem);
  }
  return found;
}

/** Character 4-grams of the content of a text: what is left of a word when it is misspelt or inflected. */
export function grams(text: string): Set<string> {
  const all = new Set<string>();
  for (const word of folded(text).split(" ")) {
    if (word.length < 3 || smallWords.has(word)) continue;
    const padded = ` ${word} `;
    for (let at = 0; at + GRAM <= padded.length; at++) all.add(padded.slice(at, at + GRAM));
  }
  return all;
}

const GRAM = 4;

/** Lower case, no accents, ligatures opened, apostrophes and punctuation as spaces. "où" keeps its meaning before its accent goes. */
function folded(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replace(/(?<!\p{L})où(?!\p{L})/gu, "where")
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}

/** Endings that English and French add to one word, longest first; short words keep theirs. */
function stemmed(word: string): string {
  for (const ending of endings) {
    if (word.length - ending.length >= 3 && word.endsWith(ending)) return word.slice(0, -ending.length);
  }
  return word;
}

const endings = ["ements", "ations", "ement", "ation", "ings", "ing", "ees", "ers", "ent", "ons", "ez", "er", "es", "ed", "ee", "e", "s", "x"];

const smallWords = new Set(
  (
    "a an the and or but if so of to in on at by for from with about as is are was were be been am do does did done have has had having can could will would shall should may might must i you he she it we they me him " +
    "her us them my your his its our their this that these those there here what which who whom whose when why how not no yes just only also too very really please hi hello hey thanks thank ok okay um uh er well like " +
    "wonder wondering know tell want need get got some any all more much many than then out up down into over again back if folks guys something anything thing one two let lets would ll ve re don doesn didn isn s t m d " +
    "last yesterday today hier somebody someone anybody anyone whats thats taking takes bring brings bringing problem take took happen possible able question ask asking say said see look going go come came make use used give " +
    "le la les l un une des de du d et ou mais si que qu qui quoi quel quelle quels quelles dont ce cet cette ces c ca cela j je tu il elle on nous vous ils elles me te se y en mon ma mes ton ta tes son sa ses notre nos " +
    "votre vos leur leurs au aux a dans par pour sur avec sans sous chez est sont etait etes suis etre ai as avez ont avait avoir fait faire faites peux peut pouvez pouvoir puis veux veut voulez voudrais aimerais ne pas non " +
    "oui plus tres bien aussi comment pourquoi quand est ce bonjour allo merci euh alors donc la dites dire savoir sais demande question possible quelque chose prendre prenez prends amener apporter apporte aller vais va"
  ).split(" "),
);

const byWord = new Map<string, string>();
const phrases: { phrase: string; concept: string }[] = [];
for (const [concept, words] of Object.entries(concepts)) {
  for (const word of words.split("|")) {
    if (word.includes(" ")) phrases.push({ phrase: ` ${word} `, concept: `#${concept}` });
    else byWord.set(stemmed(word), `#${concept}`);
  }
}
// Longest first: "how much time" is taken before "how much" can be.
phrases.sort((a, b) => b.phrase.length - a.phrase.length);
for (const entry of phrases) entry.phrase = entry.phrase.replace(/\s+/g, " ");
