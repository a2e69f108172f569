import { type MetricName, metrics } from "@firstring/contract/schemas/metric.ts";
import type { Report } from "@firstring/contract/schemas/report.ts";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/format.ts";
import { spokenIn } from "../../lib/spoken.ts";
import { paths } from "../../paths.ts";
import { type Drill, drillOf } from "./drill.ts";
import classes from "./reports.module.css";

type Bar = { name: MetricName; tone: "good" | "warn" | "bad" | "quiet" };
const outcomes: readonly Bar[] = [
  { name: "booked", tone: "good" },
  { name: "onlyAnswered", tone: "good" },
  { name: "messagesTaken", tone: "quiet" },
  { name: "transferred", tone: "quiet" },
  { name: "missed", tone: "bad" },
  { name: "voicemail", tone: "warn" },
  { name: "failed", tone: "bad" },
];
const moods: readonly Bar[] = [
  { name: "positive", tone: "good" },
  { name: "neutral", tone: "quiet" },
  { name: "negative", tone: "warn" },
  { name: "urgent", tone: "bad" },
];

/** How the calls ended, and in what mood: bars that lead to their calls. */
export function Outcomes({ figures, within }: { figures: Report["figures"]; within: Drill }) {
  const { t } = useTranslation();
  return (
    <div className={classes.pair}>
      <Bars id="outcomes" title={t("reports.outcomes")} bars={outcomes} figures={figures} within={within} />
      <Bars id="moods" title={t("reports.moods")} bars={moods} figures={figures} within={within} />
    </div>
  );
}

function Bars({ id, title, bars, figures, within }: { id: string; title: string; bars: readonly Bar[]; figures: Report["figures"]; within: Drill }) {
  const { i18n } = useTranslation();
  const format = useFormat();
  const most = Math.max(1, ...bars.map(({ name }) => figures[name] ?? 0));
  return (
    <section className={classes.card} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul className={classes.bars}>
        {bars.map(({ name, tone }) => (
          <li key={name}>
            <Link to={paths.calls} search={drillOf(name, within)} className={classes.bar}>
              <span>{spokenIn(i18n.language, metrics[name].label)}</span>
              <span className={classes.track} aria-hidden>
                <span style={{ width: `${(100 * (figures[name] ?? 0)) / most}%`, background: `var(--fr-${tone})` }} />
              </span>
              <span className="num">{format.number(figures[name] ?? 0)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
