import type { Db, Tx } from "../db/db.ts";
import { sqlState } from "../db/sql-state.ts";
import type { TenantId } from "../lib/ids.ts";
import { announce, expiredFact, rescheduledFact } from "./announce.ts";
import { fitting, nearest, type Resource } from "./availability.ts";
import type { Booked } from "./booked.ts";
import { agenda, busy, calendar } from "./calendar.ts";
import { ALTERNATIVES, again, others } from "./hold.ts";
import type { Refused } from "./refused.ts";
import { byId, during } from "./row.ts";
import { byIdem, type Entry, type Stretch, take } from "./take.ts";
import { instantOf, MINUTE_MS } from "./zones.ts";

export type MoveWish = { booking: string; date: string; time: string; call?: string; idem?: string };

/**
 * Holds a new time for a booking, which keeps its old one until the hold is confirmed. On its own resource only
 * what it does not already occupy is taken, so a one-hour visit can be moved by half an hour.
 */
export async function holdMove(db: Db, tenant: TenantId, wish: MoveWish, how: { anyNotice: boolean; nowMs: number }): Promise<Booked | Refused> {
  const { nowMs, anyNotice } = how;
  const except = { booking: wish.booking, ...(wish.call !== undefined && { call: wish.call }) };
  const seen = await db.tenant(tenant, async (tx) => {
    const before = wish.idem === undefined ? undefined : await byIdem(tx, wish.idem);
    const old = before ? undefined : await byId(tx, tenant, wish.booking);
    const found = old && (await calendar(tx, old.service.id, nowMs));
    return { before, old, found, taken: found ? await busy(tx, found.resources, wish.date, nowMs, except) : [] };
  });
  if (seen.before) return again(seen.before, nowMs);
  const { old, found, taken } = seen;
  if (!old || old.moves) return { refused: "no_such_booking" };
  if (!found) return { refused: "no_such_service" };
  if (old.status !== "confirmed") return { refused: "not_open", status: old.status };
  if (!anyNotice && old.startMs <= nowMs) return { refused: "past", alternatives: [] };

  const startMs = instantOf(found.area.zone, wish);
  if (startMs === old.startMs) return { refused: "unchanged" };
  // A booking keeps the length it was made with, whatever the service has become since.
  const durationMin = (old.endMs - old.startMs) / MINUTE_MS;
  const sameLength = { ...found, service: { ...found.service, durationMin } };
  const to = { startMs, endMs: startMs + old.endMs - old.startMs };
  const party = Number(old.slots[found.service.capacitySlot ?? ""] ?? 1);
  const plan = agenda(sameLength, taken, nowMs, anyNotice);
  const free = fitting(plan, startMs, party);
  if (!Array.isArray(free)) return { refused: free, alternatives: nearest(plan, startMs, party, ALTERNATIVES) };
  for (const resource of free.sort((a, b) => Number(b.id === old.resource.id) - Number(a.id === old.resource.id))) {
    const made = await take(db, tenant, { ...movingEntry(old, wish, resource, to), holdMs: found.area.holdMs }, nowMs);
    if (made) return again(made, nowMs);
  }
  return { refused: "slot_taken", alternatives: others(plan, free, to, party) };
}

/**
 * The booking goes where its moving hold is, in one transaction: it is never nowhere and never twice.
 * The caller holds locks on both rows.
 */
export async function makeMove(tx: Tx, tenant: TenantId, hold: Booked & { moves: NonNullable<Booked["moves"]> }, nowMs: number): Promise<Booked | Refused> {
  const { booking, startMs, endMs } = hold.moves;
  const old = await byId(tx, tenant, booking);
  if (!old) return { refused: "no_such_booking" };
  if (old.status !== "confirmed") return { refused: "not_open", status: old.status };
  const now = new Date(nowMs);
  await tx
    .updateTable("bookings")
    .set({ status: "expired", moved_at: now, updated_at: now })
    .where("tenant_id", "=", tenant)
    .where("id", "=", hold.id)
    .execute();
  await announce(tx, tenant, hold.id, nowMs, expiredFact);
  await tx
    .updateTable("bookings")
    .set({ during: during(startMs, endMs), resource_id: hold.resource.id, updated_at: now })
    .where("tenant_id", "=", tenant)
    .where("id", "=", booking)
    .execute();
  return announce(tx, tenant, booking, nowMs, rescheduledFact(old));
}

/** The move met another booking: what the hold kept free was given up by a second move of the same booking. */
export const isOverlap = (error: unknown): boolean => sqlState(error) === "23P01";

function movingEntry(old: Booked, wish: MoveWish, resource: Resource, to: Stretch): Omit<Entry, "holdMs"> {
  return {
    service: old.service.id,
    resource: resource.id,
    stretch: resource.id === old.resource.id ? without(to, old) : to,
    status: "held",
    slots: old.slots,
    places: old.places,
    customer: old.customer,
    language: old.language,
    moves: { booking: old.id, code: old.code, to },
    ...(old.person !== undefined && { person: old.person }),
    ...(wish.call !== undefined && { call: wish.call }),
    ...(wish.idem !== undefined && { idem: wish.idem }),
  };
}

/** What of one stretch is outside another of the same length: one piece, since they do not begin together. */
function without(to: Stretch, old: Stretch): Stretch {
  return to.startMs > old.startMs
    ? { startMs: Math.max(to.startMs, old.endMs), endMs: to.endMs }
    : { startMs: to.startMs, endMs: Math.min(to.endMs, old.startMs) };
}
