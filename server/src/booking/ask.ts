import type { Db } from "../db/db.ts";
import type { TenantId } from "../lib/ids.ts";
import { type Agenda, fitting, freeAt, freeTimes, nearest, nextDays, spread } from "./availability.ts";
import { agenda, busy, calendar } from "./calendar.ts";
import { type Hour, hoursOn } from "./hours.ts";
import type { Free, Refused, TimeRefusal } from "./refused.ts";
import { addDays, instantOf, MINUTE_MS, wallOf } from "./zones.ts";

export type Question = {
  /** Slug or id. */
  service: string;
  /** Today when absent. */
  date?: string;
  time?: string;
  /** How many days from `date` on; 1 when absent. */
  days?: number;
  party?: number;
  /** What this call holds does not stand in its way. */
  call?: string;
  /** At most this many times. */
  count: number;
  anyNotice?: boolean;
};

export type Answer = {
  zone: string;
  date: string;
  /** With a time asked: that time first if it is free, then the closest. Without: spread over the days asked. */
  free: Free[];
  /** Why the time or days asked are not to be had; then `free` holds what comes closest. */
  reason?: TimeRefusal;
  /** The hours of the business on the date; none when it is closed. */
  hours: Hour[];
};

/** What could be booked. True now and promised to nobody: only a hold is a promise. */
export async function ask(db: Db, tenant: TenantId, question: Question, nowMs: number): Promise<Answer | Refused> {
  const party = question.party ?? 1;
  const seen = await db.tenant(tenant, async (tx) => {
    const found = await calendar(tx, question.service, nowMs);
    if (!found) return undefined;
    const date = question.date ?? wallOf(found.area.zone, nowMs).date;
    const except = question.call === undefined ? {} : { call: question.call };
    return { found, date, taken: await busy(tx, found.resources, date, nowMs, except, question.days) };
  });
  if (!seen) return { refused: "no_such_service" };
  const { found, date, taken } = seen;
  const largest = Math.max(0, ...found.resources.map((resource) => resource.capacity));
  if (found.resources.length > 0 && party > largest) return { refused: "too_many", slot: found.service.capacitySlot ?? "party", capacity: largest };
  const plan = agenda(found, taken, nowMs, question.anyNotice ?? false);
  const { zone } = found.area;
  const base = { zone, date, hours: hoursOn(plan.week, date) };
  if (question.time !== undefined) return { ...base, ...atTime(plan, instantOf(zone, { date, time: question.time }), party, question.count) };
  const lastDay = addDays(date, (question.days ?? 1) - 1);
  const times = freeTimes(plan, date, lastDay, party);
  if (times.length > 0) return { ...base, free: spread(times, question.count).map((atMs) => freeAt(zone, atMs)) };
  return {
    ...base,
    reason: whyNone(plan, date, lastDay, party),
    free: nextDays(plan, addDays(lastDay, 1), party, question.count).map((atMs) => freeAt(zone, atMs)),
  };
}

function atTime(plan: Agenda, startMs: number, party: number, count: number): Pick<Answer, "free" | "reason"> {
  const free = fitting(plan, startMs, party);
  if (!Array.isArray(free)) return { reason: free, free: nearest(plan, startMs, party, count) };
  const asked = freeAt(plan.week.zone, startMs);
  const others = nearest(plan, startMs, party, count).filter((other) => other.startsAt !== asked.startsAt);
  return { free: [asked, ...others].slice(0, count) };
}

/** Why whole days hold nothing: past, too far, never open, or open and full. */
function whyNone(plan: Agenda, firstDay: string, lastDay: string, party: number): TimeRefusal {
  const { zone } = plan.week;
  const today = wallOf(zone, plan.nowMs).date;
  if (lastDay < today) return "past";
  if (!plan.anyNotice && firstDay > addDays(today, plan.service.horizonDays)) return "too_far";
  const ifEmpty = { ...plan, busy: [] };
  if (freeTimes(ifEmpty, firstDay, lastDay, party).length > 0) return "slot_taken";
  const ifAtOnce = { ...ifEmpty, anyNotice: true };
  if (freeTimes(ifAtOnce, firstDay, lastDay, party).length > 0) return "too_soon";
  const ifEarlier = { ...ifAtOnce, nowMs: plan.nowMs - 24 * 60 * MINUTE_MS };
  return firstDay <= today && freeTimes(ifEarlier, firstDay, today, party).length > 0 ? "past" : "closed";
}
