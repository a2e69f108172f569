import type { Language, Spoken } from "@firstring/contract/call/agent.ts";
import type { ServiceSpec } from "@firstring/contract/call/service.ts";
import type { BookingSnapshot } from "../ports/booking-event.ts";
import { isoIn, wallOf } from "./zones.ts";

export type Status = "held" | "confirmed" | "cancelled" | "expired" | "done";
export type SlotValues = Record<string, string | number>;
export type Customer = { name: string; phone: string; email: string };
/** What is known of a place beside its address. */
export type PlaceFact = { placeId: string; address: string; lat?: number; lng?: number; approximate: boolean };

/** A booking as the ledger holds it. */
export type Booked = {
  id: string;
  code: string;
  status: Status;
  service: { id: string; slug: string; name: Spoken; slots: ServiceSpec["slots"]; capacitySlot?: string };
  resource: { id: string; name: string };
  zone: string;
  startMs: number;
  endMs: number;
  /** Until when a hold stands. */
  holdExpiresMs?: number;
  /** Values of the service's slots, those of its date and time included. */
  slots: SlotValues;
  places: Record<string, PlaceFact>;
  customer: Customer;
  person?: string;
  call?: string;
  language: Language;
  /** This is a hold for moving another booking there. */
  moves?: { booking: string; startMs: number; endMs: number; madeMs?: number };
  createdMs: number;
  updatedMs: number;
};

/** When it is: for a moving hold, where it would move to. */
export const timesOf = (booked: Booked): { startMs: number; endMs: number } => booked.moves ?? booked;

export function snapshot(booked: Booked): BookingSnapshot {
  const { startMs, endMs } = timesOf(booked);
  return {
    id: booked.id,
    code: booked.code,
    service: { id: booked.service.id, slug: booked.service.slug, name: booked.service.name[booked.language] },
    resource: booked.resource,
    startsAt: isoIn(booked.zone, startMs),
    endsAt: isoIn(booked.zone, endMs),
    slots: booked.slots,
    customer: booked.customer,
    language: booked.language,
    ...(booked.call !== undefined && { call: booked.call }),
  };
}

/** The values kept with the row, and those of its date and time slots, which follow from when it is. */
export function withTimes(specs: ServiceSpec["slots"], kept: SlotValues, zone: string, startMs: number): SlotValues {
  const wall = wallOf(zone, startMs);
  const values = { ...kept };
  for (const { name, type } of specs) {
    if (type === "date") values[name] = wall.date;
    if (type === "time") values[name] = wall.time;
    if (type === "datetime") values[name] = `${wall.date}T${wall.time}`;
  }
  return values;
}
