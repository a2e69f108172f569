import { getAvailability } from "@firstring/contract/routes/bookings.ts";
import { timeOf } from "../../booking/zones.ts";
import { granted } from "../booking-refusal.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(getAvailability, async ({ tenant, person, query }, { booking }) => {
  const { service, date, time, days, party, limit } = query;
  const question = { service, days, party, count: limit, anyNotice: person !== undefined && !person.customer, ...(date && { date }), ...(time && { time }) };
  const { zone, date: day, free, reason, hours } = granted(await booking.availability(tenant, question));
  const open = hours.map(({ opensMin, closesMin }) => ({ opens: timeOf(opensMin), closes: timeOf(closesMin) }));
  return { zone, date: day, free, reason: reason === "slot_taken" ? ("full" as const) : (reason ?? null), hours: open };
});
