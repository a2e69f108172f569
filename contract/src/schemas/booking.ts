import { z } from "zod";
import { id, instant, language, page, spoken, text } from "./common.ts";

export const bookingStatus = z.enum(["held", "confirmed", "cancelled", "expired", "done"]);

/** A time with its zone, or as the clock on the business's wall shows it. */
const when = z.iso
  .datetime({ offset: true, local: true })
  .meta({ description: "ISO 8601; without an offset, in the business's zone", example: "2026-11-26T15:30" });
const slotValue = z.union([text(2000), z.number()]);
const slots = z.record(z.string().max(60), slotValue).meta({ description: "Values by slot name", example: { problem: "no heat" } });

const placeGiven = z
  .union([
    text(300).min(1),
    z.strictObject({
      address: text(300).min(1),
      placeId: text(300).optional().meta({ description: "With formattedAddress: the place was looked up already" }),
      formattedAddress: text(400).optional(),
    }),
  ])
  .meta({ description: "An address, or a place that was looked up" });

/** A ride in the words of ride booking; each stands for the slot beside it. */
const ride = {
  passengers: z.int().min(1).max(1000).meta({ description: "Slot `passengers`" }),
  pickupLocation: placeGiven.meta({ description: "Slot `pickup`" }),
  dropoffLocation: placeGiven.meta({ description: "Slot `dropoff`" }),
  pickupDateTime: when,
};
const customer = z.strictObject({ name: text(120), phone: text(40), email: z.union([z.literal(""), z.email().max(254)]) }).partial();

export const bookingDraft = z
  .strictObject({
    service: text(100).min(1).meta({ description: "Slug or id; `ride` when ride fields are given" }),
    slots,
    startsAt: when,
    customer,
    language,
    ...ride,
  })
  .partial()
  .meta({
    example: {
      service: "ride",
      passengers: 2,
      pickupLocation: "1280 Sherbrooke West, Montréal",
      dropoffLocation: "Trudeau airport",
      pickupDateTime: "2026-11-26T15:30",
      customer: { name: "Jean Dupont", phone: "+15145550199" },
    },
  });
export type BookingDraft = z.infer<typeof bookingDraft>;

export const bookingChange = z
  .strictObject({
    slots,
    startsAt: when,
    customer,
    status: z.enum(["confirmed", "cancelled", "done"]).meta({ description: "confirmed: a hold becomes a booking" }),
    ...ride,
  })
  .partial()
  .meta({ example: { startsAt: "2026-11-27T09:00" } });
export type BookingChange = z.infer<typeof bookingChange>;

const place = z.object({ address: z.string(), placeId: z.string().optional(), formattedAddress: z.string(), approximate: z.boolean().optional() });

export const booking = z.object({
  id,
  code: z.string().meta({ description: "What the customer was told", example: "KHR4826" }),
  status: bookingStatus,
  service: z.object({ id, slug: z.string(), name: spoken }),
  resource: z.object({ id, name: z.string() }),
  startsAt: instant,
  endsAt: instant,
  zone: z.string(),
  holdExpiresAt: instant.nullable(),
  slots: z.record(z.string(), z.union([z.string(), z.number()])),
  customer: z.object({ name: z.string(), phone: z.string(), email: z.string() }),
  personId: id.nullable(),
  callId: id.nullable(),
  language,
  passengers: z.int().optional(),
  pickupLocation: place.optional(),
  dropoffLocation: place.optional(),
  pickupDateTime: instant.optional(),
  createdAt: instant,
  updatedAt: instant,
});
export type BookingReply = z.infer<typeof booking>;

export const bookingList = z.strictObject({
  ...page,
  status: bookingStatus.optional().meta({ description: "Without it: all but those that expired" }),
  from: instant.optional().meta({ description: "Those that end after this" }),
  to: instant.optional().meta({ description: "Those that begin before this" }),
  service: text(100).optional(),
  resource: id.optional(),
  call: id.optional(),
  q: text(200).optional().meta({ description: "Part of a name, number, e-mail or code" }),
  order: z.enum(["soonest", "latest"]).default("latest"),
});

export const availabilityQuery = z.strictObject({
  service: text(100).min(1).meta({ description: "Slug or id", example: "ride" }),
  date: z.iso.date().optional().meta({ description: "In the business's zone; today when absent" }),
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "write a time from 00:00 to 23:59")
    .optional(),
  days: z.coerce.number().int().min(1).max(31).default(1),
  party: z.coerce.number().int().min(1).max(1000).default(1),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export const free = z.object({ startsAt: instant, date: z.string(), time: z.string() });
export const availability = z.object({
  zone: z.string(),
  date: z.string(),
  free: z.array(free).meta({ description: "When `reason` is set: what comes closest" }),
  reason: z.enum(["past", "too_soon", "too_far", "closed", "full"]).nullable(),
  hours: z.array(z.object({ opens: z.string(), closes: z.string() })).meta({ description: "Of the business on `date`" }),
});
