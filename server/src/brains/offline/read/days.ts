import type { Span } from "../text/text.ts";
import { without } from "../text/text.ts";
import type { Day } from "./day.ts";
import { englishDays } from "./days-en.ts";
import { frenchDays } from "./days-fr.ts";

/** A day that was said. No days: it was said too vaguely ("next week") or does not exist. Several: it could be either. */
export type DayFind = Span & { days: Day[]; vague?: Vague };
export type Vague = "week" | "weekend" | "month" | "later";
/** How a language says days. The first rule that matches takes the words. */
export type DayRule = readonly [RegExp, (match: RegExpMatchArray, today: Day) => Omit<DayFind, "start" | "end"> | undefined];

/** Every day in the words, in order. */
export function daysIn(low: string, today: Day, language: "en" | "fr"): DayFind[] {
  const first = findBy(language === "fr" ? frenchDays : englishDays, low, today);
  if (first.length > 0 || !strange[language].test(low)) return first;
  return findBy(language === "fr" ? englishDays : frenchDays, low, today);
}

/** Words of the other language that name a day: people mix the two. */
const strange = {
  en: /\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|demain|aujourd'hui|soir|matin|janvier|fevrier|avril|juin|juillet|aout|septembre|octobre|novembre|decembre|semaine)\b/,
  fr: /\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|today|tonight|weekend|january|february|march|april|june|july|august|september|october|november|december|next week)\b/,
};

function findBy(rules: readonly DayRule[], low: string, today: Day): DayFind[] {
  const found: DayFind[] = [];
  let rest = low;
  for (const [pattern, read] of rules) {
    for (const match of rest.matchAll(pattern)) {
      const days = read(match, today);
      if (days === undefined) continue;
      const span = { start: match.index, end: match.index + match[0].length };
      found.push({ ...span, ...days });
      rest = without(rest, [span]);
    }
  }
  return found.sort((a, b) => a.start - b.start);
}
