import { z } from "zod";
import { availability, availabilityQuery, booking, bookingChange, bookingDraft, bookingList } from "../schemas/booking.ts";
import { byId } from "../schemas/common.ts";
import { route } from "./route.ts";

const tag = "Bookings";

export const listBookings = route({
  id: "bookings.list",
  method: "GET",
  path: "/api/bookings",
  tag,
  summary: "Bookings; customers see their own",
  who: "signed_in",
  query: bookingList,
  reply: z.array(booking),
  shape: "list",
});

export const createBooking = route({
  id: "bookings.create",
  method: "POST",
  path: "/api/bookings",
  tag,
  summary: "Book. 409 slot_taken offers other times in details.alternatives",
  who: "signed_in",
  body: bookingDraft,
  reply: booking,
  status: 201,
});

export const getAvailability = route({
  id: "bookings.availability",
  method: "GET",
  path: "/api/bookings/availability",
  tag,
  summary: "Free times of a service; nothing is held by asking",
  who: "signed_in",
  query: availabilityQuery,
  reply: availability,
});

export const getBooking = route({
  id: "bookings.get",
  method: "GET",
  path: "/api/bookings/:id",
  tag,
  summary: "One booking",
  who: "signed_in",
  params: byId,
  reply: booking,
});

export const updateBooking = route({
  id: "bookings.update",
  method: "PUT",
  path: "/api/bookings/:id",
  tag,
  summary: "Move a booking, correct it, or set its status; customers may move and cancel their own",
  who: "signed_in",
  params: byId,
  body: bookingChange,
  reply: booking,
});

export const cancelBooking = route({
  id: "bookings.cancel",
  method: "DELETE",
  path: "/api/bookings/:id",
  tag,
  summary: "Cancel a booking; it stays readable",
  who: "signed_in",
  params: byId,
  reply: booking,
});
