import { type MetricName, metrics } from "@firstring/contract/schemas/metric.ts";
import type { Report } from "@firstring/contract/schemas/report.ts";
import { Tooltip } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { changeOf, writtenFigure } from "../../lib/figure.ts";
import { useFormat } from "../../lib/format.ts";
import { spokenIn } from "../../lib/spoken.ts";
import { paths } from "../../paths.ts";
import type { Drill } from "./drill.ts";
import classes from "./reports.module.css";

/** One figure, how it changed, how it is counted, and a way to the calls it counts. */
export function FigureTile({ name, report, drill }: { name: MetricName; report: Report; drill?: Drill | undefined }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const { label, formula } = metrics[name];
  const now = report.figures[name];
  const change = changeOf(name, now, report.figuresBefore[name], format);
  const inside = (
    <>
      <Tooltip label={spokenIn(i18n.language, formula)} multiline w={260}>
        <span className={classes.label}>{spokenIn(i18n.language, label)}</span>
      </Tooltip>
      <span className={`${classes.value} num`}>{writtenFigure(name, now, format)}</span>
      <span className={`${classes.change} ${change === undefined ? "" : classes[change.tone]} num`}>
        {change === undefined ? t("reports.no_before") : t("reports.change", { change: change.text })}
      </span>
    </>
  );
  return drill === undefined ? (
    <div className={classes.tile}>{inside}</div>
  ) : (
    <Link to={paths.calls} search={drill} className={classes.tile}>
      {inside}
    </Link>
  );
}
