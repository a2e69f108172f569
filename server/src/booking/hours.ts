import { addDays, DAY_MIN, instantAt, weekdayOf } from "./zones.ts";

/** Open from `opensMin` to `closesMin` (minutes since midnight on the wall) on this weekday, 1 Monday to 7 Sunday. Beyond 1440 is the next day. */
export type Hour = { resource: string | null; weekday: number; opensMin: number; closesMin: number };
/** Days off, both included; `resource` null is the whole business. */
export type Closure = { resource: string | null; firstDay: string; lastDay: string; reason: string };
export type Opening = { startMs: number; endMs: number };

export type Week = {
  zone: string;
  hours: readonly Hour[];
  closures: readonly Closure[];
  /** Public holidays on which the business is closed. */
  holidays: ReadonlySet<string>;
};

/**
 * When a resource is at work during these days, as instants, adjoining hours joined.
 * A resource with hours of its own follows only those. A day off takes away the hours that begin on it:
 * a night shift that began the evening before runs to its end.
 */
export function openings(week: Week, resource: string, firstDay: string, lastDay: string): Opening[] {
  const hours = hoursOf(week, resource);
  const found: Opening[] = [];
  // Hours that began the day before may reach into the first day.
  for (let date = addDays(firstDay, -1); date <= lastDay; date = addDays(date, 1)) {
    if (isOff(week, resource, date)) continue;
    for (const hour of hours) {
      if (hour.weekday !== weekdayOf(date)) continue;
      const startMs = instantAt(week.zone, date, hour.opensMin);
      const endMs = instantAt(week.zone, date, hour.closesMin);
      if (endMs > startMs) found.push({ startMs, endMs });
    }
  }
  return joined(found);
}

/** The hours of the business on a day, for telling a caller; none when it is closed. */
export function hoursOn(week: Week, date: string): Hour[] {
  if (isOff(week, null, date)) return [];
  return hoursOf(week, null)
    .filter((hour) => hour.weekday === weekdayOf(date))
    .sort((a, b) => a.opensMin - b.opensMin);
}

export const isAllDay = (hour: Hour): boolean => hour.opensMin === 0 && hour.closesMin === DAY_MIN;

function hoursOf(week: Week, resource: string | null): Hour[] {
  const own = resource === null ? [] : week.hours.filter((hour) => hour.resource === resource);
  return own.length > 0 ? own : week.hours.filter((hour) => hour.resource === null);
}

function isOff(week: Week, resource: string | null, date: string): boolean {
  if (week.holidays.has(date)) return true;
  return week.closures.some((off) => (off.resource === null || off.resource === resource) && off.firstDay <= date && date <= off.lastDay);
}

function joined(openings: Opening[]): Opening[] {
  const result: Opening[] = [];
  for (const next of openings.sort((a, b) => a.startMs - b.startMs)) {
    const last = result.at(-1);
    if (last && next.startMs <= last.endMs) last.endMs = Math.max(last.endMs, next.endMs);
    else result.push({ ...next });
  }
  return result;
}
