import { type MetricName, metrics } from "@firstring/contract/schemas/metric.ts";
import type { Report } from "@firstring/contract/schemas/report.ts";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { writtenFigure } from "../../lib/figure.ts";
import { useFormat } from "../../lib/format.ts";
import { spokenIn } from "../../lib/spoken.ts";
import { paths } from "../../paths.ts";
import { type Drill, drillOf } from "./drill.ts";
import classes from "./reports.module.css";

const columns: readonly MetricName[] = [
  "calls",
  "answeredShare",
  "aiHandledShare",
  "bookedShare",
  "missed",
  "averageDurationMs",
  "replyP50Ms",
  "costPerCallCents",
];

/** Each agent and revision beside the others, and each channel; a name leads to its calls. */
export function ByAgent({ report, within }: { report: Report; within: Drill }) {
  const { t } = useTranslation();
  const agents = report.agents.map(({ agentId, name, revision, figures }) => ({
    key: `${agentId} ${revision}`,
    name: name === "" ? t("reports.no_agent") : t("reports.revision", { name, revision }),
    drill: { ...within, ...(agentId !== null && { agent: agentId }), ...(revision !== null && { revision }) },
    figures,
  }));
  const channels = report.channels.map(({ channel, figures }) => ({ key: channel, name: t(`channel.${channel}`), drill: { ...within, channel }, figures }));
  return (
    <>
      <Rows id="agents" title={t("reports.agents")} rows={agents} />
      <Rows
        id="channels"
        title={t("reports.channels")}
        rows={channels}
        columns={columns.filter((name) => metrics[name].unit !== "ms" || name === "averageDurationMs")}
      />
    </>
  );
}

type Row = { key: string; name: string; drill: Drill; figures: Report["figures"] };

function Rows({ id, title, rows, columns: shown = columns }: { id: string; title: string; rows: readonly Row[]; columns?: readonly MetricName[] }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  return (
    <div className={classes.card}>
      <h2 id={id}>{title}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by the keyboard too */}
      <section className={classes.scroll} tabIndex={0} aria-labelledby={id}>
        <table className={classes.rows}>
          <thead>
            <tr>
              <th scope="col">{t("reports.who")}</th>
              {shown.map((name) => (
                <th key={name} scope="col" title={spokenIn(i18n.language, metrics[name].formula)}>
                  {spokenIn(i18n.language, metrics[name].label)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, drill, figures }) => (
              <tr key={key}>
                <th scope="row">
                  <Link to={paths.calls} search={drill}>
                    {name}
                  </Link>
                </th>
                {shown.map((metric) => (
                  <td key={metric} className="num">
                    <Link to={paths.calls} search={drillOf(metric, drill)}>
                      {writtenFigure(metric, figures[metric], format)}
                    </Link>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
