import type { Period } from "@firstring/contract/schemas/report.ts";
import { DateTime } from "luxon";

/** Without a range: this many days, ending today. */
const USUAL_DAYS = 30;

/** The range that is asked for, both days included; what is left out is counted from the other end, or from today. */
export function periodOf({ startDate, endDate }: { startDate?: string | undefined; endDate?: string | undefined }, today: string): Period {
  const end = endDate ?? (startDate !== undefined && startDate > today ? startDate : today);
  return { startDate: startDate ?? daysAfter(end, 1 - USUAL_DAYS), endDate: end };
}

/** As many days, right before. */
export function before({ startDate, endDate }: Period): Period {
  return { startDate: daysAfter(startDate, -daysIn({ startDate, endDate })), endDate: daysAfter(startDate, -1) };
}

/** Every day of a period, in order. */
export function daysOf(period: Period): string[] {
  return Array.from({ length: daysIn(period) }, (_, ahead) => daysAfter(period.startDate, ahead));
}

/** The day it is now by the clock of a zone. */
export const today = (nowMs: number, zone: string): string => DateTime.fromMillis(nowMs, { zone }).toISODate() ?? "1970-01-01";

const utc = (day: string): DateTime => DateTime.fromISO(day, { zone: "utc" });
/** A day so many days later, or earlier. */
export const daysAfter = (day: string, days: number): string => utc(day).plus({ days }).toISODate() ?? day;
const daysIn = ({ startDate, endDate }: Period): number => Math.round(utc(endDate).diff(utc(startDate), "days").days) + 1;
