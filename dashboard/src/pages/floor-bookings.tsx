import { listBookings } from "@firstring/contract/routes/bookings.ts";
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { many } from "../api/queries.ts";
import { useFormat } from "../lib/format.ts";
import { useGlide } from "../lib/glide.ts";
import { useNow } from "../lib/now.ts";
import { useZone, wallOf } from "../lib/zone.ts";
import { paths } from "../paths.ts";
import classes from "./floor-bookings.module.css";

const SHOWN = 7;
/** A booking is news for this long. */
const FRESH_MS = 90_000;

/** The newest bookings; a new one slides in on top. */
export function NewBookings() {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const nowMs = useNow();
  const zone = useZone();
  const list = useRef<HTMLUListElement>(null);
  const from = `${wallOf(nowMs, zone).date}T00:00:00Z`;
  const upcoming = useQuery(many(listBookings, { query: { from, status: "confirmed", limit: 100 } }));
  const newest = upcoming.data?.rows.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt)).slice(0, SHOWN) ?? [];
  useGlide(list, newest.map(({ id }) => id).join());
  const language = i18n.language === "fr" ? "fr" : "en";
  if (upcoming.isPending) return <Skeleton height={180} />;
  if (newest.length === 0) return <div className={classes.none}>{t("floor.no_bookings")}</div>;
  return (
    <ul className={classes.list} ref={list} aria-live="polite">
      {newest.map((booking) => (
        <li key={booking.id} data-glide={booking.id}>
          <Link
            to={paths.bookings}
            search={{ day: wallOf(booking.startsAt, zone).date, booking: booking.id }}
            className={classes.booking}
            data-fresh={nowMs - Date.parse(booking.createdAt) < FRESH_MS || undefined}
          >
            <span className={classes.line}>
              <span className={classes.what}>{booking.customer.name || booking.code}</span>
              <span className={classes.sub}>{format.ago(booking.createdAt, Math.max(nowMs, Date.parse(booking.createdAt)))}</span>
            </span>
            <span className={classes.sub}>
              {booking.service.name[language]} · {format.moment(booking.startsAt)}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
