import { listBookings } from "@firstring/contract/routes/bookings.ts";
import { bookingReply } from "../booking-reply.ts";
import { endpoint } from "../endpoint.ts";
import { own } from "../own.ts";
import { window } from "../pages.ts";

export default endpoint(listBookings, async ({ tenant, person, query }, { booking }) => {
  const { status, from, to, service, resource, call, q, order } = query;
  const mine = own(person);
  const filter = {
    order,
    status: status === undefined ? (["held", "confirmed", "cancelled", "done"] as const) : [status],
    ...(from !== undefined && { fromMs: Date.parse(from) }),
    ...(to !== undefined && { untilMs: Date.parse(to) }),
    ...(service !== undefined && { service }),
    ...(resource !== undefined && { resource }),
    ...(call !== undefined && { call }),
    ...(q !== undefined && { text: q }),
    ...(mine !== undefined && { person: mine }),
  };
  const { rows, total } = await booking.list(tenant, filter, window(query));
  return { rows: rows.map(bookingReply), total };
});
