/** A calendar day as a number (days since 1970): arithmetic without zones. */
export type Day = number;

const MS = 86_400_000;

/** Undefined where there is no such day (February 30). */
export function dayOf(year: number, month: number, date: number): Day | undefined {
  const at = new Date(Date.UTC(year, month - 1, date));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === date ? Math.round(at.getTime() / MS) : undefined;
}

export function dayFrom(iso: string): Day {
  return Math.round(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / MS);
}

export const isoOf = (day: Day): string => new Date(day * MS).toISOString().slice(0, 10);

/** 0 is Sunday. */
export const weekdayOf = (day: Day): number => new Date(day * MS).getUTCDay();

export function dateOf(day: Day): { year: number; month: number; date: number } {
  const at = new Date(day * MS);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, date: at.getUTCDate() };
}

/** The same date some months later, or that month's last day. */
export function monthsLater(day: Day, months: number): Day {
  const { year, month, date } = dateOf(day);
  for (let back = 0; back < 4; back++) {
    const later = dayOf(year + Math.floor((month - 1 + months) / 12), ((month - 1 + months) % 12) + 1, date - back);
    if (later !== undefined) return later;
  }
  return day + 30 * months;
}

/** The next such date that is not past; within `year` when it was said. */
export function nextDate(today: Day, month: number, date: number, year?: number): Day[] {
  if (year !== undefined) return only(dayOf(year < 100 ? 2000 + year : year, month, date));
  const thisYear = dateOf(today).year;
  for (const candidate of [thisYear, thisYear + 1, thisYear + 2, thisYear + 3, thisYear + 4]) {
    const day = dayOf(candidate, month, date);
    if (day !== undefined && day >= today) return [day];
  }
  return [];
}

/** The next "13th" that is not past. */
export function nextMonthDay(today: Day, date: number): Day[] {
  const { year, month } = dateOf(today);
  for (let ahead = 0; ahead < 4; ahead++) {
    const day = dayOf(year + Math.floor((month - 1 + ahead) / 12), ((month - 1 + ahead) % 12) + 1, date);
    if (day !== undefined && day >= today) return [day];
  }
  return [];
}

/** The `n`-th day of a name in a month (-1: the last), or undefined where the month has none. */
export function nthWeekday(year: number, month: number, weekday: number, n: number): Day | undefined {
  const first = dayOf(year, month, 1);
  if (first === undefined) return undefined;
  if (n < 0) {
    const last = monthsLater(first, 1) - 1;
    return last - ((weekdayOf(last) - weekday + 7) % 7);
  }
  const day = first + ((weekday - weekdayOf(first) + 7) % 7) + 7 * (n - 1);
  return dateOf(day).month === month ? day : undefined;
}

/** A day that every year has, in `year` or the next time it comes. */
export function nextOf(today: Day, inYear: (year: number) => Day | undefined, year?: number): Day[] {
  const first = year ?? dateOf(today).year;
  for (const candidate of year === undefined ? [first, first + 1] : [first]) {
    const day = inYear(candidate);
    if (day !== undefined && (year !== undefined || day >= today)) return [day];
  }
  return [];
}

/** The coming day of this name; said on that very day it may be today or a week later. */
export function comingWeekday(today: Day, weekday: number): Day[] {
  const ahead = (weekday - weekdayOf(today) + 7) % 7;
  return ahead === 0 ? [today, today + 7] : [today + ahead];
}

/** "Next Friday": clear when it lies in the next week anyway, else it may be either of two. */
export function nextWeekday(today: Day, weekday: number): Day[] {
  const ahead = (weekday - weekdayOf(today) + 7) % 7;
  if (ahead === 0) return [today + 7];
  return sameWeek(today, today + ahead) ? [today + ahead, today + ahead + 7] : [today + ahead];
}

/** The day of this name in the week `weeks` after this one; weeks begin on Monday. */
export function weekdayOfWeek(today: Day, weekday: number, weeks: number): Day {
  const monday = today - ((weekdayOf(today) + 6) % 7);
  return monday + 7 * weeks + ((weekday + 6) % 7);
}

const sameWeek = (a: Day, b: Day): boolean => a - ((weekdayOf(a) + 6) % 7) === b - ((weekdayOf(b) + 6) % 7);

function only(day: Day | undefined): Day[] {
  return day === undefined ? [] : [day];
}
