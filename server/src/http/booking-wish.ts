import type { ServiceSpec } from "@firstring/contract/call/service.ts";
import type { BookingChange, BookingDraft } from "@firstring/contract/schemas/booking.ts";
import type { Booked, Customer, PlaceFact, SlotValues } from "../booking/booked.ts";
import type { Area } from "../booking/calendar.ts";
import type { HoldWish } from "../booking/hold.ts";
import { type RawSlots, readPhone, readSome, readWish } from "../booking/slots.ts";
import { type Wall, wallOf } from "../booking/zones.ts";
import type { TenantId } from "../lib/ids.ts";
import { Refusal } from "../lib/refusal.ts";
import { nearOf, verifyPlaces } from "../tools/verify-places.ts";
import { granted } from "./booking-refusal.ts";
import type { Asker } from "./endpoint.ts";
import type { Parts } from "./parts.ts";

type Places = Record<string, PlaceFact>;
type RideWords = Pick<BookingDraft, "slots" | "passengers" | "pickupLocation" | "dropoffLocation">;

/** A posted booking as the ledger takes it: slots read, places looked up. @throws Refusal invalid, no_such_service. */
export async function wishOf(parts: Pick<Parts, "booking" | "places">, tenant: TenantId, draft: BookingDraft, person: Asker | undefined): Promise<HoldWish> {
  const isRide = draft.pickupLocation !== undefined || draft.dropoffLocation !== undefined || draft.pickupDateTime !== undefined;
  const slug = draft.service ?? (isRide ? "ride" : undefined);
  if (slug === undefined) throw new Refusal(400, "invalid", "Correct service: name what is to be booked", [{ path: "service", message: "is required" }]);
  const [spec, area] = await Promise.all([parts.booking.service(tenant, slug), parts.booking.area(tenant)]);
  if (!spec) return granted<HoldWish>({ refused: "no_such_service" });

  const { raw, looked } = rawSlots(draft);
  const at = draft.startsAt ?? draft.pickupDateTime;
  const who = { name: draft.customer?.name || person?.name, phone: draft.customer?.phone, email: draft.customer?.email };
  const wish = granted(readWish(spec, { ...named(spec, who), ...raw, ...(at !== undefined && timeSlots(spec, wallAt(at, area.zone))) }, area.country));
  const verified = await lookedUp(parts, spec, wish.slots, looked, area, draft.language ?? "en");
  const given = customerOf(draft.customer, area);
  return {
    service: spec.id,
    date: wish.date,
    time: wish.time,
    party: wish.party,
    ...verified,
    customer: {
      name: given.name || wish.customer.name || (person?.name ?? ""),
      phone: given.phone || wish.customer.phone,
      email: given.email || wish.customer.email || (person?.customer ? person.email : ""),
    },
    language: draft.language ?? "en",
    ...(person?.customer && { person: person.id }),
  };
}

/** A posted correction. @throws Refusal invalid. */
export async function correctionOf(
  parts: Pick<Parts, "booking" | "places">,
  tenant: TenantId,
  spec: Booked["service"],
  change: BookingChange,
  language: "en" | "fr",
) {
  const area = await parts.booking.area(tenant);
  const { raw, looked } = rawSlots(change);
  const read = granted(readSome(spec.slots, raw, area.country));
  const { slots, places } = await lookedUp(parts, spec, read, looked, area, language);
  const count = spec.capacitySlot === undefined ? undefined : slots[spec.capacitySlot];
  return {
    slots,
    places,
    customer: change.customer ? customerOf(change.customer, area) : {},
    ...(typeof count === "number" && { party: { slot: spec.capacitySlot!, count } }),
  };
}

/** The wall clock of the business at a posted time, which may come with a zone or without. */
export function wallAt(at: string, zone: string): Wall {
  return /(?:Z|[+-]\d\d:\d\d)$/.test(at) ? wallOf(zone, Date.parse(at)) : { date: at.slice(0, 10), time: at.slice(11, 16) };
}

/** Slots with the words of rides put in their place; places that were looked up already are known by their address. */
function rawSlots({ slots = {}, passengers, pickupLocation, dropoffLocation }: RideWords): { raw: RawSlots; looked: Places } {
  const raw: Record<string, string | number> = { ...slots };
  const looked: Places = {};
  if (passengers !== undefined) raw["passengers"] = passengers;
  for (const [name, place] of [
    ["pickup", pickupLocation],
    ["dropoff", dropoffLocation],
  ] as const) {
    if (place === undefined) continue;
    raw[name] = typeof place === "string" ? place : (place.formattedAddress ?? place.address);
    if (typeof place !== "string" && place.placeId && place.formattedAddress)
      looked[name] = { placeId: place.placeId, address: place.formattedAddress, approximate: false };
  }
  return { raw, looked };
}

async function lookedUp(
  parts: Pick<Parts, "places">,
  spec: Pick<ServiceSpec, "slots">,
  slots: SlotValues,
  looked: Places,
  area: Area,
  language: "en" | "fr",
): Promise<{ slots: SlotValues; places: Places }> {
  const open = spec.slots.filter(({ name }) => looked[name] === undefined);
  const found = granted(await verifyPlaces(parts.places, open, slots, nearOf(area, language)));
  return { slots: found.slots, places: { ...found.places, ...looked } };
}

/** Who books, as the slots that ask for it. */
function named(spec: ServiceSpec, who: { [K in keyof Customer]: string | undefined }): RawSlots {
  const values = { person: who.name, phone: who.phone, email: who.email };
  return Object.fromEntries(
    spec.slots.flatMap(({ name, type }) => {
      const value = type === "person" || type === "phone" || type === "email" ? values[type] : undefined;
      return value ? [[name, value]] : [];
    }),
  );
}

function timeSlots(spec: ServiceSpec, { date, time }: Wall): RawSlots {
  const one = (type: string, otherwise: string) => spec.slots.find((slot) => slot.type === type)?.name ?? otherwise;
  const whole = spec.slots.find((slot) => slot.type === "datetime");
  return whole ? { [whole.name]: `${date}T${time}` } : { [one("date", "date")]: date, [one("time", "time")]: time };
}

function customerOf(given: BookingDraft["customer"], area: Area): Partial<Customer> {
  const phone = given?.phone ? readPhone(given.phone, area.country) : given?.phone;
  if (given?.phone && phone === undefined)
    throw new Refusal(400, "invalid", "Correct customer.phone: write the number as +15145551234", [{ path: "customer.phone", message: "is no phone number" }]);
  return {
    ...(given?.name !== undefined && { name: given.name.trim() }),
    ...(phone !== undefined && { phone }),
    ...(given?.email !== undefined && { email: given.email }),
  };
}
