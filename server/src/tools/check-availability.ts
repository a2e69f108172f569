import { z } from "zod";
import type { Booking } from "../booking/booking.ts";
import { isRefused, type TimeRefusal } from "../booking/refused.ts";
import { sayHours } from "../booking/say-when.ts";
import { isDate, isTime } from "../booking/zones.ts";
import type { Tool } from "../ports/tool.ts";
import { refusalData, sayRefusal } from "./say-refusal.ts";
import { told } from "./told.ts";

const input = z.strictObject({
  service: z.string().min(1).max(100).describe("Slug of the service"),
  date: z.string().refine(isDate, "a date that exists, as 2026-11-26").optional(),
  time: z.string().refine(isTime, "a time from 00:00 to 23:59").optional(),
  party: z.number().int().min(1).max(1000).optional().describe("How many people, where that matters"),
});

/** As many as a caller can be told. */
const MOST_FREE = 5;

/** When a service can be had. */
export function checkAvailability(booking: Booking): Tool<z.output<typeof input>> {
  return {
    name: "check_availability",
    description: "Free times of a service, on a date or around a time. Nothing is held by asking.",
    input,
    lasting: false,
    needsYes: false,
    async run({ service, date, time, party }, context) {
      const { tenant, call, language } = context;
      const answer = await booking.availability(tenant, {
        ...{ service, call, count: MOST_FREE },
        ...(date !== undefined && { date }),
        ...(time !== undefined && { time }),
        ...(party !== undefined && { party }),
      });
      const { zone } = isRefused(answer) ? await booking.area(tenant) : answer;
      const speak = told(context, zone);
      if (isRefused(answer))
        return { data: { free: [], reason: answer.refused === "too_many" ? "full" : "closed", message: refusalData(answer, speak)["message"]! } };
      const { free, reason, hours } = answer;
      const times = free.map(({ startsAt, date, time }) => ({ startsAt, date, time }));
      const why = reason && { reason: named(reason), message: sayRefusal({ refused: reason, alternatives: free }, speak) };
      return { data: { free: times, ...why, hours: sayHours(hours, language) } };
    },
  };
}

const named = (reason: TimeRefusal): string => (reason === "slot_taken" ? "full" : reason);
