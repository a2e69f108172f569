import { ActionIcon, Slider } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import {
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipBackFilled,
  IconPlayerSkipForwardFilled,
  IconPlayerTrackNextFilled,
} from "@tabler/icons-react";
import { useEffect, useEffectEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { clock } from "../lib/format.ts";
import type { Moment } from "../live/moments.ts";
import { detailOf, isNotable } from "./fact-words.ts";
import classes from "./replay-bar.module.css";

/** Pauses of a call are shortened to this when it is played, so that nobody waits for silence. */
const LONGEST_PAUSE_MS = 1600;
const SPEED = 2;

/** Steps through a call: `at` is the fact that is shown, undefined the newest. */
export function ReplayBar({ moments, at, show }: { moments: readonly Moment[]; at: number | undefined; show: (seq: number | undefined) => void }) {
  const { t } = useTranslation();
  const [playing, play] = useState(false);
  const last = moments.length - 1;
  const here = Math.min(at ?? last, last);
  const moment = moments[here];

  const goTo = (seq: number) => show(seq >= last ? undefined : Math.max(0, seq));
  const walk = (direction: 1 | -1) => {
    let next = here + direction;
    while (next > 0 && next < last && !isNotable(moments[next]!.fact.event)) next += direction;
    goTo(next);
  };
  const toggle = () => {
    if (!playing && here >= last) goTo(0);
    play(!playing);
  };
  useHotkeys([
    ["space", toggle],
    ["ArrowLeft", () => walk(-1)],
    ["ArrowRight", () => walk(1)],
  ]);

  const advance = useEffectEvent(() => {
    if (here + 1 >= last) play(false);
    walk(1);
  });
  useEffect(() => {
    if (!playing) return;
    const next = moments[here + 1];
    const pauseMs = next === undefined ? 0 : Math.min(next.fact.atMs - moments[here]!.fact.atMs, LONGEST_PAUSE_MS) / SPEED;
    const timer = setTimeout(advance, Math.max(pauseMs, 120));
    return () => clearTimeout(timer);
  }, [playing, here, moments]);

  if (moment === undefined) return null;
  const label = t(`fact.${moment.fact.event.type}`);
  return (
    <section className={classes.bar} aria-label={t("replay.title")}>
      <div className={classes.buttons}>
        <ActionIcon className={classes.wide} onClick={() => goTo(0)} aria-label={t("replay.start")}>
          <IconPlayerSkipBackFilled size={16} />
        </ActionIcon>
        <ActionIcon variant="filled" color="iris" radius="xl" onClick={toggle} aria-label={playing ? t("replay.pause") : t("replay.play")}>
          {playing ? <IconPlayerPauseFilled size={16} /> : <IconPlayerPlayFilled size={16} />}
        </ActionIcon>
        <ActionIcon onClick={() => walk(1)} disabled={here >= last} aria-label={t("replay.next")}>
          <IconPlayerTrackNextFilled size={16} />
        </ActionIcon>
        <ActionIcon className={classes.wide} onClick={() => show(undefined)} disabled={here >= last} aria-label={t("replay.end")}>
          <IconPlayerSkipForwardFilled size={16} />
        </ActionIcon>
      </div>
      <div className={classes.track}>
        <Slider
          size="sm"
          min={0}
          max={Math.max(last, 1)}
          value={here}
          onChange={goTo}
          label={null}
          thumbLabel={t("replay.position")}
          thumbProps={{ "aria-valuetext": `${clock(moment.offsetMs)} ${label}` }}
        />
        <div className={classes.what}>
          {label}
          {detailOf(moment.fact.event) !== "" && ` · ${detailOf(moment.fact.event)}`}
        </div>
      </div>
      <div className={`${classes.time} num`}>
        {clock(moment.offsetMs)} <span className={classes.wide}>/ {clock(moments[last]!.offsetMs)}</span>
      </div>
    </section>
  );
}
