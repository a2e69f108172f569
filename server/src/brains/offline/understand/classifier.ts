import { featuresOf } from "./features.ts";

/** What a text was found to be: each label with its share, the likeliest first. */
export type Scored = readonly { label: string; score: number }[];
export type Classifier = { scores(text: string): Scored };
export type Example = Readonly<{ text: string; labels: readonly string[] }>;
/** The learnt numbers, as they are kept in a file. `weights` holds one row of `labels.length` numbers for each feature. */
export type ClassifierModel = { labels: string[]; features: string[]; idf: number[]; weights: Float32Array; bias: Float32Array; several: boolean };

type Vector = { ids: Int32Array; values: Float32Array };
type Settings = {
  epochs?: number;
  rate?: number;
  decay?: number /** A feature must occur in so many examples. */;
  least?: number;
  several?: boolean;
  seed?: number /** The part of features that each look at an example leaves out. */;
  dropout?: number;
};

/**
 * Learns labels from examples: a linear model over words and pieces of words, weighted by how rare they are.
 * `several`: a text may have any number of labels, each with a chance of its own. The same seed and examples give the same model.
 */
export function trainClassifier(examples: readonly Example[], settings: Settings = {}): ClassifierModel {
  const { epochs = 14, rate = 0.6, decay = 2e-6, least = 2, several = false, seed = 1, dropout = 0.3 } = settings;
  const labels = [...new Set(examples.flatMap((example) => example.labels))].sort();
  const labelAt = new Map(labels.map((label, i) => [label, i]));
  const seen = new Map<string, number>();
  const read = examples.map(({ text }) => featuresOf(text));
  for (const [words, pieces] of read)
    for (const feature of new Set([...words, ...pieces.map((piece) => `#${piece}`)])) seen.set(feature, (seen.get(feature) ?? 0) + 1);
  const features = [...seen].filter(([, count]) => count >= least).map(([feature]) => feature);
  const idf = features.map((feature) => Math.log((1 + examples.length) / (1 + seen.get(feature)!)) + 1);
  const at = new Map(features.map((feature, i) => [feature, i]));
  const count = labels.length;
  const weights = new Float32Array(features.length * count);
  const squares = new Float32Array(features.length * count);
  const bias = new Float32Array(count);
  const vectors = read.map(([words, pieces]) => vectorOf(words, pieces, at, idf));
  const wanted = examples.map((example) => example.labels.map((label) => labelAt.get(label)!));
  const order = examples.map((_, i) => i);
  const chance = random(seed);
  const score = new Float64Array(count);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(chance() * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    for (const i of order) {
      const { ids, values } = dropped(vectors[i]!);
      probabilities(score, weights, bias, ids, values, several);
      for (const label of wanted[i]!) score[label]! -= several ? 1 : 1 / wanted[i]!.length;
      for (let k = 0; k < ids.length; k++) {
        const row = ids[k]! * count;
        const value = values[k]!;
        for (let label = 0; label < count; label++) {
          const gradient = score[label]!;
          if (gradient < 1e-4 && gradient > -1e-4) continue;
          const slope = gradient * value + decay * weights[row + label]!;
          squares[row + label]! += slope * slope;
          weights[row + label]! -= (rate * slope) / (1e-3 + Math.sqrt(squares[row + label]!));
        }
      }
      for (let label = 0; label < count; label++) bias[label]! -= 0.01 * score[label]!;
    }
  }
  return { labels, features, idf, weights, bias, several };

  function dropped({ ids, values }: Vector): Vector {
    if (dropout === 0) return { ids, values };
    const kept = values.map((value) => (chance() < dropout ? 0 : value / (1 - dropout)));
    return { ids: ids.filter((_, k) => kept[k] !== 0), values: kept.filter((value) => value !== 0) };
  }
}

/** The classifier that a model makes. */
export function classifierOf(model: ClassifierModel): Classifier {
  const at = new Map(model.features.map((feature, i) => [feature, i]));
  const score = new Float64Array(model.labels.length);
  return {
    scores(text) {
      const [words, pieces] = featuresOf(text);
      const { ids, values } = vectorOf(words, pieces, at, model.idf);
      probabilities(score, model.weights, model.bias, ids, values, model.several);
      return model.labels.map((label, i) => ({ label, score: score[i]! })).sort((a, b) => b.score - a.score);
    },
  };
}

function probabilities(into: Float64Array, weights: Float32Array, bias: Float32Array, ids: Int32Array, values: Float32Array, several: boolean): void {
  const count = into.length;
  for (let label = 0; label < count; label++) into[label] = bias[label]!;
  for (let k = 0; k < ids.length; k++) {
    const row = ids[k]! * count;
    const value = values[k]!;
    for (let label = 0; label < count; label++) into[label]! += weights[row + label]! * value;
  }
  if (several) {
    for (let label = 0; label < count; label++) into[label] = 1 / (1 + Math.exp(-into[label]!));
    return;
  }
  let highest = Number.NEGATIVE_INFINITY;
  for (let label = 0; label < count; label++) if (into[label]! > highest) highest = into[label]!;
  let sum = 0;
  for (let label = 0; label < count; label++) {
    into[label] = Math.exp(into[label]! - highest);
    sum += into[label]!;
  }
  for (let label = 0; label < count; label++) into[label]! /= sum;
}

/** Rare features weigh more; words and pieces each make a vector of length one. */
function vectorOf(words: readonly string[], pieces: readonly string[], at: ReadonlyMap<string, number>, idf: readonly number[]): Vector {
  const ids: number[] = [];
  const values: number[] = [];
  add(words, "", 1);
  add(pieces, "#", 1);
  return { ids: Int32Array.from(ids), values: Float32Array.from(values) };

  function add(features: readonly string[], prefix: string, weight: number): void {
    const counts = new Map<number, number>();
    for (const feature of features) {
      const id = at.get(prefix + feature);
      if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    let square = 0;
    const entries = [...counts].map(([id, count]) => [id, (1 + Math.log(count)) * idf[id]!] as const);
    for (const [, value] of entries) square += value * value;
    const norm = weight / Math.sqrt(square || 1);
    for (const [id, value] of entries) {
      ids.push(id);
      values.push(value * norm);
    }
  }
}

/** Chance from a seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
