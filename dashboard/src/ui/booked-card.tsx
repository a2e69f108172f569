import type { BookingFact } from "@firstring/contract/call/event.ts";
import { IconCalendarCheck, IconCalendarOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "./booked-card.module.css";

/** A booking the ledger holds, with its code. */
export function BookedCard({ booking }: { booking: BookingFact }) {
  const { t } = useTranslation();
  const Icon = booking.status === "cancelled" ? IconCalendarOff : IconCalendarCheck;
  return (
    <div className={classes.card} data-status={booking.status}>
      <Icon size={26} stroke={1.5} className={classes.icon} aria-hidden />
      <div className={classes.title}>
        {t(`booked.${booking.status}`)} <span className={classes.code}>{booking.code}</span>
      </div>
      <div className={classes.summary}>{booking.summary}</div>
    </div>
  );
}
