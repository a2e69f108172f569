import {
  comingWeekday,
  type Day,
  dateOf,
  dayOf,
  monthsLater,
  nextDate,
  nextMonthDay,
  nextOf,
  nextWeekday,
  nthWeekday,
  weekdayOf,
  weekdayOfWeek,
} from "./day.ts";
import type { DayRule } from "./days.ts";

const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const weekday = "(sundays?|mondays?|tuesdays?|wednesdays?|wensday|thursdays?|fridays?|saturdays?|tues?|weds?|thurs?|thur|fri)";
const shortWeekday = "(sun|mon|tue|wed|thu|fri|sat)";
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const month = "(january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)";
const nth = "(\\d{1,2})(?:st|nd|rd|th)";
const year = "(?:,? (?:of )?(20\\d\\d|20 ?2\\d))?";

const dayNumber = (word: string): number => weekdays.findIndex((name) => name.startsWith(word.slice(0, word === "wensday" ? 1 : 3)));
const monthNumber = (word: string): number => months.indexOf(word.slice(0, 3)) + 1;
const yearNumber = (word: string | undefined): number | undefined => (word === undefined ? undefined : Number(word.replace(" ", "")));
const on = (...days: (Day | undefined)[]) => ({ days: days.filter((day) => day !== undefined) });
const countOf = (word: string): number => (/^an?$/.test(word) ? 1 : word === "couple" || word === "couple of" ? 2 : Number(word));
const re = (source: string): RegExp => new RegExp(source, "g");
const lead = "(?:\\bon |\\bfor |\\bby )?(?:\\bthe )?";

/** English days; a rule that takes more words stands before one that takes fewer. */
export const englishDays: readonly DayRule[] = [
  [re("\\b(?:the )?day after tomorrow\\b"), (_, today) => on(today + 2)],
  // the first Monday of October, last Friday of this month, the last day of March
  [
    re(`${lead}\\b(1st|2nd|3rd|4th|5th|last) ${weekday} (?:of|in) (?:the )?(?:(next|this) month|month|${month}\\.?)${year}`),
    ([, n, d, which, m, y], today) => {
      const wanted = n === "last" ? -1 : Number(n![0]);
      if (m !== undefined) return on(...nextOf(today, (inYear) => nthWeekday(inYear, monthNumber(m), dayNumber(d!), wanted), yearNumber(y)));
      const first = dateOf(which === "next" ? monthsLater(today, 1) : today);
      return on(nthWeekday(first.year, first.month, dayNumber(d!), wanted));
    },
  ],
  [
    re(`${lead}\\blast day (?:of|in) ${month}\\b\\.?${year}`),
    ([, m, y], today) => on(...nextOf(today, (inYear) => dayOf(inYear + (monthNumber(m!) === 12 ? 1 : 0), (monthNumber(m!) % 12) + 1, 1)! - 1, yearNumber(y))),
  ],
  // three Fridays from now
  [re(`\\b(\\d{1,2}) ${weekday} from (?:now|today)\\b`), ([, n, d], today) => on(comingWeekday(today + 1, dayNumber(d!))[0]! + 7 * (Number(n) - 1))],
  // Oct/2, 31-Oct, 14april
  [
    re(`\\b${month}[/-](\\d{1,2})(?:[/-](20\\d\\d))?\\b|\\b(\\d{1,2})[/-]?${month}(?:[/-](20\\d\\d))?\\b`),
    ([, m, d, y, d2, m2, y2], today) => on(...nextDate(today, monthNumber(m ?? m2!), Number(d ?? d2), yearNumber(y ?? y2))),
  ],
  [re("\\b(?:tomorrow|tomorow|tommorow|tommorrow|tmrw|tmr|2morrow)(?:'s)?\\b(?:,? (?:the )?(\\d{1,2})(?:st|nd|rd|th))?"), (_, today) => on(today + 1)],
  [re("\\b(?:later )?(?:today|this very day)(?:'s)?\\b"), (_, today) => on(today)],
  // The part of the day is left for the times to read.
  [re("(?=\\b(?:tonight|tonite)\\b)|\\bthis (?=(?:morning|afternoon|evening|night)\\b)"), (_, today) => on(today)],
  [re("\\byesterday\\b"), () => on()],
  // 2026-03-14, 14/03/2026, 3/14
  [re("\\b(20\\d\\d)[-/.](\\d{1,2})[-/.](\\d{1,2})\\b"), ([, y, m, d]) => on(dayOf(Number(y), Number(m), Number(d)))],
  [
    re("(?:\\bon )?\\b(\\d{1,2})[/-](\\d{1,2})(?:[/-](20\\d\\d|\\d\\d))?\\b(?!\\s*(?:people|persons))"),
    ([, a, b, y], today) => {
      const days = [...nextDate(today, Number(a), Number(b), yearNumber(y)), ...nextDate(today, Number(b), Number(a), yearNumber(y))];
      return days.length === 0 ? undefined : on(...new Set(days));
    },
  ],
  // Friday the 13th (of March), Friday March 13th
  [
    re(`${lead}\\b${weekday},? (?:the )?${nth}(?:,? (?:of )?(?:this month|${month}))?${year}\\b`),
    ([, , d, m, y], today) => on(...(m === undefined ? nextMonthDay(today, Number(d)) : nextDate(today, monthNumber(m), Number(d), yearNumber(y)))),
  ],
  [
    re(`${lead}\\b(\\d{1,2})(?:(?:st|nd|rd|th)(?: day)?(?: of)?| of) ${month}\\b${year}`),
    ([, d, m, y], today) => on(...nextDate(today, monthNumber(m!), Number(d), yearNumber(y))),
  ],
  [
    re(`${lead}\\b(?:${weekday},? )?${month}\\.? (?:the )?(\\d{1,2})(?:st|nd|rd|th)?\\b(?!:| ?(?:am|pm|a\\.m|p\\.m|o'|h\\b))${year}`),
    ([, , m, d, y], today) => on(...nextDate(today, monthNumber(m!), Number(d), yearNumber(y))),
  ],
  [
    re(`${lead}\\b(\\d{1,2})(?:st|nd|rd|th)?(?: day)? (?:of )?${month}\\b${year}`),
    ([, d, m, y], today) => (m === "may" && d === undefined ? undefined : on(...nextDate(today, monthNumber(m!), Number(d), yearNumber(y)))),
  ],
  [
    re(`${lead}\\b(\\d{1,2})(?:st|nd|rd|th)?(?: day)? (?:of )?(?:the )?next month\\b`),
    ([, d], today) => on(...nextMonthDay(monthsLater(today, 1) - Number(new Date(monthsLater(today, 1) * 86_400_000).getUTCDate()) + 1, Number(d))),
  ],
  [re(`${lead}\\b(\\d{1,2})(?:st|nd|rd|th)?(?: (?:of )?(?:this|the) month)\\b`), ([, d], today) => on(...nextMonthDay(today, Number(d)))],
  // a week from Friday, Friday next week, next week Friday
  [re(`\\ba week from (?:this )?${weekday}\\b`), ([, d], today) => on(comingWeekday(today, dayNumber(d!))[0]! + 7)],
  [re("\\ba week from (?:today|now)\\b|\\bin (?:a|1) week(?:'s time)?\\b|\\bthis time next week\\b"), (_, today) => on(today + 7)],
  [re("\\ba week from tomorrow\\b"), (_, today) => on(today + 8)],
  [
    re(`${lead}\\b${weekday},? (?:of )?next week\\b|\\bnext week,? (?:on )?${weekday}\\b`),
    ([, a, b], today) => on(weekdayOfWeek(today, dayNumber(a ?? b!), 1)),
  ],
  [
    re(`${lead}\\b${weekday},? (?:of )?this week\\b|\\bthis week,? (?:on )?${weekday}\\b`),
    ([, a, b], today) => on(weekdayOfWeek(today, dayNumber(a ?? b!), 0)),
  ],
  [
    re(`(?:\\bon |\\bfor )?\\b(?:this coming|this upcoming|coming|upcoming|this)\\s+${weekday}\\b`),
    ([, d], today) => on(comingWeekday(today, dayNumber(d!))[0]),
  ],
  [
    re(`(?:\\bon |\\bfor )?\\b(?:the )?(?:next|following) ${weekday}\\b|\\b${weekday} after next\\b`),
    ([all, d, e], today) =>
      e === undefined ? on(...nextWeekday(today, dayNumber(d!))) : on(weekdayOfWeek(today, dayNumber(e), all.endsWith("after next") ? 2 : 1)),
  ],
  // "Wed 13th", "Monday 21": both must be so, or the caller is asked.
  [
    re(
      `${lead}\\b(?:${weekday}|${shortWeekday}),? (?:the )?(?:${nth}|(?<=(?:day|sday) )(1[3-9]|2\\d|3[01]))(?![\\d:h]| ?(?:am|pm|a\\.m|p\\.m|o'|people|persons|street|st|ave|avenue|street|road)\\b)`,
    ),
    ([, d, short, n, m], today) => {
      const [day] = nextMonthDay(today, Number(n ?? m));
      if (day === undefined) return undefined;
      return weekdayOf(day) === dayNumber(d ?? short!) ? on(day) : on(day, ...comingWeekday(today, dayNumber(d ?? short!)).slice(0, 1));
    },
  ],
  [re(`${lead}\\b${weekday}(?:'s)?\\b`), ([, d], today) => on(...comingWeekday(today, dayNumber(d!)))],
  [re(`\\b(?:on|this|next|coming|for) ${shortWeekday}\\b|^${shortWeekday}(?=\\W|$)`), ([, a, b], today) => on(...comingWeekday(today, dayNumber(a ?? b!)))],
  // in three days, two weeks from now
  [
    re("\\bin (an?|\\d{1,2}|a couple of|couple) days?\\b(?:' time)?|\\b(an?|\\d{1,2}) days? from (?:now|today)\\b"),
    ([, a, b], today) => on(today + countOf((a ?? b!).replace("a couple of", "couple"))),
  ],
  [
    re("\\bin (\\d{1,2}|a couple of) weeks?\\b|\\b(\\d{1,2}) weeks? from (?:now|today)\\b"),
    ([, a, b], today) => on(today + 7 * countOf((a ?? b!).replace("a couple of", "couple"))),
  ],
  [re("\\bin (an?|\\d{1,2}) months?\\b"), ([, a], today) => on(monthsLater(today, countOf(a!)))],
  [
    re("\\b(?:next|this|the|on the) weekend\\b"),
    (_, today) => {
      const saturday = comingWeekday(today, 6)[0]!;
      return { days: weekdayOf(today) === 0 ? [today] : [saturday, saturday + 1], vague: "weekend" };
    },
  ],
  [re("\\b(?:next|this|later this|sometime next) week\\b"), () => ({ days: [], vague: "week" })],
  [re("\\b(?:next|this) month\\b"), () => ({ days: [], vague: "month" })],
  [re(`\\b(?:christmas day|christmas)\\b(?! (?:tree|street|lane|market|inn|village|store))`), (_, today) => on(...nextDate(today, 12, 25))],
  [re(`\\b(?:new year's day)\\b`), (_, today) => on(...nextDate(today, 1, 1))],
  // the 24
  [re("(?:^|\\bon )the (1[3-9]|2\\d|3[01])(?=\\s*(?:$|[,.;!?\\u2581]|at\\b|please\\b))"), ([, d], today) => on(...nextMonthDay(today, Number(d)))],
  // the 13th; not "5th and Main", not "the 3rd floor"
  [
    re(
      `(?:\\bon the |\\bthe |\\bfor the |\\bon |^)${nth}\\b(?=\\s*(?:$|[,.;!?\\u2581]|(?:of|at|please|around|about|in|for|by|or|if|would|will|is|works|instead|then|and (?:the|at|around|a|\\d)|between|after|before|early|late|sometime|thanks|thank|with|so|but|i|we|it|as|morning|afternoon|evening)\\b))(?! (?:and|&) [a-z]+ (?:street|st|ave|avenue)\\b)`,
    ),
    ([, d], today) => on(...nextMonthDay(today, Number(d))),
  ],
];
