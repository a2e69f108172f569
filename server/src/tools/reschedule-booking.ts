import { z } from "zod";
import type { Booking } from "../booking/booking.ts";
import { readBackMove, summary } from "../booking/read-back.ts";
import { isRefused, type Refused } from "../booking/refused.ts";
import { isDate, isoIn, isTime } from "../booking/zones.ts";
import type { Tool } from "../ports/tool.ts";
import { type ByCode, isNotTheirs } from "./by-code.ts";
import { refusalData } from "./say-refusal.ts";
import { told } from "./told.ts";

const input = z.strictObject({
  code: z.string().min(1).max(40).describe("Confirmation code of the booking"),
  name: z.string().max(200).optional().describe("The name the booking was made under, if the caller gave it"),
  date: z.string().refine(isDate, "a date that exists, as 2026-11-26"),
  time: z.string().refine(isTime, "a time from 00:00 to 23:59"),
});

/** Holds a new time for a booking and reads it back; the old time stands until `confirm`. */
export function rescheduleBooking(booking: Booking, byCode: ByCode): Tool<z.output<typeof input>> {
  return {
    name: "reschedule_booking",
    description:
      "Prepare moving a booking to another time. The read-back is spoken by the system: wait for the caller's yes, then use confirm. Where it needs a name, ask for the one on the booking and use it again with both.",
    input,
    lasting: false,
    needsYes: false,
    async run({ code, name, date, time }, context) {
      const { tenant, call, language, nowMs, idempotencyKey } = context;
      const { zone } = await booking.area(tenant);
      const before = await byCode(context, { code, name });
      if (isNotTheirs(before)) return { data: refusalData(before, told(context, zone)) };
      const no = (refused: Refused) => ({ data: refusalData(refused, told(context, zone, before.service.slots)) });
      const held = await booking.holdMove(tenant, { booking: before.id, date, time, call, idem: idempotencyKey });
      if (isRefused(held)) return no(held);
      return {
        proposal: { id: held.id, kind: "reschedule", readBack: readBackMove(held, before, language, nowMs), summary: summary(held, language, nowMs) },
        data: { holdId: held.id, startsAt: isoIn(zone, held.moves?.startMs ?? held.startMs) },
      };
    },
  };
}
