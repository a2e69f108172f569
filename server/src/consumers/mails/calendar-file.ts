import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import type { BookingSnapshot } from "../../ports/booking-event.ts";

export type Method = "REQUEST" | "CANCEL";
export type CalendarEntry = {
  method: Method;
  booking: BookingSnapshot;
  /** Rises with every change of the booking, so that calendars know the newest. */
  sequence: number;
  atMs: number;
  summary: string;
  description: string;
  location: string;
  organizer: { name: string; email: string };
  attendee: { name: string; email: string } | undefined;
};

/** The .ics file of a booking (RFC 5545, 5546). The same booking is the same event in a calendar, for ever: its UID is made of its id. */
export function calendarFile({ method, booking, sequence, atMs, summary, description, location, organizer, attendee }: CalendarEntry): string {
  const calendar = ical({ prodId: { company: "Firstring", product: "Bookings" }, method: ICalCalendarMethod[method] });
  const event = calendar.createEvent({
    id: uidOf(booking.id),
    sequence,
    stamp: new Date(atMs),
    start: new Date(booking.startsAt),
    end: new Date(booking.endsAt),
    summary,
    description,
    location,
    status: method === "CANCEL" ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer,
  });
  if (attendee) event.createAttendee({ ...attendee, role: ICalAttendeeRole.REQ, status: ICalAttendeeStatus.ACCEPTED, rsvp: false });
  return calendar.toString();
}

export const uidOf = (bookingId: string): string => `${bookingId}@firstring`;
