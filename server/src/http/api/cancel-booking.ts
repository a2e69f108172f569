import { cancelBooking } from "@firstring/contract/routes/bookings.ts";
import { granted } from "../booking-refusal.ts";
import { bookingReply } from "../booking-reply.ts";
import { endpoint } from "../endpoint.ts";
import { ownBooking } from "../own-booking.ts";

export default endpoint(cancelBooking, async ({ tenant, person, params }, parts) => {
  await ownBooking(parts, tenant, person, params.id);
  return bookingReply(granted(await parts.booking.cancel(tenant, params.id, person?.customer ? "caller" : "staff")));
});
