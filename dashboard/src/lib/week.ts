/** Monday to Sunday, 1 to 7, as the locale writes them. */
export function weekdayName(locale: string, weekday: number, style: "long" | "short" = "long"): string {
  // The first of January 2024 was a Monday.
  return new Intl.DateTimeFormat(locale, { weekday: style, timeZone: "UTC" }).format(Date.UTC(2024, 0, weekday));
}

/** An hour of a day, without a date: 2 p.m., 14 h. */
export function clockHour(locale: string, hour: number): string {
  return new Intl.DateTimeFormat(locale, { hour: "numeric", timeZone: "UTC" }).format(Date.UTC(2024, 0, 1, hour));
}

export const hourName = (locale: string, weekday: number, hour: number): string => `${weekdayName(locale, weekday)}, ${clockHour(locale, hour)}`;
