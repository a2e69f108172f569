import { createContext, use } from "react";

/** IANA zone of the business that is looked at: its day is the day of the screen, wherever the reader sits. */
export const Zone = createContext(Intl.DateTimeFormat().resolvedOptions().timeZone);
export const useZone = (): string => use(Zone);

/** `YYYY-MM-DD` and `HH:MM` on the wall of that zone. */
export function wallOf(at: string | number | Date, zone: string): { date: string; time: string } {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(new Date(at));
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)!.value;
  return { date: `${of("year")}-${of("month")}-${of("day")}`, time: `${of("hour")}:${of("minute")}` };
}

/** The instant at which the wall of the zone shows this date and time; in the hour that summer time skips, the hour after. */
export function instantOf(date: string, time: string, zone: string): Date {
  const asUtc = Date.parse(`${date}T${time}:00Z`);
  const offset = (at: number) => {
    const wall = wallOf(at, zone);
    return Date.parse(`${wall.date}T${wall.time}:00Z`) - Math.floor(at / 60_000) * 60_000;
  };
  const guess = asUtc - offset(asUtc);
  const better = asUtc - offset(guess);
  return new Date(offset(better) === asUtc - better ? better : Math.max(guess, better));
}

/** The calendar day `days` after `date`. */
export function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The Monday of the week of `date`. */
export const mondayOf = (date: string): string => daysAfter(date, -((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7));
