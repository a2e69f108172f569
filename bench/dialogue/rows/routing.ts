import { classifierOf, trainClassifier } from "../../../server/src/brains/offline/understand/classifier.ts";
import { type Bench, type Row, rowOf, setOf } from "../row.ts";

type Dialogue = { domains: string[]; turns: { speaker: string; text?: string }[] };

/** Which of several businesses behind one line is meant, from the caller's first words that tell. */
export async function routing(bench: Bench): Promise<Row[]> {
  const of = (split: string) =>
    (setOf<Dialogue>(bench, split, "star-bookings") ?? []).flatMap(({ domains, turns }) => {
      const said = turns.filter(({ speaker }) => speaker === "user").map(({ text }) => text ?? "");
      const text = said.slice(0, 2).join(" ");
      return domains.length === 1 && text !== "" ? [{ text, labels: [domains[0]!] }] : [];
    });
  const train = of("train");
  const held = bench.split === "train" ? train.filter((_, i) => i % 5 === 0) : of(bench.split);
  if (train.length === 0 || held.length === 0) return [];
  const { scores } = classifierOf(trainClassifier(bench.split === "train" ? train.filter((_, i) => i % 5 !== 0) : train));
  return [
    rowOf(
      "routing between businesses",
      held.map(({ text, labels }) => (scores(text)[0]?.label === labels[0] ? 1 : 0)),
      "98.5 / 98",
    ),
  ];
}
