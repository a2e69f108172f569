import { getBooking } from "@firstring/contract/routes/bookings.ts";
import { bookingReply } from "../booking-reply.ts";
import { endpoint } from "../endpoint.ts";
import { ownBooking } from "../own-booking.ts";

export default endpoint(getBooking, async ({ tenant, person, params }, parts) => bookingReply(await ownBooking(parts, tenant, person, params.id)));
