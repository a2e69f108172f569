import { updateBooking } from "@firstring/contract/routes/bookings.ts";
import type { BookingChange } from "@firstring/contract/schemas/booking.ts";
import type { Booked } from "../../booking/booked.ts";
import type { TenantId } from "../../lib/ids.ts";
import { Refusal } from "../../lib/refusal.ts";
import { granted } from "../booking-refusal.ts";
import { bookingReply } from "../booking-reply.ts";
import { correctionOf, wallAt } from "../booking-wish.ts";
import { endpoint } from "../endpoint.ts";
import { ownBooking } from "../own-booking.ts";
import type { Parts } from "../parts.ts";

export default endpoint(updateBooking, async ({ tenant, person, params, body }, parts) => {
  const standing = await ownBooking(parts, tenant, person, params.id);
  if (person?.customer && body.status !== undefined && body.status !== "cancelled")
    throw new Refusal(403, "forbidden", "Customers may move and cancel their bookings; ask the business for the rest.");
  const by = person?.customer ? "customer" : "staff";
  const moved = await move(parts, tenant, standing, body, by);
  const corrected = await correct(parts, tenant, moved, body);
  return bookingReply(await settle(parts, tenant, corrected, body.status, by));
});

/** Moving comes first: it is what may be refused for reasons nobody could know before. */
async function move(
  { booking }: Parts,
  tenant: TenantId,
  standing: Booked,
  { startsAt, pickupDateTime }: BookingChange,
  by: "customer" | "staff",
): Promise<Booked> {
  const at = startsAt ?? pickupDateTime;
  if (at === undefined) return standing;
  const result = await booking.move(tenant, { booking: standing.id, ...wallAt(at, standing.zone) }, by);
  return "refused" in result && result.refused === "unchanged" ? standing : granted(result);
}

async function correct(parts: Parts, tenant: TenantId, standing: Booked, body: BookingChange): Promise<Booked> {
  const { slots, customer, passengers, pickupLocation, dropoffLocation } = body;
  if ([slots, customer, passengers, pickupLocation, dropoffLocation].every((part) => part === undefined)) return standing;
  const correction = await correctionOf(parts, tenant, standing.service, body, standing.language);
  return granted(await parts.booking.change(tenant, standing.id, correction));
}

async function settle({ booking }: Parts, tenant: TenantId, standing: Booked, status: BookingChange["status"], by: "customer" | "staff"): Promise<Booked> {
  switch (status) {
    case "confirmed":
      return granted(await booking.confirm(tenant, standing.id));
    case "cancelled":
      return granted(await booking.cancel(tenant, standing.id, by === "customer" ? "caller" : "staff"));
    case "done":
      return granted(await booking.done(tenant, standing.id));
    case undefined:
      return standing;
  }
}
