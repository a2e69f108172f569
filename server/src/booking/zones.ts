import { IANAZone } from "luxon";

/** What a clock on the wall of the business shows: `date` "2026-11-26", `time` "15:30". */
export type Wall = { date: string; time: string };

export const MINUTE_MS = 60_000;
export const DAY_MIN = 1440;
const DAY_MS = DAY_MIN * MINUTE_MS;

/**
 * The instant at which the wall clock shows this.
 * The rule where clocks change: a time that does not exist (clocks go forward) is moved forward by the gap;
 * a time that comes twice (clocks go back) is the first of the two.
 * @throws RangeError for a zone this machine does not know.
 */
export function instantOf(zone: string, wall: Wall): number {
  return instantAt(zone, wall.date, minutesOf(wall.time));
}

/** The same, in minutes since midnight; 1440 and more is the next day. */
export function instantAt(zone: string, date: string, minutes: number): number {
  const shown = Date.parse(`${date}T00:00Z`) + minutes * MINUTE_MS;
  const before = offsetMs(zone, shown - DAY_MS);
  // The offset of the day before is tried first: of a repeated time that is the first pass, and in a gap it moves forward.
  if (offsetMs(zone, shown - before) === before) return shown - before;
  const after = offsetMs(zone, shown + DAY_MS);
  return offsetMs(zone, shown - after) === after ? shown - after : shown - before;
}

/** What the wall clock shows at this instant (seconds are cut off). */
export function wallOf(zone: string, atMs: number): Wall {
  const shown = new Date(atMs + offsetMs(zone, atMs)).toISOString();
  return { date: shown.slice(0, 10), time: shown.slice(11, 16) };
}

/** ISO 8601 with the zone's own offset: "2026-11-26T15:30:00.000-05:00". */
export function isoIn(zone: string, atMs: number): string {
  const offset = offsetMs(zone, atMs);
  const size = Math.abs(offset) / MINUTE_MS;
  const two = (n: number) => String(Math.trunc(n)).padStart(2, "0");
  return `${new Date(atMs + offset).toISOString().slice(0, -1)}${offset < 0 ? "-" : "+"}${two(size / 60)}:${two(size % 60)}`;
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** 1 Monday to 7 Sunday. */
export function weekdayOf(date: string): number {
  return new Date(`${date}T00:00Z`).getUTCDay() || 7;
}

/** "15:30" → 930; "24:00" → 1440. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** 930 → "15:30"; beyond a day it starts again, but a whole day is "24:00". */
export function timeOf(minutes: number): string {
  const shown = minutes === DAY_MIN ? minutes : minutes % DAY_MIN;
  return `${String(Math.trunc(shown / 60)).padStart(2, "0")}:${String(shown % 60).padStart(2, "0")}`;
}

/** A calendar date that exists: "2026-02-30" does not. */
export function isDate(text: string): boolean {
  const atMs = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00Z`) : Number.NaN;
  return Number.isFinite(atMs) && new Date(atMs).toISOString().startsWith(text);
}

/** "00:00" to "23:59". */
export function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/** Offsets of whole UTC days without a change of clocks, or "mixed": asking the zone data costs a hundred times as much. */
const known = new Map<string, number | "mixed">();
const KNOWN_LIMIT = 20_000;

function offsetMs(zone: string, atMs: number): number {
  const day = Math.floor(atMs / DAY_MS);
  const key = `${zone}/${day}`;
  let offset = known.get(key);
  if (offset === undefined) {
    const [first, last] = [looked(zone, day * DAY_MS), looked(zone, (day + 1) * DAY_MS)];
    offset = first === last ? first : "mixed";
    if (known.size >= KNOWN_LIMIT) known.clear();
    known.set(key, offset);
  }
  return offset === "mixed" ? looked(zone, atMs) : offset;
}

function looked(zone: string, atMs: number): number {
  const minutes = IANAZone.create(zone).offset(atMs);
  if (Number.isNaN(minutes)) throw new RangeError(`unknown time zone ${zone}`);
  return minutes * MINUTE_MS;
}
