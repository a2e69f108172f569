import type { BookingData } from "@firstring/contract/schemas/outgoing-event.ts";
import type { BookingEvent } from "../../ports/booking-event.ts";

/** What is told of a booking; undefined for a hold, which is nothing yet. Pure. */
export function bookingData(event: BookingEvent): BookingData | undefined {
  if (event.type === "booking.held" || event.type === "booking.expired") return undefined;
  const { id, code, service, resource, startsAt, endsAt, slots, customer, language } = event.booking;
  return {
    id,
    code,
    status: event.type.slice("booking.".length) as BookingData["status"],
    service,
    resource,
    startsAt: isoOf(startsAt),
    endsAt: isoOf(endsAt),
    slots,
    customer,
    language,
    ...(event.type === "booking.rescheduled" && { before: { ...event.before, startsAt: isoOf(event.before.startsAt), endsAt: isoOf(event.before.endsAt) } }),
    ...(event.type === "booking.cancelled" && { by: event.by }),
  };
}

const isoOf = (text: string): string => new Date(text).toISOString();
