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

const weekdays = ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"];
const weekday = "(dimanche|lundi|mardi|mercredi|jeudi|vendredi|samedi)s?";
const months = ["janv", "fev", "mars", "avr", "mai", "juin", "juil", "aou", "sept", "oct", "nov", "dec"];
const month = "(janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|janv|fev|avr|juil|jui|sept|oct|nov|dec)\\.?";
const date = "(\\d{1,2})(?:er|e|eme|ieme)?";
const year = "(?: (20\\d\\d))?";

const dayNumber = (word: string): number => weekdays.indexOf(word.replace(/s$/, ""));
const monthNumber = (word: string): number => (word === "jui" ? 7 : months.findIndex((name) => word.startsWith(name)) + 1);
const yearNumber = (word: string | undefined): number | undefined => (word === undefined ? undefined : Number(word));
const on = (...days: (Day | undefined)[]) => ({ days: days.filter((day) => day !== undefined) });
const countOf = (word: string): number => (/^une?$/.test(word) ? 1 : Number(word));
const re = (source: string): RegExp => new RegExp(source, "g");
const lead = "(?:\\bpour )?(?:\\bce |\\ble |\\bau )?";

/** French days, Québec's ways included; a rule that takes more words stands before one that takes fewer. */
export const frenchDays: readonly DayRule[] = [
  [re("\\bapres[- ]demain\\b|\\bsurlendemain\\b|\\b2 jours (?:apres|plus tard)\\b"), (_, today) => on(today + 2)],
  // le premier lundi d'octobre, le dernier vendredi du mois, le dernier jour de mars, le 3e jour d'octobre
  [
    re(
      `${lead}\\b(premier|1er|2e|2eme|deuxieme|3e|3eme|troisieme|4e|4eme|quatrieme|dernier) ${weekday} (?:(?:de|d')? ?${month}|du mois(?: (prochain))?|de ce mois(?:-ci)?)(?![a-z])${year}`,
    ),
    ([, n, d, m, which, y], today) => {
      const wanted = n === "dernier" ? -1 : /^(?:p|1)/.test(n!) ? 1 : /^(?:d|2)/.test(n!) ? 2 : /^(?:t|3)/.test(n!) ? 3 : 4;
      if (m !== undefined) return on(...nextOf(today, (inYear) => nthWeekday(inYear, monthNumber(m), dayNumber(d!), wanted), yearNumber(y)));
      const first = dateOf(which === undefined ? today : monthsLater(today, 1));
      return on(nthWeekday(first.year, first.month, dayNumber(d!), wanted));
    },
  ],
  [
    re(`${lead}\\bdernier jour (?:de |d')${month}(?![a-z])${year}`),
    ([, m, y], today) => on(...nextOf(today, (inYear) => dayOf(inYear + (monthNumber(m!) === 12 ? 1 : 0), (monthNumber(m!) % 12) + 1, 1)! - 1, yearNumber(y))),
  ],
  [
    re(`${lead}\\b(?:${date}|(premier|deuxieme|troisieme)) jour (?:de |d'|du mois d[e'] ?)${month}(?![a-z])(?:,? (?:de )?(20\\d\\d))?`),
    ([, d, word, m, y], today) =>
      on(...nextDate(today, monthNumber(m!), d === undefined ? ["premier", "deuxieme", "troisieme"].indexOf(word!) + 1 : Number(d), yearNumber(y))),
  ],
  // 02/oct, oct/2
  [
    re(`\\b(?:le )?(\\d{1,2})[/-]${month}(?:[/-](20\\d\\d))?|\\b${month}[/-](\\d{1,2})\\b`),
    ([, d, m, y, m2, d2], today) => on(...nextDate(today, monthNumber(m ?? m2!), Number(d ?? d2), yearNumber(y))),
  ],
  [
    re(`${lead}\\b(?:autour du |vers le |aux alentours du )?(\\d{1,2}) (?:de |du )?(?:ce mois(?:-ci)?|courant)(?![a-z])`),
    ([, d], today) => on(...nextMonthDay(today, Number(d))),
  ],
  [re("\\b(?:demain|le lendemain|jour suivant|le jour d'apres)\\b"), (_, today) => on(today + 1)],
  [re("\\b(?:plus tard )?aujourd'hui(?: meme)?\\b|\\baujourdhui\\b"), (_, today) => on(today)],
  [re("\\b(?:ce|cet|cette) (?=matin\\b|soir\\b|apres[- ]?midi\\b|aprem\\b|soiree\\b|nuit\\b)|\\b[aà] (?=soir\\b|matin\\b)"), (_, today) => on(today)],
  [re("\\btantot\\b"), (_, today) => ({ days: [today], vague: "later" })],
  [re("\\bhier\\b"), () => on()],
  [re("\\b(20\\d\\d)[-/.](\\d{1,2})[-/.](\\d{1,2})\\b"), ([, y, m, d]) => on(dayOf(Number(y), Number(m), Number(d)))],
  [
    re("(?:\\ble )?\\b(\\d{1,2})[/-](\\d{1,2})(?:[/-](20\\d\\d|\\d\\d))?\\b"),
    ([, d, m, y], today) => {
      const days = nextDate(today, Number(m), Number(d), yearNumber(y));
      return on(...(days.length > 0 ? days : nextDate(today, Number(d), Number(m), yearNumber(y))));
    },
  ],
  [
    re(`${lead}\\b(?:${weekday},? )?(?:le )?${date} ${month}(?![a-z])${year}`),
    ([, , d, m, y], today) => on(...nextDate(today, monthNumber(m!), Number(d), yearNumber(y))),
  ],
  [
    re(`${lead}\\b${weekday} (?:le )?${date}(?= |$|[,.!?])(?! ?(?:h|heures?|hrs?)\\b)(?:(?: de)? ce mois(?:-ci)?)?`),
    ([, , d], today) => on(...nextMonthDay(today, Number(d))),
  ],
  // « le 24 12 », « le 24 12 2026 »
  [
    re("\\ble (\\d{1,2}) (\\d{1,2})(?: (20\\d\\d|\\d\\d))?\\b(?! ?(?:h|heures?|:|personnes?))"),
    ([, d, m, y], today) => (Number(m) > 12 || Number(m) < 1 ? undefined : on(...nextDate(today, Number(m), Number(d), yearNumber(y)))),
  ],
  [
    re(`\\ble ${date} du mois prochain\\b`),
    ([, d], today) => on(...nextMonthDay(monthsLater(today, 1) - new Date(monthsLater(today, 1) * 86_400_000).getUTCDate() + 1, Number(d))),
  ],
  [
    re(`${lead}\\b${weekday} en (?:8|huit)\\b`),
    ([, d], today) => on(comingWeekday(today, dayNumber(d!)).at(-1)! + (comingWeekday(today, dayNumber(d!)).length > 1 ? 0 : 7)),
  ],
  [
    re(`${lead}\\b${weekday} en (?:15|quinze)\\b`),
    ([, d], today) => on(comingWeekday(today, dayNumber(d!)).at(-1)! + (comingWeekday(today, dayNumber(d!)).length > 1 ? 7 : 14)),
  ],
  [
    re(
      `${lead}\\b${weekday},? (?:de )?(?:la semaine (?:prochaine|suivante|d'apres|qui vient)|la prochaine semaine)\\b|\\bla semaine prochaine,? (?:le )?${weekday}\\b`,
    ),
    ([, a, b], today) => on(weekdayOfWeek(today, dayNumber(a ?? b!), 1)),
  ],
  [re(`${lead}\\b${weekday},? (?:de )?cette semaine\\b`), ([, d], today) => on(weekdayOfWeek(today, dayNumber(d!), 0))],
  [re(`${lead}\\b${weekday} prochain\\b|\\ble prochain ${weekday}\\b`), ([, a, b], today) => on(...nextWeekday(today, dayNumber(a ?? b!)))],
  [re(`\\bce ${weekday}\\b|${lead}\\b${weekday} (?:qui vient|qui s'en vient)\\b`), ([, a, b], today) => on(comingWeekday(today, dayNumber(a ?? b!))[0])],
  [re(`${lead}\\b${weekday}\\b`), ([, d], today) => on(...comingWeekday(today, dayNumber(d!)))],
  [re("\\bdans (une?|\\d{1,2}) jours?\\b"), ([, n], today) => on(today + countOf(n!))],
  [re("\\bd(?:ans|'ici) (une?|\\d{1,2}) semaines?\\b"), ([, n], today) => on(today + 7 * countOf(n!))],
  [re("\\bdans (un|\\d{1,2}) mois\\b"), ([, n], today) => on(monthsLater(today, countOf(n!)))],
  [
    re("\\b(?:en |la |cette |ce )?(?:fin de semaine|week-?end|weekend)(?: prochaine?)?\\b"),
    (_, today) => ({ days: weekdayOf(today) === 0 ? [today] : [comingWeekday(today, 6)[0]!, comingWeekday(today, 6)[0]! + 1], vague: "weekend" }),
  ],
  [re("\\b(?:la semaine prochaine|cette semaine|la prochaine semaine)\\b"), () => ({ days: [], vague: "week" })],
  [re("\\b(?:le mois prochain|ce mois-ci)\\b"), () => ({ days: [], vague: "month" })],
  [re("\\b(?:le jour de |a )?noel\\b"), (_, today) => on(...nextDate(today, 12, 25))],
  [
    re(`(?:\\bpour |\\bplutot )?\\ble ${date}(?= |$|[,.!?\\u2581])(?! ?(?:\\d|h|heures?|hrs?|rue|avenue|boul|e |st|chemin)\\b)`),
    ([, d], today) => (Number(d) > 31 ? undefined : on(...nextMonthDay(today, Number(d)))),
  ],
];
