import { plainOf } from "../text/text.ts";

/** A part of a text that fills a slot; `start` and `end` are places in the text as it was given. */
export type Tagged = Readonly<{ slot: string; start: number; end: number }>;
/** A text to learn from, with what was asked before it. */
export type TaggedExample = Readonly<{ text: string; asked: readonly string[]; slots: readonly Tagged[] }>;
/** The learnt numbers: for each feature, a weight for each tag. */
export type TaggerModel = { tags: string[]; weights: Map<string, Float32Array> };
export type Tagger = (text: string, asked?: readonly string[]) => Tagged[];

type Token = { word: string; raw: string; start: number; end: number; classes: readonly string[] };

const pattern = /[\p{L}\p{M}]+(?:['’][\p{L}]+)?|\d+|[^\s\p{L}\p{N}]/gu;
const numbers =
  /^(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|un|une|deux|trois|quatre|cinq|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|both|couple|dozen|half|quarter|noon|midnight|midday)$/;
const days = /^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sat|sun)(?:day)?s?$|^(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)$/;
const months = /^(?:jan(?:uary)?|feb(?:ruary)?|march|mar|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/;
const parts = /^(?:morning|afternoon|evening|night|tonight|lunch|lunchtime|dinner|dinnertime|breakfast|matin|soir|apres)$/;
const near = /^(?:today|tomorrow|tonight|yesterday|next|this|coming|following|week|weekend|month|demain|aujourd)$/;
const folk =
  /^(?:people|persons?|adults?|kids?|child|children|guests?|me|us|my|wife|husband|friends?|family|passengers?|seats?|party|group|babies|baby|infants?)$/;

function tokensOf(text: string): Token[] {
  return [...text.matchAll(pattern)].map((match) => {
    const word = plainOf(match[0]);
    const classes: string[] = [];
    if (/^\d+$/.test(word)) classes.push(`d${word.length}`, Number(word) <= 12 ? "hour" : Number(word) <= 31 ? "date" : "many");
    if (numbers.test(word)) classes.push("number");
    if (days.test(word)) classes.push("day");
    if (months.test(word)) classes.push("month");
    if (parts.test(word)) classes.push("part");
    if (near.test(word)) classes.push("near");
    if (folk.test(word)) classes.push("folk");
    if (/^(?:am|pm|a|p|m|o|clock)$/.test(word)) classes.push("half");
    return { word, raw: match[0], start: match.index, end: match.index + match[0].length, classes };
  });
}

/** What the tagger sees at a word: the word and its neighbours, their shape and kind, what stands before, and what was asked. */
function featuresAt(tokens: readonly Token[], i: number, asked: readonly string[]): string[] {
  const token = tokens[i]!;
  const at = (k: number): string => tokens[i + k]?.word ?? (i + k < 0 ? "^" : "$");
  const raw = (k: number): string => tokens[i + k]?.raw ?? "";
  const kind = (k: number): string => tokens[i + k]?.classes.join("+") || at(k);
  const shape = token.raw
    .replace(/\p{Lu}+/gu, "X")
    .replace(/\p{Ll}+/gu, "x")
    .replace(/\d/g, "9");
  const features = [
    "bias",
    `w=${at(0)}`,
    `k=${kind(0)}`,
    `s=${shape}`,
    `3=${at(0).slice(-3)}`,
    `p=${at(0).slice(0, 3)}`,
    `-1=${at(-1)}`,
    `+1=${at(1)}`,
    `-2=${at(-2)}`,
    `+2=${at(2)}`,
    `-1k=${kind(-1)}`,
    `+1k=${kind(1)}`,
    `-10=${at(-1)} ${kind(0)}`,
    `0+1=${kind(0)} ${kind(1)}`,
    `-2-1=${at(-2)} ${at(-1)}`,
    `+1+2=${at(1)} ${at(2)}`,
    `-101=${kind(-1)} ${kind(0)} ${kind(1)}`,
    `-210=${kind(-2)} ${kind(-1)} ${kind(0)}`,
    `0+1+2=${kind(0)} ${kind(1)} ${kind(2)}`,
    `n=${Math.min(tokens.length, 6)} ${i === 0 ? "first" : i === tokens.length - 1 ? "last" : ""}`,
    `0r=${raw(0)}`,
    `+1r=${raw(1)}`,
    `0+1r=${kind(0)} ${raw(1)}`,
    `0+1+2r=${kind(0)} ${raw(1)} ${raw(2)}`,
    `+1+2+3r=${kind(1)} ${raw(2)} ${raw(3)}`,
    `-1r0=${raw(-1)} ${kind(0)}`,
    `-2r-1r0=${kind(-2)} ${kind(-1)} ${raw(0)}`,
    `-3-2-10=${kind(-3)} ${kind(-2)} ${kind(-1)} ${raw(0)}`,
    `-3=${at(-3)}`,
    `+3=${at(3)}`,
  ];
  for (const slot of asked.length === 0 ? ["-"] : asked)
    features.push(
      `a=${slot}`,
      `a=${slot} ${kind(0)}`,
      `a=${slot} ${shape}`,
      `a=${slot} ${Math.min(tokens.length, 4)} ${Math.min(i, 3)}`,
      `a=${slot} ${at(-1)}`,
    );
  return features;
}

const random = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
};

/** Learns to mark slots in texts: a perceptron over whole sequences, averaged. The same examples and seed give the same model. */
export function trainTagger(examples: readonly TaggedExample[], { epochs = 10, seed = 1 } = {}): TaggerModel {
  const tags: string[] = ["O"];
  const tagAt = new Map([["O", 0]]);
  const weights = new Map<string, Float64Array>();
  const totals = new Map<string, Float64Array>();
  const stamps = new Map<string, Float64Array>();
  const read = examples.map(({ text, asked, slots: marked }) => {
    const tokens = tokensOf(text);
    const gold = tokens.map(({ start, end }) => {
      // One word may fill several slots ("tonight"): its tag then names them all.
      const parts = marked
        .filter((span) => start < span.end && end > span.start)
        .map((span) => `${tokens.some((other) => other.end <= start && other.end > span.start) ? "I" : "B"}-${span.slot}`);
      const tag = parts.length === 0 ? "O" : [...new Set(parts)].sort().join("|");
      if (!tagAt.has(tag)) {
        tagAt.set(tag, tags.length);
        tags.push(tag);
      }
      return tagAt.get(tag)!;
    });
    return { features: tokens.map((_, i) => featuresAt(tokens, i, asked)), gold };
  });
  const order = read.map((_, i) => i);
  const chance = random(seed);
  let now = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(chance() * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    for (const index of order) {
      now++;
      const { features, gold } = read[index]!;
      const guess = best(tags, weights, features);
      features.forEach((list, i) => {
        const [right, wrong] = [gold[i]!, guess[i]!];
        if (right !== wrong) for (const feature of list) update(feature, right, wrong);
        const before = [i === 0 ? "T=^" : `T=${gold[i - 1]}`, i === 0 ? "T=^" : `T=${guess[i - 1]}`] as const;
        if (right !== wrong || before[0] !== before[1]) {
          change(before[0], right, 1);
          change(before[1], wrong, -1);
        }
      });
    }
  }
  const averaged = new Map<string, Float32Array>();
  for (const [feature, row] of weights) {
    const total = totals.get(feature)!;
    const stamp = stamps.get(feature)!;
    averaged.set(
      feature,
      Float32Array.from(row, (value, tag) => (total[tag]! + (now - stamp[tag]!) * value) / now),
    );
  }
  return { tags, weights: averaged };

  function update(feature: string, right: number, wrong: number): void {
    change(feature, right, 1);
    change(feature, wrong, -1);
  }

  function change(feature: string, tag: number, by: number): void {
    let row = weights.get(feature);
    if (row === undefined) {
      row = new Float64Array(tags.length);
      weights.set(feature, row);
      totals.set(feature, new Float64Array(tags.length));
      stamps.set(feature, new Float64Array(tags.length));
    }
    const total = totals.get(feature)!;
    const stamp = stamps.get(feature)!;
    total[tag]! += (now - stamp[tag]!) * row[tag]!;
    stamp[tag] = now;
    row[tag]! += by;
  }
}

/** The likeliest tags of a whole sequence (Viterbi); an inside needs its beginning. */
function best(tags: readonly string[], weights: ReadonlyMap<string, ArrayLike<number>>, features: readonly (readonly string[])[]): number[] {
  const count = tags.length;
  const back: Int32Array[] = [];
  let scores = new Float64Array(count);
  const between = tags.map((_, tag) => weights.get(`T=${tag}`));
  const may = follows(tags);
  features.forEach((list, i) => {
    const own = new Float64Array(count);
    for (const feature of list) {
      const row = weights.get(feature);
      if (row !== undefined) for (let tag = 0; tag < count; tag++) own[tag]! += row[tag]!;
    }
    const from = new Int32Array(count);
    const next = new Float64Array(count);
    const first = weights.get("T=^");
    for (let tag = 0; tag < count; tag++) {
      let highest = Number.NEGATIVE_INFINITY;
      if (i === 0) highest = tags[tag]!.includes("I-") ? Number.NEGATIVE_INFINITY : (first?.[tag] ?? 0);
      else
        for (let before = 0; before < count; before++) {
          if (!may[tag]![before]) continue;
          const score = scores[before]! + (between[before]?.[tag] ?? 0);
          if (score > highest) {
            highest = score;
            from[tag] = before;
          }
        }
      next[tag] = highest + own[tag]!;
    }
    scores = next;
    back.push(from);
  });
  const path: number[] = [];
  let tag = scores.indexOf(Math.max(...scores));
  for (let i = features.length - 1; i >= 0; i--) {
    path.unshift(tag);
    tag = back[i]![tag]!;
  }
  return path;
}

const known = new WeakMap<readonly string[], boolean[][]>();

/** Which tag may stand after which: an inside of a slot only after its beginning or another inside. */
function follows(tags: readonly string[]): boolean[][] {
  const had = known.get(tags);
  if (had !== undefined && had.length === tags.length) return had;
  const inside = tags.map((tag) => tag.split("|").flatMap((part) => (part.startsWith("I-") ? [part.slice(2)] : [])));
  const holds = tags.map((tag) => tag.split("|").map((part) => part.slice(2)));
  const may = tags.map((_, tag) => tags.map((_, before) => inside[tag]!.every((slot) => holds[before]!.includes(slot))));
  known.set(tags, may);
  return may;
}

/** The tagger that a model makes. */
export function taggerOf({ tags, weights }: TaggerModel): Tagger {
  return (text, asked = []) => {
    const tokens = tokensOf(text);
    if (tokens.length === 0) return [];
    const path = best(
      tags,
      weights,
      tokens.map((_, i) => featuresAt(tokens, i, asked)),
    );
    const found: { slot: string; start: number; end: number }[] = [];
    path.forEach((tag, i) => {
      const token = tokens[i]!;
      for (const part of tags[tag]!.split("|")) {
        const slot = part.slice(2);
        if (part.startsWith("B-")) found.push({ slot, start: token.start, end: token.end });
        else if (part !== "O") found.findLast((span) => span.slot === slot)!.end = token.end;
      }
    });
    return found;
  };
}
