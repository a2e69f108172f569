import { DateTime } from "luxon";
import { feastIn } from "./feasts.ts";

/** `day` is a day; `month` a month by its first day; `shift` counts from now; `moment` has its clock; `end of day` its last minute. */
export type Grain = "day" | "shift" | "moment" | "end of day" | "month";
/** Where the words name a day, and which days they may mean, the likeliest first. */
export type FoundDate = { start: number; end: number; days: DateTime[]; grain: Grain };

type Lexicon = { weekday: string; month: string; weekdays: readonly string[]; months: readonly string[] };
const lexicons: Record<"en" | "fr", Lexicon> = {
  en: {
    weekday: "(mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|nsday|rs|rsday|urday|r)?s?\\.?",
    month: "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\\.?",
    weekdays: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
    months: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
  },
  fr: {
    weekday: "(lun|mar|mer|jeu|ven|sam|dim)(?:di|credi|dredi|edi|anche)?s?\\.?",
    month: "(janv?|fevr?|mars|avr|mai|juin|juil?|aout|sept?|oct|nov|dec)(?:ier|il|let|embre|obre)?\\.?",
    weekdays: ["lun", "mar", "mer", "jeu", "ven", "sam", "dim"],
    months: ["jan", "fev", "mars", "avr", "mai", "juin", "jui", "aout", "sep", "oct", "nov", "dec"],
  },
};

export const weekdayAt = (word: string, language: "en" | "fr"): number => lexicons[language].weekdays.indexOf(word.slice(0, 3)) + 1;
export const monthAt = (word: string, language: "en" | "fr"): number => lexicons[language].months.findIndex((name) => word.startsWith(name)) + 1;

const number = "(an?|une?|couple|few|quelques|\\d{1,3})";
const countOf = (word: string): number => (/^(?:an?|une?)$/.test(word) ? 1 : word === "couple" ? 2 : /^(?:few|quelques)$/.test(word) ? 3 : Number(word));
const unit = "(seconds?|secondes?|minutes?|mins?|hours?|heures?|days?|jours?|weeks?|semaines?|fortnights?|months?|mois|years?|ans?|annees?)";

/** What a count of a unit is, for luxon. */
export function durationOf(count: number, word: string): Record<string, number> {
  if (/^(?:sec)/.test(word)) return { seconds: count };
  if (/^min/.test(word)) return { minutes: count };
  if (/^(?:hour|heure)/.test(word)) return { hours: count };
  if (/^(?:day|jour)/.test(word)) return { days: count };
  if (/^(?:week|semaine)/.test(word)) return { weeks: count };
  if (/^fortnight/.test(word)) return { weeks: 2 * count };
  if (/^(?:month|mois)/.test(word)) return { months: count };
  return { years: count };
}
const grainOf = (word: string): Grain => (/^(?:sec|min|hour|heure)/.test(word) ? "moment" : "shift");

/** The date that the words name, in the past or the future; the first rule that matches takes it. */
export function datesIn(low: string, now: DateTime, language: "en" | "fr"): FoundDate | undefined {
  for (const [pattern, read] of rulesOf(language)) {
    const match = pattern.exec(low);
    if (match === null) continue;
    const said = read(match, now);
    if (said === undefined) continue;
    const days = said.days.filter((day): day is DateTime => day?.isValid === true);
    if (days.length > 0) return { start: match.index, end: match.index + match[0].length, days, grain: said.grain ?? "day" };
  }
  return undefined;
}

type Read = (match: RegExpExecArray, now: DateTime) => { days: (DateTime | undefined)[]; grain?: Grain } | undefined;
type Rule = readonly [RegExp, Read];
const made: Partial<Record<"en" | "fr", Rule[]>> = {};

function rulesOf(language: "en" | "fr"): Rule[] {
  const had = made[language];
  if (had !== undefined) return had;
  const { weekday: w, month: m } = lexicons[language];
  const en = language === "en";
  const W = (word: string): number => weekdayAt(word, language);
  const M = (word: string): number => monthAt(word, language);
  const re = (source: string): RegExp => new RegExp(source);
  const year = en
    ? "(?:[ ,/-]*(?:of |in )?(\\d{4}|'?\\d\\d(?![:\\d]| ?(?:am|pm|h\\b|a\\b|p\\b))))?"
    : "(?:[ ,/-]*(?:de |en )?(\\d{4}|\\d\\d(?! ?(?:h|:|heures?))))?";
  const nth = en ? "(\\d{1,2})(?:st|nd|rd|th)?(?: day)?" : "(\\d{1,2})(?:er|e|eme|ieme)?(?: jour)?";
  const of = en ? "[ /.,-]*(?:of (?:the month of )?)?" : "[ /.,-]*(?:de |d'|du mois d[e'] ?)?";
  const rules: Rule[] = [
    // 2016-11-07T.., 2013/2/15, 2020-aug-1, 20200701, 2016 10 16
    [re("\\b(\\d{4})[-/. ](\\d{1,2})[-/. ](\\d{1,2})\\b"), ([, y, mo, d], now) => exact(now, Number(y), Number(mo), Number(d))],
    [re(`\\b(\\d{4})[-/. ]${m}[-/. ](\\d{1,2})\\b`), ([, y, mo, d], now) => exact(now, Number(y), M(mo!), Number(d))],
    [re(`\\b(\\d{4})[-/. ](\\d{1,2})[-/. ]${m}`), ([, y, d, mo], now) => exact(now, Number(y), M(mo!), Number(d))],
    [re(`\\b${m}[-/. ](\\d{4})[-/. ](\\d{1,2})\\b`), ([, mo, y, d], now) => exact(now, Number(y), M(mo!), Number(d))],
    [re("(?<!\\d)((?:19|20)\\d\\d)([01]\\d)([0-3]\\d)(?!\\d)"), ([, y, mo, d], now) => exact(now, Number(y), Number(mo), Number(d))],
    // 10/31/1974, 31.10.74, 31 10 74
    [
      re(en ? "\\b(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4}|\\d\\d)\\b" : "\\b(\\d{1,2})[-/. ](\\d{1,2})[-/. ](\\d{4}|\\d\\d)\\b"),
      ([, a, b, y], now) => {
        const [first, second] = en ? [a, b] : [b, a];
        return exact(now, fullYear(y!), Number(first), Number(second)) ?? exact(now, fullYear(y!), Number(second), Number(first));
      },
    ],
    // two weeks after next Friday, 3 days before January 15
    [
      re(
        `\\b(?:dans )?${number}(?: of)? ${unit} (from|after|before|since|apres|avant|a partir d[ue]|depuis)(?: the)?(?: year| l'annee)? (?!now|maintenant|today)(?=\\S)`,
      ),
      (match, now) => {
        const rest = match.input.slice(match.index + match[0].length);
        const base = /^(\d{4})\b/.exec(rest) === null ? datesIn(rest, now, language)?.days[0] : DateTime.utc(Number(rest.slice(0, 4)), 1, 1);
        if (base === undefined) return /^aujourd/.test(rest) ? { days: [now.plus(durationOf(countOf(match[1]!), match[2]!))] } : undefined;
        const length = durationOf(countOf(match[1]!), match[2]!);
        return { days: [/before|avant/.test(match[3]!) ? base.minus(length) : base.plus(length)] };
      },
    ],
    // Monday two weeks from now
    [re(`\\b${w} ${number} weeks? from now`), ([, d, n], now) => ({ days: [weekOf(now.plus({ weeks: countOf(n!) }), W(d!))] })],
    [re(en ? "\\b(?:the )?day after tomorrow\\b" : "\\bapres[- ]demain\\b|\\bsurlendemain\\b"), (_, now) => ({ days: [now.plus({ days: 2 })] })],
    [re(en ? "\\b(?:the )?day before yesterday\\b" : "\\bavant[- ]hier\\b"), (_, now) => ({ days: [now.minus({ days: 2 })] })],
    [
      re(en ? "\\b(?:the )?(?:end of (?:the )?(?:day|today)|eod)\\b" : "\\b(?:la )?fin de (?:la )?journee\\b|\\bfin d'aujourd'hui\\b"),
      (_, now) => ({ days: [now], grain: "end of day" }),
    ],
    [re(en ? "\\bend of tomorrow\\b|\\beod tomorrow\\b" : "\\bfin de demain\\b"), (_, now) => ({ days: [now.plus({ days: 1 })], grain: "end of day" })],
    [re(en ? `\\bend of (?:the )?${w}\\b` : `\\bfin d[eu] ${w}(?![a-z])`), ([, d], now) => ({ days: both(now, W(d!)), grain: "end of day" })],
    // since numbers count from a moment: ago, hence, later, from now, in
    [
      re(`\\b${number} ${unit},? ${number} ${unit}(?:,? (?:and )?${number} ${unit})? (later|from now|ago|hence)`),
      ([, a, u, b, v, c, x, way], now) => {
        const length = { ...durationOf(countOf(a!), u!), ...durationOf(countOf(b!), v!), ...(c !== undefined && durationOf(countOf(c), x!)) };
        return { days: [way === "ago" ? now.minus(length) : now.plus(length)], grain: "shift" };
      },
    ],
    [
      re(en ? `\\b${number}(?: of)? ${unit} (?:ago|back|earlier)\\b` : `\\bil y a (?:environ )?${number} ${unit}(?![a-z])`),
      ([, n, u], now) => shift(now, -countOf(n!), u!),
    ],
    [
      re(
        en
          ? `\\b(?:in|within) (?:about )?(?:a )?${number}(?: of| more)? ${unit}(?:'s?)?(?: time)?\\b|\\b${number}(?: of)? ${unit} (?:hence|later|from (?:now|today))\\b`
          : `\\b(?:dans|d'ici|en|pour) (?:environ )?${number} ${unit}(?![a-z])|\\b${number} ${unit} (?:plus tard|apres|a partir de maintenant)(?![a-z])|\\bminuterie de ${number} ${unit}`,
      ),
      ([, a, u, b, v, c, x], now) => shift(now, countOf(a ?? b ?? c!), (u ?? v ?? x)!),
    ],
    // feasts
    [/./, (match, now) => feastIn(match.input, now, language)],
    // the first Monday of October 2014, the last day in March, 1st week of Oct on Friday
    [
      re(
        en
          ? `\\b(1st|2nd|3rd|4th|5th|last) ${w} (?:of|in) ${m}${year}`
          : `\\b(premier|1er|deuxieme|2eme|2e|troisieme|3eme|3e|quatrieme|4e|dernier) ${w} (?:de |d')${m}${year}`,
      ),
      ([, n, d, mo, y], now) => around(now, y, (inYear) => nthIn(inYear, M(mo!), W(d!), nthOf(n!))),
    ],
    [
      re(
        en
          ? `\\b(1st|2nd|3rd|4th|5th|last) ${w} (?:of|in) (this|the|last|next) month`
          : `\\b(premier|deuxieme|troisieme|quatrieme|dernier) ${w} (d(?:e ce|u)) mois`,
      ),
      ([, n, d, which], now) => {
        const at = now.plus({ months: which === "last" ? -1 : which === "next" ? 1 : 0 });
        return { days: [nthIn(at.year, at.month, W(d!), nthOf(n!))] };
      },
    ],
    [
      re(en ? `\\blast day (?:of|in) ${m}${year}` : `\\bdernier jour (?:de |d')${m}${year}`),
      ([, mo, y], now) => around(now, y, (inYear) => DateTime.utc(inYear, M(mo!), 1).endOf("month").startOf("day")),
    ],
    [
      re(en ? `\\b1st week of ${m},? (?:on )?${w}` : `\\b(?:1ere|1re|premiere) semaine (?:de |d')${m},? (?:le )?${w}`),
      ([, mo, d], now) => around(now, undefined, (inYear) => nthIn(inYear, M(mo!), W(d!), 1)),
    ],
    ...(en ? ([[/\bides of march\b/, (_, now) => ({ days: [DateTime.utc(now.year, 3, 15)] })]] as Rule[]) : []),
    // 31 October 1974, the second of March, Oct 31, 12/July, with the weekday or without
    [
      re(`(?:\\b${w},?[ -]*(?:le |the )?\\(?)?\\b${nth}${of}${m}(?![a-z])${year}(?:,? ${w}(?![a-z]))?`),
      ([, d, n, mo, y, after], now) => dated(now, y, M(mo!), Number(n), (d ?? after) === undefined ? undefined : W((d ?? after)!)),
    ],
    [
      re(`(?:\\b${w},?[ -]*)?\\b${m}[ /.-]*(?:the |le )?(\\d{1,2})(?:st|nd|rd|th|er)?(?![\\d:]|[ -]?\\d{0,2}(?:am|pm)\\b)${year}(?:,? ${w}(?![a-z]))?`),
      ([, d, mo, n, y, after], now) => dated(now, y, M(mo!), Number(n), (d ?? after) === undefined ? undefined : W((d ?? after)!)),
    ],
    // 3/15, 15/3, 2 - 15
    [
      re(en ? "\\b(\\d{1,2}) ?[/-] ?(\\d{1,2})\\b(?![:\\d])" : "\\b(\\d{1,2})[/. ](\\d{1,2})\\b(?![:\\d]| ?h)"),
      ([, a, b], now) => {
        const [mo, d] = en ? [a, b] : [b, a];
        return dated(now, undefined, Number(mo), Number(d), undefined) ?? dated(now, undefined, Number(d), Number(mo), undefined);
      },
    ],
    ...(en
      ? ([
          [
            new RegExp(`\\b${w} (\\d{1,2})\\.(\\d{1,2})\\b`),
            ([, , a, b], now) => ({ days: [day(now.year, Number(b), Number(a)), day(now.year, Number(a), Number(b))] }),
          ],
        ] as Rule[])
      : []),
    // the 20th of next month, the 24th of this month
    [
      re(en ? `\\b(\\d{1,2})(?:st|nd|rd|th)?(?: day)?(?: of)? (?:the )?next month\\b` : `\\b(\\d{1,2})(?:er|e)? du mois prochain`),
      ([, n], now) => ({ days: [now.startOf("month").plus({ months: 1, days: Number(n) - 1 })] }),
    ],
    [
      re(en ? `\\b(\\d{1,2})(?:st|nd|rd|th)?(?: day)?(?: of)? (?:this|the) month\\b` : `\\b(\\d{1,2})(?:er|e)? (?:de )?ce mois`),
      ([, n], now) => ({ days: [day(now.year, now.month, Number(n))] }),
    ],
    // Friday the 13th: both must be so
    [
      re(en ? `\\b${w},? (?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?![\\d:]| ?(?:am|pm|weeks?|[ap]\\b|h\\b|o'))` : `\\b${w} (?:le )?(\\d{1,2})(?![\\d:]| ?h)`),
      ([all, d, n], now) => (/ (?:at|a) /.test(all) ? undefined : { days: matching(now, W(d!), Number(n)) }),
    ],
    // weeks and weekdays
    [
      re(
        en
          ? `\\b${w},? (?:of |from |in )?(?:the )?(next|this|last|following|coming) week\\b|\\b(next|this|last) week'?s?,? (?:on )?${w}`
          : `\\b${w},? (?:de )?(?:la |cette )?semaine(?: (prochaine|suivante|d'apres|derniere|passee|precedente))?|\\bsemaine (prochaine|derniere|precedente)[ -]*(?:le )?${w}`,
      ),
      ([, a, which, other, b], now) => {
        const to = which ?? other ?? "this";
        const weeks = /^(?:next|following|coming|prochaine|suivante|d'apres)/.test(to) ? 1 : /^(?:last|derniere|passee|precedente)/.test(to) ? -1 : 0;
        return { days: [weekOf(now.plus({ weeks }), W((a ?? b)!))] };
      },
    ],
    [
      re(en ? `\\b${w} after next\\b` : `\\b${w} en (?:15|quinze)\\b`),
      ([, d], now) => ({ days: [weekOf(now.plus({ weeks: 2 }), W(d!)), upcoming(now, W(d!)).plus({ weeks: en ? 1 : 2 })] }),
    ],
    ...(en
      ? []
      : ([
          [
            new RegExp(`\\b${w} en (?:8|huit)\\b`),
            ([, d], now) => ({ days: [upcoming(now, W(d!)).plus({ weeks: now.weekday === W(d!) ? 0 : 1 }), upcoming(now, W(d!))] }),
          ],
        ] as Rule[])),
    ...(en
      ? ([
          [new RegExp(`\\b(\\d{1,2}) ${w} from now\\b`), ([, n, d], now) => ({ days: [upcoming(now, W(d!)).plus({ weeks: Number(n) - 1 })] })],
          [new RegExp(`\\b(\\d{1,2}) ${w} (?:back|ago)\\b`), ([, n, d], now) => ({ days: [before(now, W(d!)).minus({ weeks: Number(n) - 1 })] })],
        ] as Rule[])
      : []),
    [
      re(
        en
          ? `\\b(?:last|past|previous) ${w}(?![a-z])|\\b${w} (?:past|before)\\b`
          : `\\b(?:dernier |passe )${w}(?![a-z])|\\b(?:ce )?${w} (?:dernier|passe|precedent)\\b`,
      ),
      ([, a, b], now) => ({ days: [before(now, W((a ?? b)!)), weekOf(now.minus({ weeks: 1 }), W((a ?? b)!))] }),
    ],
    [
      re(
        en ? `\\b(?:next|following|coming|upcoming) ${w}(?![a-z])` : `\\b(?:prochain )${w}(?![a-z])|\\b${w} (?:prochain|suivant|qui vient)\\b|\\b${w} d'apres`,
      ),
      ([, a, b, c], now) => ({ days: [weekOf(now.plus({ weeks: 1 }), W((a ?? b ?? c)!)), upcoming(now, W((a ?? b ?? c)!))] }),
    ],
    [re(en ? `\\b(?:this|coming) ${w}(?![a-z])` : `\\b(?:ce) ${w}(?![a-z])`), ([, d], now) => ({ days: [weekOf(now, W(d!)), upcoming(now, W(d!))] })],
    [re(en ? `\\b(?:on |by )?${w}(?![a-z])` : `\\b(?:le )?${w}(?![a-z])`), ([, d], now) => ({ days: both(now, W(d!)) })],
    // words
    [
      re(
        en
          ? "\\b(?:right now|just now|now|at (?:this|the present) (?:time|moment)|asap|as soon as possible|immediately)\\b"
          : "\\b(?:maintenant|tout de suite|immediatement|des que possible|le plus tot possible|dans une seconde)\\b",
      ),
      (_, now) => ({ days: [now], grain: "moment" }),
    ],
    [
      re(en ? "\\b(?:tomorrow|tmrw|tmr)(?:'s)?\\b" : "\\b(?:demain|(?:le )?lendemain|(?:le )?jour (?:suivant|d'apres))\\b"),
      (_, now) => ({ days: [now.plus({ days: 1 })] }),
    ],
    [re(en ? "\\blast night\\b|\\byesterday\\b" : "\\bhier\\b|\\bla veille\\b"), (_, now) => ({ days: [now.minus({ days: 1 })] })],
    [
      re(
        en
          ? "\\b(?:today|tonight|tonite|this (?=morning|afternoon|evening)|for the day|the day)\\b"
          : "\\b(?:aujourd'hui|ce (?=soir|matin)|cet (?=apres)|ce jour)\\b",
      ),
      (_, now) => ({ days: [now] }),
    ],
    // a month, with its year or without
    [re(`\\b(\\d{1,2})/(\\d{4})\\b`), ([, mo, y]) => ({ days: [day(Number(y), Number(mo), 1)], grain: "month" })],
    // the 24th alone
    [
      re(
        en
          ? "\\b(?:on |the |on the )(\\d{1,2})(?:st|nd|rd|th)?\\b(?![:\\d]| ?(?:am|pm|min|hour|day|week|month|year|past|to|before|after))|\\b(\\d{1,2})(?:st|nd|rd|th)\\b"
          : "\\ble (?:prochain )?(\\d{1,2})(?:er|eme|e)?\\b(?! ?(?:h|:|minutes?|heures?))|\\b(\\d{1,2})(?:er|eme)\\b",
      ),
      ([, a, b], now) => {
        const n = Number(a ?? b);
        const here = day(now.year, now.month, n);
        const later = n >= now.day ? here : DateTime.utc(now.year, now.month, 1).plus({ months: 1, days: n - 1 });
        return n < 1 || n > 31
          ? undefined
          : {
              days: [
                later,
                DateTime.utc(now.year, now.month, 1)
                  .minus({ months: n <= now.day ? 0 : 1 })
                  .plus({ days: n - 1 }),
              ],
            };
      },
    ],
    [
      re(en ? `(?:\\bin |^)${m}(?![a-z])(?:,? (\\d{4}))?\\W*$` : `(?:\\ben |^)${m}(?![a-z])(?:,? (\\d{4}))?\\W*$`),
      ([, mo, y], now) => {
        const at = (inYear: number) => DateTime.utc(inYear, M(mo!), 1);
        return { days: y === undefined ? [at(now.year + (M(mo!) < now.month ? 1 : 0)), at(now.year)] : [at(Number(y))], grain: "month" };
      },
    ],
  ];
  made[language] = rules;
  return rules;
}

const day = (year: number, month: number, date: number): DateTime | undefined => {
  const at = DateTime.utc(year, month, date);
  return at.isValid ? at : undefined;
};
const exact = (_: DateTime, year: number, month: number, date: number) => {
  const at = day(year, month, date);
  return at === undefined ? undefined : { days: [at] };
};
const fullYear = (word: string): number => {
  const n = Number(word.replace("'", ""));
  return word.replace("'", "").length > 2 ? n : n >= 40 ? 1900 + n : 2000 + n;
};
const shift = (now: DateTime, count: number, word: string) => ({ days: [now.plus(durationOf(count, word))], grain: grainOf(word) });

/** With a year it is one day; without, the coming one, then the last one. A weekday tells which year is meant. */
function dated(now: DateTime, year: string | undefined, month: number, date: number, weekday: number | undefined) {
  if (month < 1 || month > 12) return undefined;
  if (year !== undefined) return exact(now, fullYear(year), month, date);
  const years = [now.year, now.year + 1, now.year - 1, now.year + 2, now.year - 2, now.year + 3, now.year + 4].flatMap(
    (candidate) => day(candidate, month, date) ?? [],
  );
  if (weekday !== undefined) {
    const fitting = years.filter((at) => at.weekday === weekday).sort((a, b) => Math.abs(a.diff(now, "days").days) - Math.abs(b.diff(now, "days").days));
    if (fitting.length > 0) return { days: [...fitting.slice(0, 2), years.find((at) => at >= now.startOf("day"))] };
  }
  return { days: [years.find((at) => at >= now.startOf("day")), years.toSorted((a, b) => b.toMillis() - a.toMillis()).find((at) => at < now.startOf("day"))] };
}

function around(now: DateTime, year: string | undefined, inYear: (year: number) => DateTime | undefined) {
  if (year !== undefined) return { days: [inYear(fullYear(year))] };
  const here = inYear(now.year);
  return { days: here !== undefined && here >= now.startOf("day") ? [here, inYear(now.year - 1)] : [inYear(now.year + 1), here] };
}

const nthOf = (word: string): number =>
  word === "last" || word === "dernier"
    ? -1
    : /^(?:1|premier)/.test(word)
      ? 1
      : /^(?:2|deux)/.test(word)
        ? 2
        : /^(?:3|troi)/.test(word)
          ? 3
          : /^(?:4|quatr)/.test(word)
            ? 4
            : 5;

export function nthIn(year: number, month: number, weekday: number, n: number): DateTime | undefined {
  const first = DateTime.utc(year, month, 1);
  if (n < 0) {
    const last = first.endOf("month").startOf("day");
    return last.minus({ days: (last.weekday - weekday + 7) % 7 });
  }
  const at = first.plus({ days: ((weekday - first.weekday + 7) % 7) + 7 * (n - 1) });
  return at.month === month ? at : undefined;
}

const weekOf = (now: DateTime, weekday: number): DateTime => now.startOf("week").plus({ days: weekday - 1 });
const upcoming = (now: DateTime, weekday: number): DateTime => now.startOf("day").plus({ days: ((weekday - now.weekday + 6) % 7) + 1 });
const before = (now: DateTime, weekday: number): DateTime => now.startOf("day").minus({ days: ((now.weekday - weekday + 6) % 7) + 1 });
const both = (now: DateTime, weekday: number): DateTime[] => [upcoming(now, weekday), now.weekday === weekday ? now.startOf("day") : before(now, weekday)];

/** The nearest month whose `date` is that weekday, ahead and behind; where none is near, the coming one. */
function matching(now: DateTime, weekday: number, date: number): (DateTime | undefined)[] {
  const found = (step: number): DateTime | undefined => {
    for (let months = 0; months < 30; months++) {
      const at = now.startOf("month").plus({ months: step * months });
      const candidate = day(at.year, at.month, date);
      if (candidate?.weekday === weekday && (step > 0 ? candidate >= now.startOf("day") : candidate < now.startOf("day"))) return candidate;
    }
    return undefined;
  };
  return [found(1), found(-1)];
}
