import type { ServiceSpec } from "@firstring/contract/call/service.ts";
import { type Opening, openings, type Week } from "./hours.ts";
import type { Free, TimeRefusal } from "./refused.ts";
import { addDays, instantAt, isoIn, MINUTE_MS, minutesOf, wallOf } from "./zones.ts";

export type Resource = { id: string; name: string; capacity: number };
/** A stretch of a resource that is taken. */
export type Busy = { resource: string; startMs: number; endMs: number };

/** All that decides whether a time is free; the ledger's constraint still has the last word. */
export type Agenda = {
  service: Pick<ServiceSpec, "durationMin" | "leadMin" | "horizonDays">;
  week: Week;
  /** Those that serve the service, smallest first. */
  resources: readonly Resource[];
  busy: readonly Busy[];
  nowMs: number;
  /** Staff may book at once and far ahead. */
  anyNotice: boolean;
};

/** Times are offered on this grid; a caller may ask for any minute. */
const gridMin = (durationMin: number): number => (durationMin <= 30 ? 15 : 30);
/** How far past a day without a free time the next one is looked for. */
export const SEARCH_DAYS = 14;

/** The resources free for the service at this time, smallest that fits first; or why there is none. */
export function fitting(agenda: Agenda, startMs: number, party: number): Resource[] | TimeRefusal {
  const notice = noticeOf(agenda, startMs);
  if (notice) return notice;
  const endMs = startMs + agenda.service.durationMin * MINUTE_MS;
  const able = agenda.resources.filter((resource) => resource.capacity >= party);
  const open = able.filter((resource) => isOpen(agenda, resource, startMs, endMs));
  if (open.length === 0) return "closed";
  const free = open.filter((resource) => !agenda.busy.some((busy) => busy.resource === resource.id && busy.startMs < endMs && startMs < busy.endMs));
  return free.length > 0 ? free : "slot_taken";
}

/** Every free time of the grid from one day to another (both included), in order. */
export function freeTimes(agenda: Agenda, firstDay: string, lastDay: string, party: number): number[] {
  const durationMs = agenda.service.durationMin * MINUTE_MS;
  const { fromMs, untilMs } = window(agenda, firstDay, lastDay);
  const stepMin = gridMin(agenda.service.durationMin);
  const found = new Set<number>();
  for (const resource of agenda.resources) {
    if (resource.capacity < party) continue;
    // The last one that begins on the last day may end on the next.
    const open = openings(agenda.week, resource.id, firstDay, addDays(lastDay, 1));
    const busy = agenda.busy.filter((stretch) => stretch.resource === resource.id && stretch.endMs > fromMs && stretch.startMs < untilMs + durationMs);
    for (const gap of without(open, busy)) {
      const first = onGrid(agenda.week.zone, Math.max(gap.startMs, fromMs), stepMin);
      for (let atMs = first; atMs + durationMs <= gap.endMs && atMs <= untilMs; atMs += stepMin * MINUTE_MS) found.add(atMs);
    }
  }
  return [...found].sort((a, b) => a - b);
}

/** Up to `count` free times closest to the wish, closest first: of that day, else of the days after. */
export function nearest(agenda: Agenda, wishMs: number, party: number, count: number): Free[] {
  const { date } = wallOf(agenda.week.zone, wishMs);
  const sameDay = freeTimes(agenda, date, date, party);
  const times = sameDay.length > 0 ? sameDay : nextDays(agenda, addDays(date, 1), party, count);
  return times
    .sort((a, b) => Math.abs(a - wishMs) - Math.abs(b - wishMs) || a - b)
    .slice(0, count)
    .map((atMs) => freeAt(agenda.week.zone, atMs));
}

/** The free times of the first day, from this one on, that has any. */
export function nextDays(agenda: Agenda, firstDay: string, party: number, count: number): number[] {
  const soonest = wallOf(agenda.week.zone, agenda.nowMs).date;
  let date = firstDay < soonest ? soonest : firstDay;
  for (const last = addDays(date, SEARCH_DAYS); date < last; date = addDays(date, 1)) {
    const times = freeTimes(agenda, date, date, party);
    if (times.length > 0) return spread(times, count);
  }
  return [];
}

/** `count` of these times, spread evenly from the first to the last, so that a caller hears of morning and afternoon. */
export function spread<T>(times: readonly T[], count: number): T[] {
  if (times.length <= count) return [...times];
  return Array.from({ length: count }, (_, n) => times[Math.round((n * (times.length - 1)) / (count - 1))]!);
}

export function freeAt(zone: string, atMs: number): Free {
  return { startsAt: isoIn(zone, atMs), ...wallOf(zone, atMs) };
}

function noticeOf(agenda: Agenda, startMs: number): TimeRefusal | undefined {
  // "Now" is the minute that runs.
  if (startMs < Math.floor(agenda.nowMs / MINUTE_MS) * MINUTE_MS) return "past";
  if (agenda.anyNotice) return undefined;
  if (agenda.service.leadMin > 0 && startMs < agenda.nowMs + agenda.service.leadMin * MINUTE_MS) return "too_soon";
  return startMs > horizonMs(agenda) ? "too_far" : undefined;
}

/** The horizon counts days of the calendar: the whole of its last day can be booked. */
function horizonMs({ week, nowMs, service }: Agenda): number {
  return instantAt(week.zone, addDays(wallOf(week.zone, nowMs).date, service.horizonDays + 1), 0) - 1;
}

function window(agenda: Agenda, firstDay: string, lastDay: string): { fromMs: number; untilMs: number } {
  const { week, nowMs, service, anyNotice } = agenda;
  const soonestMs = nowMs + (anyNotice ? 0 : service.leadMin * MINUTE_MS);
  const endOfLastMs = instantAt(week.zone, addDays(lastDay, 1), 0) - 1;
  return {
    fromMs: Math.max(soonestMs, instantAt(week.zone, firstDay, 0)),
    untilMs: anyNotice ? endOfLastMs : Math.min(endOfLastMs, horizonMs(agenda)),
  };
}

/** The next instant whose minutes on the wall are a multiple of the step. */
function onGrid(zone: string, atMs: number, stepMin: number): number {
  const minuteMs = Math.ceil(atMs / MINUTE_MS) * MINUTE_MS;
  const past = minutesOf(wallOf(zone, minuteMs).time) % stepMin;
  return past === 0 ? minuteMs : minuteMs + (stepMin - past) * MINUTE_MS;
}

function isOpen({ week }: Agenda, resource: Resource, startMs: number, endMs: number): boolean {
  const first = wallOf(week.zone, startMs).date;
  const last = wallOf(week.zone, endMs).date;
  return openings(week, resource.id, first, last).some((open) => open.startMs <= startMs && endMs <= open.endMs);
}

function without(open: readonly Opening[], busy: readonly Busy[]): Opening[] {
  let left = [...open];
  for (const { startMs, endMs } of busy) {
    left = left.flatMap((gap) =>
      endMs <= gap.startMs || gap.endMs <= startMs
        ? [gap]
        : [
            { startMs: gap.startMs, endMs: startMs },
            { startMs: endMs, endMs: gap.endMs },
          ].filter((piece) => piece.endMs > piece.startMs),
    );
  }
  return left;
}
