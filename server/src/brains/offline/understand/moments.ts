import { DateTime } from "luxon";
import { type Day, dayFrom, isoOf } from "../read/day.ts";
import { daysIn } from "../read/days.ts";
import { clockOf, timesIn } from "../read/times.ts";
import { textOf } from "../text/text.ts";

/** A moment, or a stretch of time, that words name. Days are `YYYY-MM-DD`, clocks `HH:MM`; `end` is the first moment after. */
export type Said = { date?: string; time?: string; start?: string; end?: string };

/** What dates and times a text names, seen from `ref` (ISO, local); several where it could be either. */
export function momentsIn(text: string, ref: string, language: "en" | "fr"): Said[] {
  const { low } = textOf(text, language);
  const today: Day = dayFrom(ref);
  const days = daysIn(low, today, language).flatMap((find) => find.days);
  const { times, soon } = timesIn(low, language, true);
  if (soon.length > 0) {
    const at = DateTime.fromISO(ref).plus({ minutes: soon[0]!.inMin });
    return [{ date: at.toISODate()!, time: at.toFormat("HH:mm") }];
  }
  const clocks = times[0]?.times.map(clockOf) ?? [];
  if (days.length === 0) return clocks.map((time) => ({ time, date: isoOf(today) }));
  if (clocks.length === 0) return days.map((day) => ({ date: isoOf(day) }));
  return days.flatMap((day) => clocks.map((time) => ({ date: isoOf(day), time })));
}
