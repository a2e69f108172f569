import { createBooking } from "@firstring/contract/routes/bookings.ts";
import { granted } from "../booking-refusal.ts";
import { bookingReply } from "../booking-reply.ts";
import { wishOf } from "../booking-wish.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(
  createBooking,
  async ({ tenant, person, body, idempotencyKey }, parts) => {
    const wish = await wishOf(parts, tenant, body, person);
    return bookingReply(granted(await parts.booking.create(tenant, { ...wish, idem: idempotencyKey }, person?.customer ? "customer" : "staff")));
  },
  { repeatable: true },
);
