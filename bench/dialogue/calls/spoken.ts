import type { Draw } from "../../dialogue-heart/draw.ts";
import { spoken } from "../../dialogue-heart/voice.ts";
import { type Bench, setOf } from "../row.ts";

/** What a telephone recogniser hears instead of a word, and how often, learnt from the hearings of EVI. */
export type Mishearings = ReadonlyMap<string, { chance: number; heard: readonly string[] }>;

export function mishearings(bench: Bench): Mishearings {
  const counts = new Map<string, { all: number; heard: string[] }>();
  for (const { turns } of setOf<{ turns: { nbest: string[] }[] }>(bench, "dev", "evi-en") ?? [])
    for (const { nbest } of turns) {
      const [best, ...others] = nbest.map((words) => words.toLowerCase().split(" "));
      for (const other of others) {
        if (best === undefined || other.length !== best.length) continue;
        const differs = best.flatMap((word, i) => (word === other[i] ? [] : [i]));
        best.forEach((word, i) => {
          const entry = counts.get(word) ?? { all: 0, heard: [] };
          entry.all++;
          if (differs.length === 1 && differs[0] === i) entry.heard.push(other[i]!);
          counts.set(word, entry);
        });
      }
    }
  return new Map([...counts].filter(([, { heard }]) => heard.length > 0).map(([word, { all, heard }]) => [word, { chance: heard.length / all, heard }]));
}

/** A recogniser's best guess is wrong less often than its guesses differ. */
const OF_GUESSES = 0.25;

/** Words as a recogniser writes them: lower case, no marks, fillers, and now and then another word. */
export function misheard(words: string, draw: Draw, mishearings: Mishearings): string {
  return spoken(words, draw)
    .split(" ")
    .map((word) => {
      const entry = mishearings.get(word);
      return entry !== undefined && draw.next() < entry.chance * OF_GUESSES ? draw.one(entry.heard) : word;
    })
    .join(" ");
}
