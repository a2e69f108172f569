import type { Knowledge, KnowledgeAnswer } from "@firstring/contract/schemas/knowledge.ts";
import { contentWords, grams } from "./words.ts";

type Language = "en" | "fr";
type Entry = Pick<Knowledge, "id" | "question" | "answer" | "language" | "source">;
type Document = { entry: Entry; asked: Set<string>; words: Map<string, number>; length: number; grams: Set<string> };
type Corpus = { documents: Document[]; holding: Map<string, number>; averageLength: number };

/** What a business knows, ready to be asked. Immutable: a change makes a new one. */
export type KnowledgeIndex = Readonly<Record<Language, Corpus>>;

/** A word of the question counts this much more than a word of the answer: people ask as questions are written. */
const QUESTION_WEIGHT = 3;
/** BM25: how soon repeating a word stops helping, and how much a long text is held against it. */
const SATURATION = 1.2;
const LENGTH_PENALTY = 0.4;
/** What a word is worth that stands once in a question of common length: the whole of its weight. */
const ASKED_ONCE = QUESTION_WEIGHT / (QUESTION_WEIGHT + SATURATION);
/** A word that nobody here ever wrote: it makes us less sure, but a caller's small talk must not drown the question. */
const STRANGE_WORD = 0.35;
/** The shares of whole words and of their pieces in the score. */
const WORDS = 0.75;
const GRAMS = 0.25;
/** Below this we do not know. Chosen on the labelled questions of the tests: nonsense stays under it, misspelt questions above. */
const SURE_ENOUGH = 0.36;
/** An answer far below the best is another subject. */
const NEAR_BEST = 0.6;
const MOST_ANSWERS = 3;

export function knowledgeIndex(entries: readonly Entry[]): KnowledgeIndex {
  return { en: corpus(entries.filter(({ language }) => language === "en")), fr: corpus(entries.filter(({ language }) => language === "fr")) };
}

/**
 * The entries that answer a question, best first, with a score from 0 to 1; none when it is not known.
 * In the language asked for; in the other only when that one knows nothing. Pure.
 */
export function search(
  index: KnowledgeIndex,
  question: string,
  { language, among }: { language?: Language | undefined; among?: readonly string[] | null | undefined } = {},
): KnowledgeAnswer[] {
  const allowed = among ? new Set(among) : undefined;
  const inLanguage = (wanted: Language) => ask(index[wanted], question, allowed);
  if (language !== undefined) {
    const own = inLanguage(language);
    return own.length > 0 ? own : inLanguage(language === "en" ? "fr" : "en");
  }
  return best([...inLanguage("en"), ...inLanguage("fr")]);
}

function ask({ documents, holding, averageLength }: Corpus, question: string, allowed: ReadonlySet<string> | undefined): KnowledgeAnswer[] {
  const wanted = new Set(contentWords(question));
  if (wanted.size === 0) return [];
  const wantedGrams = grams(question);
  const rarest = Math.log(1 + (documents.length + 0.5) / 0.5);
  const weights = [...wanted].map((word) => {
    const held = holding.get(word);
    return { word, weight: held === undefined ? rarest * STRANGE_WORD : Math.log(1 + (documents.length - held + 0.5) / (held + 0.5)) + 0.2 };
  });
  const whole = weights.reduce((sum, { weight }) => sum + weight, 0);
  const answers = documents
    .filter(({ entry }) => allowed === undefined || allowed.has(entry.id))
    .flatMap((document) => {
      let words = 0;
      let matched = 0;
      for (const { word, weight } of weights) {
        const times = document.words.get(word) ?? 0;
        if (times === 0) continue;
        matched += document.asked.has(word) ? 2 : 1;
        const normal = SATURATION * (1 - LENGTH_PENALTY + LENGTH_PENALTY * (document.length / averageLength));
        words += weight * Math.min(1, times / (times + normal) / ASKED_ONCE);
      }
      const pieces = shared(wantedGrams, document.grams);
      // One word found only in an answer is chance.
      if (matched < 2 && pieces < 0.5) return [];
      return [{ ...document.entry, score: WORDS * (words / whole) + GRAMS * pieces }];
    });
  return best(answers);
}

function best(answers: readonly KnowledgeAnswer[]): KnowledgeAnswer[] {
  const sorted = answers.filter(({ score }) => score >= SURE_ENOUGH).sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  const top = sorted[0]?.score ?? 0;
  return sorted
    .filter(({ score }) => score >= top * NEAR_BEST)
    .slice(0, MOST_ANSWERS)
    .map(({ id, question, answer, language, source, score }) => ({
      id,
      question,
      answer,
      language,
      source,
      score: Math.round(Math.min(1, score) * 1000) / 1000,
    }));
}

/** The part of the caller's grams that the entry has too. */
function shared(wanted: ReadonlySet<string>, has: ReadonlySet<string>): number {
  if (wanted.size === 0) return 0;
  let both = 0;
  for (const gram of wanted) if (has.has(gram)) both++;
  return both / wanted.size;
}

function corpus(entries: readonly Entry[]): Corpus {
  const documents = entries.map(documentOf);
  const holding = new Map<string, number>();
  for (const { words } of documents) for (const word of words.keys()) holding.set(word, (holding.get(word) ?? 0) + 1);
  const total = documents.reduce((sum, { length }) => sum + length, 0);
  return { documents, holding, averageLength: Math.max(1, total / Math.max(1, documents.length)) };
}

function documentOf(entry: Entry): Document {
  const asked = contentWords(entry.question);
  const answered = contentWords(entry.answer);
  const words = new Map<string, number>();
  for (const word of asked) words.set(word, (words.get(word) ?? 0) + QUESTION_WEIGHT);
  for (const word of answered) words.set(word, (words.get(word) ?? 0) + 1);
  return { entry, asked: new Set(asked), words, length: asked.length + answered.length, grams: grams(`${entry.question} ${entry.answer}`) };
}
