import { listClosures } from "@firstring/contract/routes/closures.ts";
import { listHours } from "@firstring/contract/routes/hours.ts";
import type { BookingReply } from "@firstring/contract/schemas/booking.ts";
import type { ResourceReply } from "@firstring/contract/schemas/resource.ts";
import { Button } from "@mantine/core";
import { IconCalendarPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { whole } from "../api/queries.ts";
import { minutesOf, type Span, shownHours, timeOf } from "../lib/day-grid.ts";
import { useFormat } from "../lib/format.ts";
import { useNow } from "../lib/now.ts";
import { daysAfter, useZone, wallOf } from "../lib/zone.ts";
import { paths } from "../paths.ts";
import { Empty } from "../ui/empty.tsx";
import { type GridBlock, type GridColumn, TimeGrid } from "../ui/time-grid.tsx";
import { useMoveBooking } from "./move-booking.ts";

type Props = {
  bookings: readonly BookingReply[];
  resources: readonly ResourceReply[];
  firstDay: string;
  view: "day" | "week";
  opened: string | undefined;
  open: (id: string) => void;
  pick: (date: string, time: string) => void;
};

/** A day with a column for each resource, or a week with a column for each day. */
export function BookingsGrid({ bookings, resources, firstDay, view, opened, open, pick }: Props) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const zone = useZone();
  const now = wallOf(useNow(), zone);
  const openOn = useOpenings();
  const move = useMoveBooking();
  const language = i18n.language === "fr" ? "fr" : "en";

  const blocksOf = (date: string, resource: string | undefined): GridBlock[] =>
    bookings
      .filter((booking) => wallOf(booking.startsAt, zone).date === date && (resource === undefined || booking.resource.id === resource))
      .map((booking) => {
        const startMin = minutesOf(wallOf(booking.startsAt, zone).time);
        const name = booking.customer.name || booking.code;
        const service = booking.service.name[language];
        return {
          id: booking.id,
          startMin,
          endMin: Math.min(1440, startMin + (Date.parse(booking.endsAt) - Date.parse(booking.startsAt)) / 60_000),
          title: name,
          sub: view === "week" ? `${service} · ${booking.resource.name}` : service,
          when: format.moment(booking.startsAt),
          status: booking.status,
          movable: booking.status === "confirmed",
        };
      });
  const working = resources.filter(({ id, active }) => active || bookings.some(({ resource }) => resource.id === id));
  const columns: GridColumn[] =
    view === "day"
      ? working.map(({ id, name, kind, capacity }) => ({
          key: id,
          title: name,
          sub: capacity > 1 ? `${kind} · ${format.number(capacity)}` : kind,
          now: firstDay === now.date,
          open: openOn(firstDay, id),
          blocks: blocksOf(firstDay, id),
        }))
      : Array.from({ length: 7 }, (_, index) => daysAfter(firstDay, index)).map((date) => ({
          key: date,
          title: format.day(`${date}T12:00:00Z`),
          today: date === now.date,
          now: date === now.date,
          open: openOn(date, undefined),
          blocks: blocksOf(date, undefined),
        }));

  if (resources.length === 0)
    return (
      <Empty
        icon={IconCalendarPlus}
        title={t("bookings.no_resources")}
        action={
          <Button component={Link} to={paths.hours} variant="default">
            {t("settings.hours")}
          </Button>
        }
      >
        {t("bookings.no_resources_about")}
      </Empty>
    );
  const all: Span[] = columns.flatMap(({ blocks, open }) => [...blocks, ...open]);
  const { fromMin, toMin } = shownHours(all, Math.min(540, ...all.map(({ startMin }) => startMin)), Math.max(1020, ...all.map(({ endMin }) => endMin)));
  return (
    <TimeGrid
      key={`${view} ${firstDay}`}
      columns={columns}
      fromMin={fromMin}
      toMin={toMin}
      nowMin={minutesOf(now.time)}
      opened={opened}
      open={open}
      pick={(column, min) => pick(view === "week" ? column : firstDay, timeOf(min))}
      move={(id, min) => {
        const booking = bookings.find((one) => one.id === id);
        if (booking !== undefined) void move(booking, wallOf(booking.startsAt, zone).date, timeOf(min));
      }}
    />
  );
}

/** When the business or a resource is at work on a date, as the settings say. Holidays are known to the server alone. */
function useOpenings(): (date: string, resource: string | undefined) => Span[] {
  const hours = useQuery({ ...whole(listHours, {}), staleTime: 60_000 }).data?.rows ?? [];
  const closures = useQuery({ ...whole(listClosures, {}), staleTime: 60_000 }).data?.rows ?? [];
  return (date, resource) => {
    if (closures.some((off) => (off.resource === null || off.resource === resource) && off.firstDay <= date && date <= off.lastDay)) return [];
    const weekday = ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
    const own = resource === undefined ? [] : hours.filter((hour) => hour.resource === resource);
    const theirs = own.length > 0 ? own : hours.filter((hour) => hour.resource === null);
    const spans = theirs.flatMap((hour) => {
      const startMin = minutesOf(hour.opens);
      const endMin = minutesOf(hour.closes);
      const overnight = endMin <= startMin;
      const evening = hour.weekday === weekday ? [{ startMin, endMin: overnight ? 1440 : endMin }] : [];
      const morning = overnight && (hour.weekday % 7) + 1 === weekday && endMin > 0 ? [{ startMin: 0, endMin }] : [];
      return [...evening, ...morning];
    });
    return spans;
  };
}
