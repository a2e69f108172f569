import { type Span, without } from "../text/text.ts";
import { englishTimes } from "./times-en.ts";
import { frenchTimes } from "./times-fr.ts";

/** Minutes since midnight. */
export type Minutes = number;
export type Part = "morning" | "afternoon" | "evening" | "night";
/** A time that was said. Two times: the caller did not say which half of the day. */
export type TimeFind = Span & { times: Minutes[]; mode: "at" | "after" | "before" };
/** "In two hours", from now. */
export type SoonFind = Span & { inMin: number };
export type PartFind = Span & { part: Part };
export type TimeRead = { times: Minutes[] } | { inMin: number } | { part: Part } | { times: Minutes[]; mode: TimeFind["mode"] } | undefined;
export type TimeRule = readonly [RegExp, (match: RegExpMatchArray) => TimeRead];
export type Times = { times: TimeFind[]; soon: SoonFind[]; parts: PartFind[] };

/** Every time in the words. `bare`: a time was asked for, so a number alone is one. */
export function timesIn(low: string, language: "en" | "fr", bare: boolean): Times {
  const [first, second] = language === "fr" ? [frenchTimes, englishTimes] : [englishTimes, frenchTimes];
  const found = findBy(first, low, bare);
  if (found.times.length + found.soon.length + found.parts.length > 0 || !strange[language].test(low)) return found;
  return findBy(second, low, false);
}

/** Words of the other language that tell a time. */
const strange = {
  en: /\b(?:heures?|midi|minuit|soir|matin|demi-?heure|\d{1,2} ?h(?: ?\d\d)?)\b/,
  fr: /\b(?:am|pm|o'?clock|noon|midnight|morning|afternoon|evening|tonight|half past|quarter (?:to|past)|hours?)\b/,
};

function findBy({ rules, bareRules }: { rules: readonly TimeRule[]; bareRules: readonly TimeRule[] }, low: string, bare: boolean): Times {
  const found: Times = { times: [], soon: [], parts: [] };
  let rest = low;
  for (const [pattern, read] of [...rules, ...(bare ? bareRules : [])]) {
    // A number alone is a time only where no other words tell one.
    if (bareRules.some(([own]) => own === pattern) && found.times.length + found.soon.length > 0) break;
    for (const match of rest.matchAll(pattern)) {
      const said = read(match);
      if (said === undefined) continue;
      const span = { start: match.index, end: match.index + match[0].length };
      if ("inMin" in said) found.soon.push({ ...span, ...said });
      else if ("part" in said) found.parts.push({ ...span, ...said });
      else if (said.times.length > 0) found.times.push({ mode: modeBefore(low.slice(0, match.index)), ...span, ...said });
      rest = without(rest, [span]);
    }
  }
  found.times.sort((a, b) => a.start - b.start);
  const part = found.parts.length === 1 ? found.parts[0]!.part : undefined;
  if (part !== undefined) found.times = found.times.map((time) => ({ ...time, times: inPart(time.times, part) }));
  // Twelve is noon where nobody says night.
  found.times = found.times.map((time) =>
    time.times.length === 2 && Math.floor(time.times[0]! / 60) === 12 ? { ...time, times: time.times.slice(0, 1) } : time,
  );
  return found;
}

function modeBefore(words: string): TimeFind["mode"] {
  if (/(?:after|later than|not before|any ?time after|from|past|apres|a partir de|pas avant|passe)\s*$/.test(words)) return "after";
  if (/(?:before|no later than|earlier than|until|avant|au plus tard(?: a)?|pas plus tard que)\s*$/.test(words)) return "before";
  return "at";
}

/** Of two halves the one that a part of the day means; as they are where it does not tell. */
export function inPart(times: readonly Minutes[], part: Part): Minutes[] {
  if (times.length < 2) return [...times];
  const fitting = times.filter((minutes) => isIn(minutes, part));
  return fitting.length === 1 ? fitting : [...times];
}

function isIn(minutes: Minutes, part: Part): boolean {
  const hour = minutes / 60;
  switch (part) {
    case "morning":
      return hour < 12;
    case "afternoon":
      return hour >= 12 && hour < 19;
    case "evening":
      return hour >= 15;
    case "night":
      return hour >= 18 || hour < 5;
  }
}

/** A clock hour whose half of the day was not said: both halves; from 13 on, or at 0, there is only one. */
export function halves(hour: number, minute = 0): Minutes[] {
  if (hour > 24 || minute > 59) return [];
  if (hour === 24) return [minute];
  if (hour === 0 || hour > 12) return [hour * 60 + minute];
  return hour === 12 ? [12 * 60 + minute, minute] : [hour * 60 + minute, (hour + 12) * 60 + minute];
}

/** 0 for am, 1 for pm. */
export function inHalf(hour: number, minute: number, half: "am" | "pm"): Minutes[] {
  if (hour > 24 || minute > 59) return [];
  if (hour > 12) return [hour * 60 + minute];
  return [((hour % 12) + (half === "pm" ? 12 : 0)) * 60 + minute];
}

export const clockOf = (minutes: Minutes): string => `${String(Math.floor(minutes / 60) % 24).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
export const minutesOf = (clock: string): Minutes => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
