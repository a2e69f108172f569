import { listBookings } from "@firstring/contract/routes/bookings.ts";
import { listResources } from "@firstring/contract/routes/resources.ts";
import { staff } from "@firstring/contract/schemas/role.ts";
import { ActionIcon, Button, SegmentedControl, Skeleton } from "@mantine/core";
import { useHotkeys, useMediaQuery } from "@mantine/hooks";
import { IconChevronLeft, IconChevronRight, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../api/me.ts";
import { many, whole } from "../api/queries.ts";
import { useFormat } from "../lib/format.ts";
import { useNow } from "../lib/now.ts";
import { daysAfter, instantOf, mondayOf, useZone, wallOf } from "../lib/zone.ts";
import { DayInput } from "../ui/day-input.tsx";
import { Freshness } from "../ui/freshness.tsx";
import { Page } from "../ui/page.tsx";
import { Trouble } from "../ui/trouble.tsx";
import { BookingDrawer } from "./booking-drawer.tsx";
import classes from "./bookings.module.css";
import { BookingsGrid } from "./bookings-grid.tsx";
import { BookingsList } from "./bookings-list.tsx";
import { NewBooking, type Start } from "./new-booking.tsx";

const route = getRouteApi("/inside/bookings");
/** How far the list looks ahead, in days. */
const LIST_DAYS = 30;

/** The calendar of the business: by resource for a day, by day for a week, or as a list. */
export function BookingsPage() {
  const { t } = useTranslation();
  const zone = useZone();
  const nowMs = useNow();
  const works = useMay(staff);
  const narrow = useMediaQuery("(max-width: 48em)", undefined, { getInitialValueInEffect: false });
  const { day, view: chosen, booking } = route.useSearch();
  const go = route.useNavigate();
  const [start, setStart] = useState<Start>();
  const [hidden, hide] = useState<readonly string[]>([]);
  const today = wallOf(nowMs, zone).date;
  const date = day ?? today;
  const view = chosen ?? (narrow || !works ? "list" : "day");
  const firstDay = view === "week" ? mondayOf(date) : date;
  const days = view === "week" ? 7 : view === "day" ? 1 : LIST_DAYS;
  const asked = whole(listBookings, {
    query: {
      from: instantOf(firstDay, "00:00", zone).toISOString(),
      to: instantOf(daysAfter(firstDay, days), "00:00", zone).toISOString(),
      order: "soonest",
    },
  });
  const bookings = useQuery(asked);
  const resources = useQuery({ ...many(listResources, { query: { limit: 100 } }), enabled: works });
  const rows = (bookings.data?.rows ?? []).filter(({ id, status }) => status !== "cancelled" && status !== "expired" && !hidden.includes(id));
  const show = (change: { day?: string | undefined; view?: typeof chosen; booking?: string | undefined }) =>
    go({ search: (before) => ({ ...before, ...change }), replace: "booking" in change });
  const walk = (direction: 1 | -1) => show({ day: daysAfter(date, direction * (view === "week" ? 7 : view === "day" ? 1 : LIST_DAYS)) });
  useHotkeys([
    ["ArrowLeft", () => walk(-1)],
    ["ArrowRight", () => walk(1)],
    ["n", () => setStart({})],
  ]);
  return (
    <Page
      title={t("nav.bookings")}
      about={<Freshness live fetchedAtMs={bookings.dataUpdatedAt} />}
      actions={
        <Button leftSection={<IconPlus size={17} />} onClick={() => setStart({ date })}>
          {t("bookings.new")}
        </Button>
      }
    >
      <div className={classes.bar}>
        <Button variant="default" size="compact-md" onClick={() => show({ day: undefined })}>
          {t("bookings.today")}
        </Button>
        <ActionIcon onClick={() => walk(-1)} aria-label={t("bookings.earlier")}>
          <IconChevronLeft size={18} />
        </ActionIcon>
        <ActionIcon onClick={() => walk(1)} aria-label={t("bookings.later")}>
          <IconChevronRight size={18} />
        </ActionIcon>
        <Heading date={firstDay} view={view} />
        <DayInput w={170} ml="auto" aria-label={t("bookings.choose_day")} value={date} onChange={(value) => show({ day: value === "" ? undefined : value })} />
        <SegmentedControl
          aria-label={t("bookings.view")}
          value={view}
          onChange={(value) => show({ view: value as typeof view })}
          data={(works ? (["day", "week", "list"] as const) : (["list"] as const)).map((value) => ({ value, label: t(`bookings.${value}`) }))}
        />
      </div>
      {bookings.error !== null && bookings.data === undefined ? (
        <Trouble problem={bookings.error} retry={() => void bookings.refetch()} />
      ) : bookings.isPending || (works && resources.isPending) ? (
        <Skeleton height={520} radius="lg" />
      ) : view === "list" ? (
        <BookingsList bookings={rows} open={(id) => show({ booking: id })} />
      ) : (
        <BookingsGrid
          bookings={rows}
          resources={resources.data?.rows ?? []}
          firstDay={firstDay}
          view={view}
          opened={booking}
          open={(id) => show({ booking: id })}
          pick={(at, time) => setStart({ date: at, time })}
        />
      )}
      <BookingDrawer
        id={booking}
        close={() => show({ booking: undefined })}
        hide={(id, away) => hide((before) => (away ? [...before, id] : before.filter((other) => other !== id)))}
      />
      {start !== undefined && <NewBooking start={start} close={() => setStart(undefined)} />}
    </Page>
  );
}

function Heading({ date, view }: { date: string; view: "day" | "week" | "list" }) {
  const format = useFormat();
  const noon = (day: string) => `${day}T12:00:00Z`;
  const words =
    view === "day" ? format.longDay(noon(date)) : `${format.day(noon(date))} – ${format.day(noon(daysAfter(date, (view === "week" ? 7 : LIST_DAYS) - 1)))}`;
  return <span className={classes.day}>{words}</span>;
}
