import { listBookings, updateBooking } from "@firstring/contract/routes/bookings.ts";
import type { BookingReply } from "@firstring/contract/schemas/booking.ts";
import { useTranslation } from "react-i18next";
import { call, type Page } from "../api/client.ts";
import { queries, refreshed } from "../api/queries.ts";
import { useFormat } from "../lib/format.ts";
import { instantOf, useZone, wallOf } from "../lib/zone.ts";
import { tellTrouble } from "../ui/trouble.tsx";
import { offerUndo } from "../ui/undo.tsx";

/** Moves a booking: at once on the screen, then in the ledger; it can be moved back for a moment. */
export function useMoveBooking(): (booking: BookingReply, date: string, time: string) => Promise<boolean> {
  const { t } = useTranslation();
  const format = useFormat();
  const zone = useZone();
  return async (booking, date, time) => {
    const before = wallOf(booking.startsAt, zone);
    show(booking, instantOf(date, time, zone).getTime());
    try {
      const moved = await call(updateBooking, { params: { id: booking.id }, body: { startsAt: `${date}T${time}` } });
      offerUndo(t("bookings.moved", { code: booking.code, when: format.moment(moved.startsAt) }), () =>
        call(updateBooking, { params: { id: booking.id }, body: { startsAt: `${before.date}T${before.time}` } }).then(() => refreshed(listBookings)),
      );
      return true;
    } catch (problem) {
      tellTrouble(problem);
      return false;
    } finally {
      await refreshed(listBookings);
    }
  };
}

function show(booking: BookingReply, startMs: number): void {
  const lengthMs = Date.parse(booking.endsAt) - Date.parse(booking.startsAt);
  const moved = { ...booking, startsAt: new Date(startMs).toISOString(), endsAt: new Date(startMs + lengthMs).toISOString() };
  queries.setQueriesData<Page<typeof listBookings>>(
    { queryKey: [listBookings.id] },
    (page) => page && { ...page, rows: page.rows.map((row) => (row.id === booking.id ? moved : row)) },
  );
}
