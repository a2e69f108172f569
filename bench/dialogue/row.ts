import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { drawFrom } from "../dialogue-heart/draw.ts";

/** One line of the table. Values are percentages, unless `unit` says otherwise. */
export type Row = {
  metric: string;
  value: number;
  low?: number;
  high?: number;
  of: number;
  target: string;
  peers?: Record<string, number>;
  unit?: string;
  note?: string;
};
export type Bench = { dataDir: string; split: string; seed: number; calls: number; peers: Peers | undefined };
/** Packages of others, from a folder of the reader's own: they are no part of the project. */
export type Peers = { load(name: string): unknown };

const RESAMPLES = 1000;

/** A mean of scores from 0 to 1 as a percentage, with the 95 % interval of a seeded bootstrap. */
export function rowOf(metric: string, scores: readonly number[], target: string, more: Partial<Row> = {}): Row {
  const draw = drawFrom(17);
  const mean = (): number => {
    let sum = 0;
    for (let i = 0; i < scores.length; i++) sum += scores[Math.floor(draw.next() * scores.length)]!;
    return (100 * sum) / scores.length;
  };
  const means = Array.from({ length: scores.length === 0 ? 0 : RESAMPLES }, mean).sort((a, b) => a - b);
  const value = scores.length === 0 ? Number.NaN : (100 * scores.reduce((sum, score) => sum + score, 0)) / scores.length;
  return {
    metric,
    value,
    low: means[Math.floor(0.025 * RESAMPLES)] ?? Number.NaN,
    high: means[Math.floor(0.975 * RESAMPLES)] ?? Number.NaN,
    of: scores.length,
    target,
    ...more,
  };
}

/** The rows of a set in a split, or undefined where the folder has none. */
export function setOf<T>({ dataDir }: Pick<Bench, "dataDir">, split: string, name: string): T[] | undefined {
  const file = join(dataDir, split, `${name}.jsonl`);
  if (!existsSync(file)) return undefined;
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);
}

/** F1 of each slot from its hits, false finds and misses; their mean is the macro-F1, whose interval resamples texts. */
export function f1Row(
  metric: string,
  texts: readonly { want: readonly string[]; got: readonly string[] }[],
  target: string,
  how: "macro" | "micro",
  more: Partial<Row> = {},
): Row {
  const draw = drawFrom(17);
  const value = f1(texts, how);
  const means = Array.from({ length: 200 }, () =>
    f1(
      Array.from(texts, () => draw.one(texts)),
      how,
    ),
  ).sort((a, b) => a - b);
  return { metric, value, low: means[5]!, high: means[194]!, of: texts.length, target, ...more };
}

function f1(texts: readonly { want: readonly string[]; got: readonly string[] }[], how: "macro" | "micro"): number {
  const counts = new Map<string, { hit: number; false: number; missed: number }>();
  const of = (item: string) => {
    const key = how === "micro" ? "" : item.split(" ")[0]!;
    const had = counts.get(key) ?? { hit: 0, false: 0, missed: 0 };
    counts.set(key, had);
    return had;
  };
  for (const { want, got } of texts) {
    for (const item of got) want.includes(item) ? of(item).hit++ : of(item).false++;
    for (const item of want) if (!got.includes(item)) of(item).missed++;
  }
  const each = [...counts.values()].map(({ hit, false: wrong, missed }) => (2 * hit) / (2 * hit + wrong + missed));
  return (100 * each.reduce((sum, value) => sum + value, 0)) / Math.max(1, each.length);
}
