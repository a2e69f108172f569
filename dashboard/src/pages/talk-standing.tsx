import { Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconBulb } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useServiceName } from "../api/services.ts";
import type { Moment } from "../live/moments.ts";
import { shownGoal } from "../live/shown-goal.ts";
import { BookedCard } from "../ui/booked-card.tsx";
import { GoalProgress } from "../ui/goal-progress.tsx";
import { SentimentMark } from "../ui/sentiment-mark.tsx";
import classes from "./call.module.css";

/** Beside the chat: how far the wish is, what is booked, how the agent reads the caller. */
export function TalkStanding({ moment }: { moment: Moment | undefined }) {
  const { t } = useTranslation();
  const serviceName = useServiceName();
  const narrow = useMediaQuery("(max-width: 62em)", undefined, { getInitialValueInEffect: false });
  const goal = moment && shownGoal(moment.state);
  const bookings = moment?.state.bookings ?? [];
  const understood = moment?.understood;
  return (
    <>
      {goal !== undefined && (
        <div className={classes.panel} data-goal>
          <GoalProgress goal={goal} name={serviceName(goal.service)} size={narrow ? "small" : "large"} />
        </div>
      )}
      {goal === undefined && bookings.length === 0 && (
        <div className={classes.panel}>
          <IconBulb size={20} stroke={1.6} color="var(--fr-accent-text)" aria-hidden />
          <Text size="sm" fw={600} mt={4}>
            {t("talk.hint_title")}
          </Text>
          <Text size="sm" c="dimmed">
            {t("talk.hint")}
          </Text>
        </div>
      )}
      {bookings.map((booking) => (
        <BookedCard key={booking.id} booking={booking} />
      ))}
      {understood !== undefined && (
        <div className={classes.panel}>
          <dl className={classes.about}>
            <dt>{t("standing.mood")}</dt>
            <dd>
              <SentimentMark sentiment={understood.sentiment} named />
            </dd>
            <dt>{t("standing.intent")}</dt>
            <dd>{understood.intent}</dd>
          </dl>
        </div>
      )}
    </>
  );
}
