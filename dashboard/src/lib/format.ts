import { useTranslation } from "react-i18next";
import { useZone } from "./zone.ts";

/** Dates, times and numbers as people here write them, in the business's own time zone. */
export type Format = Readonly<{
  locale: string;
  zone: string;
  /** 14:05 · 14 h 05 */
  time(at: When): string;
  /** Sat., Nov. 21 */
  day(at: When): string;
  /** Saturday, November 21 */
  longDay(at: When): string;
  /** Nov. 21, 2:05 p.m. */
  moment(at: When): string;
  /** 2 minutes ago */
  ago(at: When, nowMs: number): string;
  number(value: number, digits?: number): string;
  percent(share: number): string;
}>;
export type When = string | number | Date;

const made = new Map<string, Format>();

export function formatFor(language: string, zone: string): Format {
  const key = `${language} ${zone}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const locale = language.startsWith("fr") ? "fr-CA" : "en-CA";
  const dates = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
    return (at: When) => format.format(new Date(at));
  };
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const numbers = new Map<number, Intl.NumberFormat>();
  const percents = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const format: Format = {
    locale,
    zone,
    time: dates({ hour: "numeric", minute: "2-digit" }),
    day: dates({ weekday: "short", month: "short", day: "numeric" }),
    longDay: dates({ weekday: "long", month: "long", day: "numeric" }),
    moment: dates({ month: "short", day: "numeric", hour: "numeric", minute: "2-digit" }),
    ago: (at, nowMs) => relative.format(...largestUnit(new Date(at).getTime() - nowMs)),
    number(value, digits = 0) {
      const known = numbers.get(digits) ?? new Intl.NumberFormat(locale, { maximumFractionDigits: digits });
      numbers.set(digits, known);
      return known.format(value);
    },
    percent: (share) => percents.format(share),
  };
  made.set(key, format);
  return format;
}

export function useFormat(): Format {
  const { i18n } = useTranslation();
  return formatFor(i18n.language, useZone());
}

/** 4:07, 1:02:09: how long a call has lasted. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** +1 514 555-1234 for North America, groups elsewhere: a number as it is read aloud. */
export function phone(e164: string): string {
  const local = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(e164);
  return local === null ? e164 : `${local[1]} ${local[2]}-${local[3]}`;
}

function largestUnit(differenceMs: number): [number, Intl.RelativeTimeFormatUnit] {
  const seconds = Math.round(differenceMs / 1000);
  const size = Math.abs(seconds);
  if (size < 45) return [seconds, "second"];
  if (size < 45 * 60) return [Math.round(seconds / 60), "minute"];
  if (size < 22 * 3600) return [Math.round(seconds / 3600), "hour"];
  return [Math.round(seconds / 86_400), "day"];
}
