import { cancelBooking, getBooking, listBookings, updateBooking } from "@firstring/contract/routes/bookings.ts";
import type { BookingReply } from "@firstring/contract/schemas/booking.ts";
import { staff } from "@firstring/contract/schemas/role.ts";
import { Anchor, Button, Divider, Drawer, Group, Skeleton, Stack, Title } from "@mantine/core";
import { IconCheck, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/client.ts";
import { useMay } from "../api/me.ts";
import { one, refreshed } from "../api/queries.ts";
import { useServices } from "../api/services.ts";
import { phone, useFormat } from "../lib/format.ts";
import { useZone, wallOf } from "../lib/zone.ts";
import { paths } from "../paths.ts";
import { ToneBadge } from "../ui/tone.tsx";
import { Trouble, tellTrouble } from "../ui/trouble.tsx";
import { withUndo } from "../ui/undo.tsx";
import classes from "./bookings.module.css";
import { FreeTimes } from "./free-times.tsx";
import { useMoveBooking } from "./move-booking.ts";

/** One booking: what is known of it, and moving, cancelling or finishing it. */
export function BookingDrawer({ id, close, hide }: { id: string | undefined; close: () => void; hide: (id: string, away: boolean) => void }) {
  const { t } = useTranslation();
  const booking = useQuery({ ...one(getBooking, { params: { id: id ?? "" } }), enabled: id !== undefined });
  return (
    <Drawer
      opened={id !== undefined}
      onClose={close}
      position="right"
      size={420}
      title={booking.data?.customer.name || t("nav.bookings")}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      {booking.error !== null && <Trouble problem={booking.error} retry={() => void booking.refetch()} />}
      {booking.data === undefined ? (
        booking.isFetching && <Skeleton height={260} />
      ) : (
        <Details key={booking.data.id} booking={booking.data} close={close} hide={hide} />
      )}
    </Drawer>
  );
}

function Details({ booking, close, hide }: { booking: BookingReply; close: () => void; hide: (id: string, away: boolean) => void }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const zone = useZone();
  const works = useMay(staff);
  const move = useMoveBooking();
  const language = i18n.language === "fr" ? "fr" : "en";
  const spec = useServices()?.find(({ id }) => id === booking.service.id);
  const [moving, setMoving] = useState(false);
  const [date, setDate] = useState(wallOf(booking.startsAt, zone).date);
  const finish = useMutation({
    mutationFn: () => call(updateBooking, { params: { id: booking.id }, body: { status: "done" } }),
    onSuccess: () => refreshed(listBookings, getBooking),
    onError: tellTrouble,
  });
  const cancel = () => {
    close();
    hide(booking.id, true);
    withUndo(
      t("bookings.cancelled", { code: booking.code }),
      () =>
        call(cancelBooking, { params: { id: booking.id } })
          .then(() => refreshed(listBookings, getBooking))
          .then(() => hide(booking.id, false)),
      () => hide(booking.id, false),
    );
  };
  const moveTo = async (time: string) => {
    if (!(await move(booking, date, time))) return;
    await refreshed(getBooking);
    setMoving(false);
  };
  const facts = Object.entries(booking.slots).filter(([name]) => {
    const type = spec?.slots.find((slot) => slot.name === name)?.type;
    return type !== "date" && type !== "time" && type !== "datetime" && type !== "person" && type !== "phone" && type !== "email";
  });
  const standing = booking.status === "confirmed" || booking.status === "held";
  return (
    <Stack>
      <Group justify="space-between">
        <span className={classes.code}>{booking.code}</span>
        <ToneBadge tone={booking.status === "confirmed" ? "good" : booking.status === "held" ? "warn" : "quiet"}>
          {t(`bookings.status.${booking.status}`)}
        </ToneBadge>
      </Group>
      <dl className={classes.facts}>
        <dt>{t("bookings.when")}</dt>
        <dd>
          {format.longDay(booking.startsAt)}
          <br />
          {format.time(booking.startsAt)} – {format.time(booking.endsAt)}
        </dd>
        <dt>{t("bookings.service")}</dt>
        <dd>{booking.service.name[language]}</dd>
        <dt>{t("bookings.resource")}</dt>
        <dd>{booking.resource.name}</dd>
        <dt>{t("bookings.customer")}</dt>
        <dd>
          {booking.customer.name}
          {booking.customer.phone !== "" && (
            <div>
              <Anchor href={`tel:${booking.customer.phone}`} className="num">
                {phone(booking.customer.phone)}
              </Anchor>
            </div>
          )}
          {booking.customer.email !== "" && (
            <div>
              <Anchor href={`mailto:${booking.customer.email}`}>{booking.customer.email}</Anchor>
            </div>
          )}
        </dd>
        {facts.map(([name, value]) => (
          <Fact key={name} label={spec?.slots.find((slot) => slot.name === name)?.label[language] ?? name} value={String(value)} />
        ))}
      </dl>
      {booking.callId !== null && works && (
        <Anchor component={Link} to={paths.call} params={{ id: booking.callId } as never} size="sm">
          {t("bookings.see_call")}
        </Anchor>
      )}
      {standing && (
        <>
          <Divider />
          {moving ? (
            <Stack gap="sm">
              <Title order={3}>{t("bookings.move")}</Title>
              <FreeTimes
                service={booking.service.slug}
                date={date}
                setDate={setDate}
                time={undefined}
                party={booking.passengers ?? 1}
                choose={(time) => void moveTo(time)}
              />
            </Stack>
          ) : (
            <Group>
              <Button variant="default" onClick={() => setMoving(true)}>
                {t("bookings.move")}
              </Button>
              {works && booking.status === "confirmed" && (
                <Button variant="default" leftSection={<IconCheck size={16} />} loading={finish.isPending} onClick={() => finish.mutate()}>
                  {t("bookings.status.done")}
                </Button>
              )}
              <Button variant="subtle" color="red" c="var(--fr-bad-text)" leftSection={<IconTrash size={16} />} onClick={cancel}>
                {t("bookings.cancel")}
              </Button>
            </Group>
          )}
        </>
      )}
    </Stack>
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <>
      <dt style={{ textTransform: "capitalize" }}>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}
