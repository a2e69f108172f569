import { z } from "zod";
import type { Booked } from "../booking/booked.ts";
import type { Booking } from "../booking/booking.ts";
import { summary } from "../booking/read-back.ts";
import { readPhone } from "../booking/slots.ts";
import { wallOf } from "../booking/zones.ts";
import type { Tool } from "../ports/tool.ts";
import { type ByCode, isNotTheirs } from "./by-code.ts";
import { sayRefusal } from "./say-refusal.ts";
import { told } from "./told.ts";

const input = z.strictObject({
  code: z.string().max(40).optional().describe("Confirmation code, as the caller said it"),
  phone: z.string().max(40).optional(),
  name: z.string().max(200).optional().describe("The name the booking was made under: needed with a code from another number"),
});

/** A caller has a few bookings ahead, not hundreds. */
const MOST_FOUND = 5;

/** Bookings of whoever is calling. A number is theirs when they call from it; a code is when they also know the name. */
export function findBooking(booking: Booking, byCode: ByCode): Tool<z.output<typeof input>> {
  return {
    name: "find_booking",
    description: "Find the caller's own bookings: by the number they call from, or by confirmation code together with the name on the booking.",
    input,
    lasting: false,
    needsYes: false,
    async run({ code, phone, name }, context) {
      const { tenant, language, nowMs } = context;
      const { country, zone } = await booking.area(tenant);
      const caller = readPhone(context.caller, country);
      if (code !== undefined) {
        const found = await byCode(context, { code, name });
        if (!isNotTheirs(found)) return { data: { bookings: [shown(found, language, nowMs)] } };
        if (found.refused === "needs_name") return { data: { bookings: [], needs: "name" } };
        return { data: { bookings: [], message: sayRefusal(found, told(context, zone)) } };
      }
      const asked = phone === undefined ? caller : readPhone(phone, country);
      if (asked === undefined || asked !== caller) return { data: { bookings: [], needs: "code" } };
      const { rows } = await booking.list(tenant, { phone: asked, status: ["confirmed"], fromMs: nowMs, order: "soonest" }, { limit: MOST_FOUND, offset: 0 });
      return { data: { bookings: rows.map((row) => shown(row, language, nowMs)) } };
    },
  };
}

function shown(row: Booked, language: "en" | "fr", nowMs: number) {
  return {
    id: row.id,
    code: row.code,
    service: row.service.slug,
    status: row.status,
    ...wallOf(row.zone, row.startMs),
    summary: summary(row, language, nowMs),
  };
}
