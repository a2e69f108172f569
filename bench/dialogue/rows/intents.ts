import { classifierOf, trainClassifier } from "../../../server/src/brains/offline/understand/classifier.ts";
import { type Bench, f1Row, type Row, rowOf, setOf } from "../row.ts";

type IntentRow = { text: string; intent: string };
type ManyRow = { text: string; intents: string[] };
/** Below this share of certainty a text is of none of the intents. Chosen on folds of the training split. */
const SURE = 0.4;
const CHANCE = 0.35;

/** Intents learnt from the training split by the classifier that learns a tenant's own. */
export async function intents(bench: Bench): Promise<Row[]> {
  const found: Row[] = [];
  for (const [name, target] of [
    ["clinc150", "95 / 94.5"],
    ["banking77", "93 / 92.5"],
    ["hwu64", "92 / 90"],
  ] as const) {
    const train = setOf<IntentRow>(bench, "train", name) ?? [];
    const all = setOf<IntentRow>(bench, bench.split, name) ?? [];
    if (train.length === 0 || all.length === 0) continue;
    // On the training split itself every fifth text is held out of what is learnt.
    const held = bench.split === "train" ? train.filter((_, i) => i % 5 === 0) : all;
    const learnt = bench.split === "train" ? train.filter((_, i) => i % 5 !== 0) : train;
    const { scores } = classifierOf(trainClassifier(learnt.map(({ text, intent }) => ({ text, labels: [intent] }))));
    const guessed = held.map(({ text, intent }) => {
      const [best] = scores(text);
      return { intent, guess: best === undefined || (best.score < SURE && name === "clinc150") ? "oos" : best.label };
    });
    const inside = guessed.filter(({ intent }) => intent !== "oos").map(({ intent, guess }) => (intent === guess ? 1 : 0));
    found.push(rowOf(name === "clinc150" ? "CLINC150 in scope" : name.toUpperCase(), inside, target));
    const outside = guessed.filter(({ intent }) => intent === "oos").map(({ guess }) => (guess === "oos" ? 1 : 0));
    if (name === "clinc150") found.push(rowOf("CLINC150 out-of-scope recall", outside, "80 / 75"));
  }
  const many = (split: string): ManyRow[] => ["nlupp-hotels", "nlupp-banking"].flatMap((name) => setOf<ManyRow>(bench, split, name) ?? []);
  const train = many("train");
  const held = bench.split === "train" ? train.filter((_, i) => i % 5 === 0) : many(bench.split);
  if (train.length > 0 && held.length > 0) {
    const learnt = (bench.split === "train" ? train.filter((_, i) => i % 5 !== 0) : train).map(({ text, intents }) => ({ text, labels: intents }));
    const { scores } = classifierOf(trainClassifier(learnt, { several: true, epochs: 20, rate: 0.3 }));
    const texts = held.map(({ text, intents }) => ({
      want: intents,
      got: scores(text)
        .filter(({ score }) => score >= CHANCE)
        .map(({ label }) => label),
    }));
    found.push(f1Row("NLU++ intents F1", texts, "88 / 86", "micro"));
  }
  return found;
}
