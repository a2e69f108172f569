import type { CallEvent } from "@firstring/contract/call/event.ts";
import type { ToClient } from "@firstring/contract/schemas/socket.ts";
import type { Fact } from "./moments.ts";

/** What the server tells over the socket, with the members it leaves open named as they are. */
export type Heard = Omit<ToClient, "callEvent" | "callUpdate" | "newBooking"> & {
  callEvent: { callId: string; seq: number; at: string; event: CallEvent };
  callUpdate: { callId: string; type: CallEvent["type"]; at: string };
  newBooking: { bookingId: string; type: BookingNews; booking: BookingSnapshot; at: string };
};

export type BookingNews = "booking.confirmed" | "booking.rescheduled" | "booking.cancelled" | "booking.done";
export type BookingSnapshot = {
  id: string;
  code: string;
  service: { id: string; slug: string; name: string };
  resource: { id: string; name: string };
  startsAt: string;
  endsAt: string;
  slots: Record<string, string | number>;
  customer: { name: string; phone: string; email: string };
  language: "en" | "fr";
  call?: string;
};

export const factOf = ({ seq, at, event }: { seq: number; at: string; event: unknown }): Fact => ({ seq, atMs: Date.parse(at), event: event as CallEvent });
