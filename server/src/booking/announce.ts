import type { Tx } from "../db/db.ts";
import { record } from "../db/record.ts";
import type { TenantId } from "../lib/ids.ts";
import type { BookingEvent } from "../ports/booking-event.ts";
import { type Booked, snapshot } from "./booked.ts";
import { booked, bookingRows } from "./row.ts";
import { isoIn } from "./zones.ts";

/** Records, in the transaction of the change itself, what a booking just became; returns it as it is now. */
export async function announce(tx: Tx, tenant: TenantId, id: string, nowMs: number, fact: (now: Booked) => BookingEvent): Promise<Booked> {
  const now = booked(await bookingRows(tx).where("b.tenant_id", "=", tenant).where("b.id", "=", id).executeTakeFirstOrThrow());
  await record(tx, tenant, `booking/${id}`, [{ event: fact(now), atMs: nowMs }]);
  return now;
}

export const heldFact = (now: Booked): BookingEvent => ({
  type: "booking.held",
  booking: snapshot(now),
  until: isoIn(now.zone, now.holdExpiresMs ?? now.updatedMs),
});
export const confirmedFact = (now: Booked): BookingEvent => ({ type: "booking.confirmed", booking: snapshot(now) });
export const expiredFact = (now: Booked): BookingEvent => ({ type: "booking.expired", booking: snapshot(now) });
export const changedFact = (now: Booked): BookingEvent => ({ type: "booking.changed", booking: snapshot(now) });
export const doneFact = (now: Booked): BookingEvent => ({ type: "booking.done", booking: snapshot(now) });
export const cancelledFact =
  (by: "caller" | "staff") =>
  (now: Booked): BookingEvent => ({ type: "booking.cancelled", booking: snapshot(now), by });
export const rescheduledFact =
  (before: Booked) =>
  (now: Booked): BookingEvent => ({
    type: "booking.rescheduled",
    booking: snapshot(now),
    before: { startsAt: isoIn(before.zone, before.startMs), endsAt: isoIn(before.zone, before.endMs), resource: before.resource.name },
  });
