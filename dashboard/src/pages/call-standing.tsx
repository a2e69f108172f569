import type { Call } from "@firstring/contract/schemas/call.ts";
import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useServiceName } from "../api/services.ts";
import { phone } from "../lib/format.ts";
import type { Moment } from "../live/moments.ts";
import { shownGoal } from "../live/shown-goal.ts";
import { BookedCard } from "../ui/booked-card.tsx";
import { GoalProgress } from "../ui/goal-progress.tsx";
import { SentimentMark } from "../ui/sentiment-mark.tsx";
import { TalkingMark } from "../ui/talking-mark.tsx";
import classes from "./call.module.css";

/** What the conversation knew at one moment: what is wanted, what is booked, what is open. */
export function CallStanding({ moment, row }: { moment: Moment | undefined; row?: Call | undefined }) {
  const { t } = useTranslation();
  const serviceName = useServiceName();
  if (moment === undefined) return null;
  const { state, understood, talking } = moment;
  const goal = shownGoal(state);
  return (
    <Stack gap="sm">
      {goal !== undefined && (
        <div className={classes.panel}>
          <GoalProgress goal={goal} name={serviceName(goal.service)} size="large" />
        </div>
      )}
      {state.bookings.map((booking) => (
        <BookedCard key={booking.id} booking={booking} />
      ))}
      <div className={classes.panel}>
        <dl className={classes.about}>
          <dt>{t("standing.phase")}</dt>
          <dd>{t(`phase.${state.phase.is}`)}</dd>
          {state.phase.is !== "ended" && (
            <>
              <dt>{t("standing.talking")}</dt>
              <dd>
                <TalkingMark talking={talking} />
              </dd>
            </>
          )}
          <dt>{t("standing.language")}</dt>
          <dd>{t(`language.${state.language}`)}</dd>
          {understood !== undefined && (
            <>
              <dt>{t("standing.mood")}</dt>
              <dd>
                <SentimentMark sentiment={understood.sentiment} named />
              </dd>
              <dt>{t("standing.intent")}</dt>
              <dd>{understood.intent}</dd>
            </>
          )}
          {state.proposal !== undefined && (
            <>
              <dt>{t("standing.proposal")}</dt>
              <dd>{state.proposal.summary}</dd>
              <dt>{t("standing.consent")}</dt>
              <dd>{state.proposal.heard ? t(`consent.${state.consent}`) : t("consent.unheard")}</dd>
            </>
          )}
          {row !== undefined && (
            <>
              <dt>{t("standing.from")}</dt>
              <dd className="num">{phone(row.from)}</dd>
              <dt>{t("standing.to")}</dt>
              <dd className="num">{phone(row.to)}</dd>
              <dt>{t("standing.revision")}</dt>
              <dd>{row.agent.revision}</dd>
            </>
          )}
        </dl>
      </div>
    </Stack>
  );
}
