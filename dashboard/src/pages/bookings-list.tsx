import type { BookingReply } from "@firstring/contract/schemas/booking.ts";
import { Title, UnstyledButton } from "@mantine/core";
import { IconCalendar } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../lib/format.ts";
import { useZone, wallOf } from "../lib/zone.ts";
import { Empty } from "../ui/empty.tsx";
import { type Tone, ToneBadge } from "../ui/tone.tsx";
import classes from "./bookings.module.css";

const tones: Record<BookingReply["status"], Tone> = { held: "warn", confirmed: "good", done: "quiet", cancelled: "quiet", expired: "quiet" };

/** Bookings one after the other, by day. */
export function BookingsList({ bookings, open }: { bookings: readonly BookingReply[]; open: (id: string) => void }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const zone = useZone();
  const language = i18n.language === "fr" ? "fr" : "en";
  if (bookings.length === 0)
    return (
      <Empty icon={IconCalendar} title={t("bookings.none")}>
        {t("bookings.none_about")}
      </Empty>
    );
  const byDay = Map.groupBy(bookings, ({ startsAt }) => wallOf(startsAt, zone).date);
  return (
    <>
      {[...byDay].map(([date, theirs]) => (
        <section key={date} className={classes.group} aria-label={format.longDay(`${date}T12:00:00Z`)}>
          <Title order={2}>{format.longDay(theirs[0]!.startsAt)}</Title>
          <ul className={classes.list}>
            {theirs.map((booking) => (
              <li key={booking.id}>
                <UnstyledButton className={classes.row} onClick={() => open(booking.id)}>
                  <span className={`${classes.time} num`}>{format.time(booking.startsAt)}</span>
                  <span className={classes.who}>
                    <div className={classes.name}>{booking.customer.name || booking.code}</div>
                    <div className={classes.sub}>
                      {booking.service.name[language]} · {booking.resource.name}
                    </div>
                  </span>
                  <ToneBadge tone={tones[booking.status]}>{t(`bookings.status.${booking.status}`)}</ToneBadge>
                </UnstyledButton>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
