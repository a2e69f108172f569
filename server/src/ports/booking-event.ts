/** Facts about a booking, in the stream `booking/<id>`. Times are ISO 8601 with zone. */
export type BookingEvent =
  | { type: "booking.held"; booking: BookingSnapshot; until: string }
  | { type: "booking.confirmed"; booking: BookingSnapshot }
  | { type: "booking.rescheduled"; booking: BookingSnapshot; before: { startsAt: string; endsAt: string; resource: string } }
  /** Slots or customer were corrected; the time stands. */
  | { type: "booking.changed"; booking: BookingSnapshot }
  | { type: "booking.cancelled"; booking: BookingSnapshot; by: "caller" | "staff" }
  | { type: "booking.expired"; booking: BookingSnapshot }
  | { type: "booking.done"; booking: BookingSnapshot };

export type BookingSnapshot = {
  id: string;
  code: string;
  service: { id: string; slug: string; name: string };
  resource: { id: string; name: string };
  startsAt: string;
  endsAt: string;
  /** The values of the service's slots, as they were read back. */
  slots: Record<string, string | number>;
  customer: { name: string; phone: string; email: string };
  language: "en" | "fr";
  call?: string;
};
