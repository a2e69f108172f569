import { getAvailability, getBooking, listBookings } from "@firstring/contract/routes/bookings.ts";
import { listMails } from "@firstring/contract/routes/mails.ts";
import { refreshed } from "../api/queries.ts";
import { useThrottled } from "../lib/throttle.ts";
import { useHeard } from "./link.ts";

/** Keeps every calendar on the screen true while bookings are made, moved and cancelled elsewhere. */
export function useLiveBookings(): void {
  const again = useThrottled(() => void refreshed(listBookings, getBooking, getAvailability, listMails), 800);
  useHeard("newBooking", again);
}
