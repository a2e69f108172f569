import { taggerOf, trainTagger } from "../../../server/src/brains/offline/understand/tagger.ts";
import { type Bench, f1Row, type Row, setOf } from "../row.ts";

type SlotRow = { text: string; requested?: string[]; slots: { slot: string; start: number; end: number }[] };

/** Slots learnt from the training split by the tagger; exact spans count. */
export async function slots(bench: Bench): Promise<Row[]> {
  const found: Row[] = [];
  for (const [metric, names, target, how] of [
    ["restaurant8k macro-F1", ["restaurant8k"], "96.8 / 96.5", "macro"],
    ["NLU++ slots F1", ["nlupp-hotels", "nlupp-banking"], "84 / 82", "micro"],
  ] as const) {
    const of = (split: string): SlotRow[] => names.flatMap((name) => setOf<SlotRow>(bench, split, name) ?? []);
    const train = of("train");
    const held = bench.split === "train" ? train.filter((_, i) => i % 5 === 0) : of(bench.split);
    if (train.length === 0 || held.length === 0) continue;
    const learnt = bench.split === "train" ? train.filter((_, i) => i % 5 !== 0) : train;
    const tag = taggerOf(
      trainTagger(
        learnt.map(({ text, requested = [], slots }) => ({ text, asked: requested, slots })),
        { epochs: 6 },
      ),
    );
    const texts = held.map(({ text, requested = [], slots }) => ({ want: slots.map(written), got: tag(text, requested).map(written) }));
    found.push(f1Row(metric, texts, target, how));
  }
  return found;
}

const written = ({ slot, start, end }: { slot: string; start: number; end: number }): string => `${slot} ${start}-${end}`;
