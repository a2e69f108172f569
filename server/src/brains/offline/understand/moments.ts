import { DateTime } from "luxon";
import { clockOf, timesIn } from "../read/times.ts";
import { textOf } from "../text/text.ts";
import { datesIn, type Grain } from "./dates.ts";
import { spansIn } from "./spans.ts";

/** A moment, or a stretch of time, that words name. Days are `YYYY-MM-DD`, clocks `HH:MM`; a stretch's edges are `YYYY-MM-DD HH:MM` or `HH:MM`. */
export type Said = { date?: string; time?: string; start?: string; end?: string };

/** What dates and times a text names, seen from `ref` (ISO, local), past and future: the likeliest reading first. */
export function momentsIn(text: string, ref: string, language: "en" | "fr"): Said[] {
  const { low } = textOf(text.replace(apart, "$1 $2"), language);
  const now = DateTime.fromISO(ref, { zone: "utc" });
  const plain = wholeYears(low);
  const spans = spansIn(plain, now, language);
  return spans.length > 0 ? spans : pointsIn(plain, now, language);
}

/** "Five-thirty" is a clock and no date. */
const apart = /\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)-(fifteen|twenty|thirty|forty|fifty)/gi;

/** "Nineteen eighty six", "two thousand and thirty two" after a date; the sun is no Sunday. */
function wholeYears(low: string): string {
  return low
    .replace(/\bthe sun\b/g, "the son")
    .replace(/\b2 thousand(?: and)? (\d{1,2})\b/g, (_, n: string) => String(2000 + Number(n)))
    .replace(/\b(1[5-9]) hundred(?: and)? (\d{1,2})\b/g, (_, c: string, n: string) => String(100 * Number(c) + Number(n)))
    .replace(/(?<=(?:\d(?:st|nd|rd|th)?|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*),? )(19|20) (\d\d)\b(?! ?(?:am|pm|h\b))/g, "$1$2");
}

/** Days and moments of the words. */
export function pointsIn(low: string, now: DateTime, language: "en" | "fr"): Said[] {
  const found = datesIn(low, now, language);
  const rest = found === undefined ? low : `${low.slice(0, found.start)}\u2581${low.slice(found.end)}`;
  const exact = found?.grain === "moment";
  const { times, soon } = exact ? { times: [], soon: [] } : timesIn(rest, language, found === undefined || /\d/.test(rest));
  const [later] = soon;
  if (later !== undefined) return [moment(now.plus({ minutes: later.inMin }))];
  const clocks = times[0]?.times.map(clockOf) ?? [];
  if (found === undefined) {
    // A clock that has passed today is tomorrow's.
    return clocks.flatMap((time) => {
      const days = time < now.toFormat("HH:mm") || time === "00:00" ? [now.plus({ days: 1 }), now] : [now];
      return days.map((day) => ({ date: day.toISODate()!, time }));
    });
  }
  const { days, grain } = found;
  if (clocks.length > 0) return days.flatMap((day) => clocks.map((time) => ({ date: day.toISODate()!, time })));
  return days.flatMap((day) => withClock(day, grain, now));
}

function withClock(day: DateTime, grain: Grain, now: DateTime): Said[] {
  const date = day.toISODate()!;
  if (grain === "end of day") return [{ date, time: "23:59" }];
  if (grain === "moment") return [moment(day)];
  // "In seven days" keeps the hour of now.
  return grain === "shift" ? [moment(day), { date, time: now.toFormat("HH':00'") }] : [{ date }];
}

const moment = (at: DateTime): Said => ({ date: at.toISODate()!, time: at.toFormat("HH:mm") });
