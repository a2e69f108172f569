import Holidays from "date-holidays";
import { addDays } from "./zones.ts";

/** Where a business keeps its public holidays: ISO country and, where holidays differ by it, region ("CA", "QC"). */
export type HolidayPlace = { country: string; region?: string };

const years = new Map<string, readonly string[]>();

/** The public holidays of these years there; none for a country that is not known. */
export function publicHolidays(place: HolidayPlace, firstYear: number, lastYear: number): ReadonlySet<string> {
  const found = new Set<string>();
  for (let year = firstYear; year <= lastYear; year++) for (const date of ofYear(place, year)) found.add(date);
  return found;
}

function ofYear({ country, region }: HolidayPlace, year: number): readonly string[] {
  const key = `${country}/${region ?? ""}/${year}`;
  const known = years.get(key);
  if (known) return known;
  const book = region ? new Holidays(country, region) : new Holidays(country);
  const dates = book
    .getHolidays(year)
    .filter((holiday) => holiday.type === "public")
    .flatMap((holiday) => days(holiday.date.slice(0, 10), holiday.start, holiday.end));
  years.set(key, dates);
  return dates;
}

/** A holiday may last several days, and begin at sunset; each day it touches for more than a part counts. */
function days(first: string, start: Date, end: Date): string[] {
  const count = Math.max(1, Math.round((end.getTime() - start.getTime()) / 86_400_000));
  return Array.from({ length: count }, (_, n) => addDays(first, n));
}
