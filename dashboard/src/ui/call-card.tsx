import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { clock } from "../lib/format.ts";
import { useNow } from "../lib/now.ts";
import { type FloorCall, needOf } from "../live/floor.ts";
import { paths } from "../paths.ts";
import classes from "./call-card.module.css";
import { ChannelFace } from "./channel-face.tsx";
import { GoalProgress } from "./goal-progress.tsx";
import { Need } from "./need.tsx";
import { OutcomeBadge } from "./outcome-badge.tsx";
import { SentimentMark } from "./sentiment-mark.tsx";
import { TalkingMark } from "./talking-mark.tsx";
import { useCallerName } from "./use-caller-name.ts";

/** One live call on the floor. Its height never changes while it is talked. */
export function CallCard({ entry, serviceName }: { entry: FloorCall; serviceName: (slug: string) => string }) {
  const { t } = useTranslation();
  const nowMs = useNow();
  const { call, talking } = entry;
  const name = useCallerName()(call);
  const need = needOf(entry, nowMs);
  const endMs = call.endedAt === null ? nowMs : Date.parse(call.endedAt);
  const lasted = clock(endMs - Date.parse(call.answeredAt ?? call.openedAt));
  return (
    <article className={classes.card} data-need={need} data-glide={call.id}>
      <div className={classes.head}>
        <ChannelFace channel={call.channel} direction={call.direction} />
        <div className={classes.who}>
          <Link to={paths.call} params={{ id: call.id }} className={classes.name}>
            {name}
          </Link>
          <div className={classes.with}>{t("floor.with", { agent: call.agent.name })}</div>
        </div>
        <Need need={need} />
        <span className={`${classes.clock} num`}>{lasted}</span>
      </div>
      <div className={classes.line}>
        {call.lastWho !== null && <b>{call.lastWho === "agent" ? call.agent.name : t(`who.${call.lastWho}`)}: </b>}
        {call.lastLine === "" ? <span className={classes.none}>{t("floor.ringing")}</span> : call.lastLine}
      </div>
      <div className={classes.want}>
        {call.goal === null || call.goal.slots.length === 0 ? (
          <span className={classes.none}>{t("floor.no_goal")}</span>
        ) : (
          <GoalProgress goal={call.goal} name={serviceName(call.goal.service)} size="small" />
        )}
      </div>
      <div className={classes.foot}>
        {call.endedAt === null ? <TalkingMark talking={talking} /> : <OutcomeBadge outcome={call.outcome} />}
        <span className={classes.tags}>
          <SentimentMark sentiment={call.sentiment} />
          <span lang={call.language}>{t(`language.${call.language}`)}</span>
        </span>
      </div>
    </article>
  );
}
