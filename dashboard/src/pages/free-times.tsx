import { getAvailability } from "@firstring/contract/routes/bookings.ts";
import { Button, Skeleton, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { one } from "../api/queries.ts";
import { useFormat } from "../lib/format.ts";
import { DayInput } from "../ui/day-input.tsx";
import classes from "./bookings.module.css";

type Props = {
  /** Slug. */
  service: string;
  date: string;
  setDate: (date: string) => void;
  time: string | undefined;
  party: number;
  choose: (time: string) => void;
};

/** A day, and the times at which it could be. Nothing is promised by looking. */
export function FreeTimes({ service, date, setDate, time, party, choose }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const answer = useQuery({ ...one(getAvailability, { query: { service, date, party, limit: 60 } }), placeholderData: keepPreviousData, staleTime: 5_000 });
  const free = answer.data?.reason === null ? answer.data.free.filter((one) => one.date === date) : [];
  const hours = answer.data?.hours.map(({ opens, closes }) => `${opens}–${closes}`).join(", ") || t("bookings.closed");
  return (
    <>
      <DayInput label={t("bookings.date")} value={date} onChange={(day) => day !== "" && setDate(day)} />
      <div>
        <Text size="sm" fw={500} mb={6} id="free-times">
          {t("bookings.free")}
        </Text>
        {answer.isPending && <Skeleton height={34} />}
        {answer.data !== undefined && free.length === 0 && (
          <Text size="sm" c="dimmed">
            {t("bookings.no_free", { hours })}
          </Text>
        )}
        <fieldset className={classes.times} aria-labelledby="free-times" style={{ border: 0, margin: 0, padding: 0 }}>
          {free.map((one) => (
            <Button
              key={one.startsAt}
              size="compact-sm"
              variant={one.time === time ? "filled" : "default"}
              aria-pressed={one.time === time}
              className="num"
              onClick={() => choose(one.time)}
            >
              {format.time(one.startsAt)}
            </Button>
          ))}
        </fieldset>
      </div>
    </>
  );
}
