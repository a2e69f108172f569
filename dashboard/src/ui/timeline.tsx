import type { CallEvent } from "@firstring/contract/call/event.ts";
import { UnstyledButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { clock } from "../lib/format.ts";
import type { Moment } from "../live/moments.ts";
import { detailOf, iconOf } from "./fact-words.ts";
import classes from "./timeline.module.css";

/** The facts of a call with the time since it was opened. Choosing one shows the call as it stood then. */
export function Timeline({ moments, at, choose }: { moments: readonly Moment[]; at: number; choose: (seq: number) => void }) {
  const { t } = useTranslation();
  return (
    <ol className={classes.list}>
      {moments.map(({ fact, offsetMs }) => {
        const Icon = iconOf(fact.event);
        const detail = detailOf(fact.event);
        return (
          <li key={fact.seq}>
            <UnstyledButton
              className={classes.fact}
              onClick={() => choose(fact.seq)}
              aria-current={fact.seq === at ? "step" : undefined}
              data-later={fact.seq > at || undefined}
              data-tone={toneOf(fact.event)}
            >
              <span className={`${classes.offset} num`}>{clock(offsetMs)}</span>
              <span className={classes.icon}>
                <Icon size={13} stroke={1.8} aria-hidden />
              </span>
              <span className={classes.what}>
                <span className={classes.name}>{t(`fact.${fact.event.type}`)}</span>
                {detail !== "" && <span className={classes.detail}>{detail}</span>}
              </span>
            </UnstyledButton>
          </li>
        );
      })}
    </ol>
  );
}

function toneOf(event: CallEvent): "caller" | "good" | "bad" | undefined {
  if (event.type === "caller.said" || event.type === "caller.pressed") return "caller";
  if (event.type === "model.failed" || event.type === "tool.failed") return "bad";
  return event.type === "tool.returned" && event.output.booking !== undefined ? "good" : undefined;
}
