import type { BookingReply } from "@firstring/contract/schemas/booking.ts";
import type { Booked } from "../booking/booked.ts";
import { isoIn } from "../booking/zones.ts";

/** A booking as the API shows it, with the words of rides beside the slots where it has those. */
export function bookingReply(booked: Booked): BookingReply {
  const at = (ms: number) => isoIn(booked.zone, ms);
  return {
    ...{ id: booked.id, code: booked.code, status: booked.status, resource: booked.resource, zone: booked.zone },
    service: { id: booked.service.id, slug: booked.service.slug, name: booked.service.name },
    startsAt: at(booked.startMs),
    endsAt: at(booked.endMs),
    holdExpiresAt: booked.holdExpiresMs === undefined ? null : at(booked.holdExpiresMs),
    ...{ slots: booked.slots, customer: booked.customer, language: booked.language },
    personId: booked.person ?? null,
    callId: booked.call ?? null,
    ...rideOf(booked),
    createdAt: at(booked.createdMs),
    updatedAt: at(booked.updatedMs),
  };
}

function rideOf(booked: Booked): Pick<BookingReply, "passengers" | "pickupLocation" | "dropoffLocation" | "pickupDateTime"> {
  const { passengers } = booked.slots;
  const [pickup, dropoff] = [placeOf(booked, "pickup"), placeOf(booked, "dropoff")];
  return {
    ...(typeof passengers === "number" && { passengers }),
    ...(pickup && { pickupLocation: pickup, pickupDateTime: isoIn(booked.zone, booked.startMs) }),
    ...(dropoff && { dropoffLocation: dropoff }),
  };
}

function placeOf({ slots, places }: Booked, name: string): NonNullable<BookingReply["pickupLocation"]> | undefined {
  const address = slots[name];
  if (address === undefined) return undefined;
  const fact = places[name];
  return {
    address: String(address),
    formattedAddress: fact?.address ?? String(address),
    ...(fact && { placeId: fact.placeId, approximate: fact.approximate }),
  };
}
