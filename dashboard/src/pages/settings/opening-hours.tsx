import { createHour, deleteHour, listHours, updateHour } from "@firstring/contract/routes/hours.ts";
import { listResources } from "@firstring/contract/routes/resources.ts";
import type { hour } from "@firstring/contract/schemas/hours.ts";
import { admins } from "@firstring/contract/schemas/role.ts";
import { ActionIcon, Select, Skeleton, Tooltip } from "@mantine/core";
import { TimePicker } from "@mantine/dates";
import "@mantine/dates/styles.css";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { call } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import { refreshed, whole } from "../../api/queries.ts";
import { useFormat } from "../../lib/format.ts";
import { tellTrouble } from "../../ui/trouble.tsx";
import classes from "./hours.module.css";
import { Section } from "./section.tsx";

type Hour = z.output<typeof hour>;

/** Opening hours by weekday, of the business or of one resource. Each change is kept as soon as it is made. */
export function OpeningHours() {
  const { t, i18n } = useTranslation();
  const { locale } = useFormat();
  const mayChange = useMay(admins);
  const [of, setOf] = useState<string | null>(null);
  const hours = useQuery(whole(listHours, {})).data?.rows;
  const resources = useQuery(whole(listResources, {})).data?.rows ?? [];
  const add = useMutation({
    mutationFn: (weekday: number) => call(createHour, { body: { resource: of, weekday, ...nextSpan(hours ?? [], of, weekday) } }),
    onSuccess: () => refreshed(listHours),
    onError: tellTrouble,
  });
  const names = Array.from({ length: 7 }, (_, index) =>
    new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" }).format(Date.UTC(2024, 0, 1 + index)),
  );
  return (
    <Section
      title={t("hours.title")}
      about={of === null ? t("hours.about") : t("hours.own")}
      action={
        <Select
          w={190}
          aria-label={t("hours.of")}
          data={[{ value: "", label: t("hours.everyone") }, ...resources.map(({ id, name }) => ({ value: id, label: name }))]}
          value={of ?? ""}
          onChange={(value) => setOf(value === "" ? null : value)}
        />
      }
    >
      {hours === undefined ? (
        <Skeleton height={330} />
      ) : (
        <ul className={classes.days} lang={i18n.language}>
          {names.map((name, index) => {
            const theirs = hours.filter((one) => one.weekday === index + 1 && one.resource === of);
            return (
              <li key={name} className={classes.day}>
                <span className={classes.name}>{name}</span>
                {theirs.length === 0 ? (
                  <span className={classes.closed}>{t("hours.closed")}</span>
                ) : (
                  <div className={classes.spans}>
                    {theirs.map((one) => (
                      <Stretch key={one.id} hour={one} day={name} mayChange={mayChange} />
                    ))}
                  </div>
                )}
                {mayChange && (
                  <Tooltip label={t("hours.add")}>
                    <ActionIcon aria-label={`${name}: ${t("hours.add")}`} onClick={() => add.mutate(index + 1)}>
                      <IconPlus size={16} />
                    </ActionIcon>
                  </Tooltip>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
}

function Stretch({ hour, day, mayChange }: { hour: Hour; day: string; mayChange: boolean }) {
  const { t } = useTranslation();
  const change = useMutation({
    mutationFn: (body: { opens?: string; closes?: string }) => call(updateHour, { params: { id: hour.id }, body }),
    onSettled: () => refreshed(listHours),
    onError: tellTrouble,
  });
  const remove = useMutation({ mutationFn: () => call(deleteHour, { params: { id: hour.id } }), onSettled: () => refreshed(listHours), onError: tellTrouble });
  const keep = (which: "opens" | "closes") => (value: string) => value !== hour[which] && change.mutate({ [which]: value });
  return (
    <div className={classes.span}>
      <WallTime name={`${day}: ${t("hours.opens")}`} value={hour.opens} keep={keep("opens")} disabled={!mayChange} />
      –
      <WallTime
        name={`${day}: ${t("hours.closes")}`}
        value={hour.closes}
        keep={(value) => keep("closes")(value === "00:00" ? "24:00" : value)}
        disabled={!mayChange}
      />
      {mayChange && (
        <ActionIcon aria-label={`${day}: ${t("hours.remove")}`} loading={remove.isPending} onClick={() => remove.mutate()}>
          <IconTrash size={16} />
        </ActionIcon>
      )}
    </div>
  );
}

/** A time as the reader writes it, kept when one leaves it. */
function WallTime({ name, value, keep, disabled }: { name: string; value: string; keep: (value: string) => void; disabled: boolean }) {
  const { t, i18n } = useTranslation();
  const shown = value === "24:00" ? "00:00" : value;
  const [typed, type] = useState(shown);
  useEffect(() => type(shown), [shown]);
  return (
    <TimePicker
      className={classes.time}
      format={i18n.language === "fr" ? "24h" : "12h"}
      amPmLabels={{ am: t("hours.am"), pm: t("hours.pm") }}
      hoursInputLabel={`${name}, ${t("hours.hour")}`}
      minutesInputLabel={`${name}, ${t("hours.minute")}`}
      amPmInputLabel={`${name}, ${t("hours.half")}`}
      disabled={disabled}
      value={typed}
      onChange={(next) => type(next)}
      onBlur={() => /^\d\d:\d\d/.test(typed) && typed.slice(0, 5) !== shown && keep(typed.slice(0, 5))}
    />
  );
}

/** After what the day has already; a day that has nothing opens from nine to five. */
function nextSpan(hours: readonly Hour[], resource: string | null, weekday: number): { opens: string; closes: string } {
  const last = hours.filter((one) => one.weekday === weekday && one.resource === resource).at(-1);
  return last === undefined || last.closes >= "21:00" ? { opens: "09:00", closes: "17:00" } : { opens: last.closes, closes: "22:00" };
}
