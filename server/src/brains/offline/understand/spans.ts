import type { DateTime } from "luxon";
import { clockOf, timesIn } from "../read/times.ts";
import { datesIn, durationOf, monthAt } from "./dates.ts";
import type { Said } from "./moments.ts";

const day = (at: DateTime): string => at.toFormat("yyyy-MM-dd HH:mm");
const span = (start: DateTime, end: DateTime): Said => ({ start: day(start), end: day(end) });
type Language = "en" | "fr";

const units: Record<string, "day" | "week" | "month" | "year" | "quarter" | "hour" | "minute"> = {
  day: "day",
  jour: "day",
  week: "week",
  semaine: "week",
  month: "month",
  mois: "month",
  year: "year",
  an: "year",
  annee: "year",
  quarter: "quarter",
  trimestre: "quarter",
  hour: "hour",
  heure: "hour",
  minute: "minute",
};
const unitOf = (word: string) => units[word.replace(/(?<!oi)s$/, "")];

/** When the parts of a day are, by the hour, as people count them: the narrow and the wide way. */
const parts: readonly [RegExp, readonly [number, number], readonly [number, number]][] = [
  [/\b(?:mornings?|matin(?:ee)?)\b/, [8, 12], [0, 12]],
  [/\b(?:afternoon|apres[- ]?midi|aprem)\b/, [12, 16], [12, 19]],
  [/\b(?:evening|soir(?:ee)?)\b/, [16, 20], [18, 24]],
  [/\b(?<!mid )(?:night|tonight|tonite|nuit)\b/, [20, 24], [18, 24]],
  [/\b(?:lunch(?:time)?|dejeuner)\b/, [12, 14], [11, 13]],
];

/** Stretches of time that words name, the likeliest reading first; none where they name a point. Edges as `YYYY-MM-DD HH:MM`, or clocks alone. */
export function spansIn(low: string, now: DateTime, language: Language): Said[] {
  return lasting(low, now, language) ?? between(low, now, language) ?? counted(low, now) ?? named(low, now, language) ?? partOfDay(low, now, language) ?? [];
}

/** "From 4 pm for thirty minutes", « à partir de 10 h pendant 3 heures ». */
function lasting(low: string, now: DateTime, language: Language): Said[] | undefined {
  const match =
    /\b(?:for|pendant|durant|pour) (\d{1,3}(?:\.5)?|an?|une?) ?(hours?|hrs?|h|heures?|minutes?|mins?|days?|jours?|weeks?|semaines?)(?: (?:and )?(\d{1,2}) ?(?:minutes?|mins?))?(?![a-z])/.exec(
      low,
    );
  if (match === null) return undefined;
  const [all, n, word, more] = match;
  const rest = low.replace(all, " ");
  const count = /^[au]/.test(n!) ? 1 : Number(n);
  const found = datesIn(rest, now, language);
  const length = /^(?:h|hr)/.test(word!) ? { minutes: count * 60 + Number(more ?? 0) } : durationOf(count, word!);
  const [start] = timesIn(found === undefined ? rest : rest.slice(0, found.start) + " " + rest.slice(found.end), language, true).times[0]?.times ?? [];
  if (start === undefined)
    return found?.grain === "day" && /day|jour|week|semaine/.test(word!)
      ? found.days.slice(0, 2).flatMap((on) => [span(on.startOf("day"), on.startOf("day").plus(length))])
      : undefined;
  const on = (day: DateTime): Said => span(at(day, start), at(day, start).plus(length));
  return found === undefined ? [{ start: clockOf(start), end: at(now, start).plus(length).toFormat("HH:mm") }, on(now)] : found.days.slice(0, 2).map(on);
}

/** "From 3 to 5 pm", "June 5 - 8", "du 1er au 10 juillet". */
function between(low: string, now: DateTime, language: Language): Said[] | undefined {
  const month =
    language === "en" ? "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*" : "(?:jan|fev|mars|avr|mai|juin|juil|aou|sep|oct|nov|dec)[a-z]*";
  const year = "(?:,? (?:de )?(\\d{4}))?";
  const sides = "(?:-|to|until|till|thru|through|and|et|au|a|jusqu'au)";
  const inOne =
    new RegExp(`\\b(?:le |du )?(\\d{1,2})(?:st|nd|rd|th|er)?(?: de)? ?${sides} ?(?:le |the )?(\\d{1,2})(?:st|nd|rd|th|er)?(?: of| de)? (${month})${year}`).exec(
      low,
    ) ??
    swapped(
      new RegExp(
        `\\b(${month})\\.? (?:from )?(?:the )?(\\d{1,2})(?:st|nd|rd|th)? ?${sides} ?(?:the )?(\\d{1,2})(?:st|nd|rd|th)?\\b(?!:| ?(?:am|pm))${year}`,
      ).exec(low),
    );
  if (inOne !== null && inOne !== undefined) {
    const [, a, b, name, y] = inOne;
    const at = (date: number, inYear: number) =>
      now
        .set({ year: inYear, month: monthAt(name!, language), day: 1 })
        .startOf("day")
        .plus({ days: date - 1 });
    const years =
      y === undefined ? [now.year, now.year + 1, now.year - 1].sort((p, q) => Number(at(Number(b), p) < now) - Number(at(Number(b), q) < now)) : [Number(y)];
    return years.slice(0, 2).flatMap((inYear) => ends(at(Number(a), inYear), at(Number(b), inYear)));
  }
  const pair =
    /\b(?:from|between|de|du|entre)\s+(.{1,40}?)\s*(?:-|\bto\b|\buntil\b|\btill\b|\band\b|\bau\b|(?<=\s)a\b|\bet\b|\bjusqu'[a]u?\b)\s*(.{1,40}?)(?=[.!?]?$|\bwith\b|\bfor\b)/.exec(
      low,
    ) ??
    /(\S.{0,30}?(?:am|pm|\d:\d\d|\d ?h(?: ?\d\d)?|day|di|\d))\s+(?:-|to|until|till|through|au)\s+(\S.{0,30}(?:am|pm|\d:\d\d|h(?: ?\d\d)?|day|di|\d)\b.*)/.exec(
      low,
    ) ??
    /(?<![-/\d])(\d{1,2}(?:[:.]\d\d)?(?: ?[ap]m)?)-(\d{1,2}(?:[:.]\d\d)? ?(?:[ap]m))(?![-/\d])/.exec(low);
  if (pair === null) return undefined;
  const [, left = "", right = ""] = pair;
  const dateOf = (words: string): DateTime | undefined => {
    const year = /^\W*(?:the )?(?:year |annee )?((?:19|20)\d\d)\W*$/.exec(words);
    if (year !== null) return now.startOf("year").set({ year: Number(year[1]) });
    const found = datesIn(words, now, language);
    return found === undefined || !["day", "month"].includes(found.grain) ? undefined : found.days[0];
  };
  const clocks = (words: string): number[] => timesIn(words, language, true).times[0]?.times ?? [];
  const [firstDay, lastDay] = [dateOf(left), dateOf(right)];
  const rest = low.slice(0, pair.index);
  if (firstDay !== undefined && lastDay !== undefined && clocks(strip(left)).length === 0)
    return ends(firstDay.startOf("day"), later(firstDay.startOf("day"), lastDay.startOf("day"), right));
  const [from, to] = [clocks(left), clocks(right)];
  const [starts, stops] = inStep(from, to);
  if (starts === undefined || stops === undefined) return undefined;
  const days = firstDay ?? lastDay ?? dateOf(rest) ?? dateOf(low.slice(pair.index + pair[0].length));
  if (days === undefined) return [{ start: clockOf(starts), end: clockOf(stops) }, span(at(now, starts), at(now, stops))];
  const all = datesIn(low, now, language)?.days ?? [days];
  return (all.length > 0 ? all : [days]).slice(0, 2).map((one) => span(at(one, starts), at(one, stops)));
}

/** The end comes after the beginning: a weekday is then the next of its name, a date the next year's. */
function later(first: DateTime, last: DateTime, words: string): DateTime {
  if (last >= first || /\b\d{4}\b/.test(words)) return last;
  return last.plus(/\d|jan|feb|fev|mar|apr|avr|may|mai|jun|juin|jul|juil|aug|aou|sep|oct|nov|dec/.test(words) ? { years: 1 } : { weeks: 1 });
}

/** A day's own words without what a time could be read from. */
const strip = (words: string): string => (/\d ?(?:am|pm|h\b|:)|\b(?:noon|midi)\b/.test(words) ? words : "");
const at = (on: DateTime, minutes: number): DateTime => on.startOf("day").plus({ minutes });
/** The last day counts, whether it is written as the last or as the first that does not. */
const ends = (first: DateTime, last: DateTime): Said[] => [span(first, last), span(first, last.plus({ days: 1 }))];
const swapped = (match: RegExpExecArray | null): readonly (string | undefined)[] | null =>
  match === null ? null : [match[0], match[2], match[3], match[1], match[4]];

/** "3 to 5 pm": the half that was said for one goes for both, and the second is the later. */
function inStep(from: readonly number[], to: readonly number[]): [number | undefined, number | undefined] {
  const [end] = to;
  if (from.length === 0 || end === undefined) return [undefined, undefined];
  const before = from.filter((minutes) => to.some((stop) => stop > minutes));
  const start = to.length === 1 ? (before.toSorted((a, b) => b - a)[0] ?? from[0]) : (before[0] ?? from[0]);
  return [start, to.find((stop) => stop > start!) ?? end];
}

const number = "(?:(\\d{1,3}|an?|une?|couple(?: of)?|few|quelques) )?";

/** "The last 3 days", "next 2 weeks", « au cours des dix derniers mois ». */
function counted(low: string, now: DateTime): Said[] | undefined {
  const english = new RegExp(`\\b(last|past|previous|next|coming|following|upcoming) ${number}(days?|weeks?|months?|years?|hours?|minutes?)\\b`).exec(low);
  const other = /\b(\d{1,3}|few) (last|past|previous|next|coming|following|upcoming) (days?|weeks?|months?|years?|hours?|minutes?)\b/.exec(low);
  const french =
    /\b(\d{1,3}|quelques) (derniers?|dernieres?|prochains?|prochaines?|precedents?|precedentes?|suivants?|suivantes?) (jours?|semaines?|mois|ans?|annees?|heures?|minutes?)/.exec(
      low,
    );
  const french2 = /\b(derniers?|dernieres?|prochains?|prochaines?) (\d{1,3}) (jours?|semaines?|mois|ans?|annees?|heures?|minutes?)/.exec(low);
  const [way, n, word] =
    english !== null && english[2] !== undefined
      ? [english[1]!, english[2], english[3]!]
      : other !== null
        ? [other[2]!, other[1]!, other[3]!]
        : french !== null
          ? [french[2]!, french[1]!, french[3]!]
          : french2 !== null
            ? [french2[1]!, french2[2]!, french2[3]!]
            : [];
  if (way === undefined || n === undefined || word === undefined) return undefined;
  const count = /^(?:an?|une?)$/.test(n) ? 1 : n.startsWith("couple") ? 2 : n === "few" || n === "quelques" ? 3 : Number(n);
  const unit = unitOf(word)!;
  const length = durationOf(count, word);
  const exact = unit === "hour" || unit === "minute";
  const base = exact ? now : now.startOf("day");
  const aligned = now.startOf(unit);
  if (/^(?:last|past|prev|dern|prec)/.test(way)) return [span(base.minus(length), base), span(aligned.minus(length), aligned)];
  const next = exact ? now : base.plus({ days: 1 });
  return [span(next, next.plus(length)), span(aligned.plus(durationOf(1, word)), aligned.plus(durationOf(count + 1, word))), span(base, base.plus(length))];
}

/** Weeks, months, years, weekends and seasons by name. */
function named(low: string, now: DateTime, language: Language): Said[] | undefined {
  const weekend = /\b(this|next|last|past|coming|the|ce|cette|prochain|dernier)? ?(?:week[- ]?end|fin de semaine)(?: (prochaine?|derniere?|passee?))?/.exec(
    low,
  );
  if (weekend !== null) {
    const way = weekend[2] ?? weekend[1] ?? "this";
    const week = now.startOf("week").plus({ weeks: /^(?:next|coming|proch)/.test(way) ? 1 : /^(?:last|past|dern|passe)/.test(way) ? -1 : 0 });
    const saturday = week.plus({ days: 5 });
    return [span(saturday, saturday.plus({ days: 2 })), span(saturday.minus({ hours: 6 }), saturday.plus({ days: 2 }))];
  }
  const found = datesIn(low, now, language);
  if (found !== undefined && found.grain !== "month") return undefined;
  const relative =
    /\b(this|next|last|past|previous|current|coming|following|the same) (week|month|year|quarter)\b/.exec(low) ??
    flipped(/\b(semaine|mois|annee|an|trimestre) (prochaine?|suivante?|derniere?|passee?|precedente?|qui vient)/.exec(low)) ??
    /\b(ce|cette|cet|prochaine?|derniere?|meme) (semaine|mois|annee|trimestre)\b/.exec(low);
  if (relative !== null && relative !== undefined) {
    const [, way, word] = relative;
    const unit = unitOf(word!)!;
    const many = /^(?:next|coming|following|proch|suiv|qui)/.test(way!) ? 1 : /^(?:last|past|prev|dern|passe|prec)/.test(way!) ? -1 : 0;
    const start = now.startOf(unit).plus(unit === "quarter" ? { quarters: many } : durationOf(many, word!));
    const end = start.plus(unit === "quarter" ? { quarters: 1 } : durationOf(1, word!));
    return [span(start, end)];
  }
  const month = monthYear(low, language);
  if (month !== undefined) {
    const years =
      month.year !== undefined
        ? [month.year]
        : month.way < 0
          ? [now.year - (month.month >= now.month ? 1 : 0)]
          : [now.year + (month.month < now.month ? 1 : 0), month.month < now.month ? now.year : now.year - 1];
    return years.map((year) => {
      const start = now.set({ year, month: month.month, day: 1 }).startOf("day");
      return span(start, start.plus({ months: 1 }));
    });
  }
  const year = /\b(?:in|en|year|annee|of|de|during|pendant|since|l'an)? ?((?:19|20)\d\d)\b(?![-/.:]\d)/.exec(low);
  if (year !== null && !/\d[-/.]\d/.test(low)) {
    const start = now.set({ year: Number(year[1]), month: 1, day: 1 }).startOf("day");
    return [span(start, start.plus({ years: 1 }))];
  }
  return undefined;
}

const flipped = (match: RegExpExecArray | null): readonly (string | undefined)[] | null => (match === null ? null : [match[0], match[2], match[1]]);

function monthYear(low: string, language: Language): { month: number; year?: number; way: number } | undefined {
  const name =
    language === "en"
      ? "(january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
      : "(janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)";
  const match = new RegExp(
    `(?<!\\d(?:st|nd|rd|th|er)?(?: of| de)? )\\b(?:(last|past|next|this|in|dernier|ce|cette|en|au mois d[e'])[ -]*)?${name}\\b\\.?(?! ?\\d{1,2}(?!\\d))(?:[ ,]*(?:of |de )?(\\d{4}))?`,
  ).exec(low);
  if (match === null || (match[2] === "may" && match[1] === undefined && match[3] === undefined) || (match[2] === "mars" && /\d mars/.test(low)))
    return undefined;
  return {
    month: monthAt(match[2]!, language),
    ...(match[3] !== undefined && { year: Number(match[3]) }),
    way: /^(?:last|past|dernier)/.test(match[1] ?? "") ? -1 : 1,
  };
}

/** "Tomorrow morning", "tonight", « demain matin »: where no clock is told. */
function partOfDay(low: string, now: DateTime, language: Language): Said[] | undefined {
  const part = parts.find(([words]) => words.test(low));
  if (part === undefined) return undefined;
  const { times, soon } = timesIn(low, language, false);
  if (times.length + soon.length > 0 || /\b\d{1,2}\b(?!st|nd|rd|th)/.test(low.replace(/\d{1,2}(?:st|nd|rd|th)|\d{4}/g, ""))) return undefined;
  const [, narrow, wide] = part;
  const found = datesIn(/last night|hier soir/.test(low) ? "yesterday hier" : low, now, language);
  const days = found?.days ?? [now.startOf("day")];
  const spans = days
    .slice(0, 2)
    .flatMap((on) => [narrow, wide].map(([from, to]) => span(at(on, from * 60), at(on, to === 24 && from === 20 ? 1439 : to * 60))));
  const clock = (hour: number): string => (hour === 24 ? "23:59" : clockOf(hour * 60));
  return found === undefined && !/\b(?:this|ce|cet|cette|tonight|tonite)\b/.test(low) ? [...spans, { start: clock(narrow[0]), end: clock(narrow[1]) }] : spans;
}
