import type { Report } from "@firstring/contract/schemas/report.ts";
import { AreaChart } from "@mantine/charts";
import "@mantine/charts/styles.css";
import { metrics } from "@firstring/contract/schemas/metric.ts";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/format.ts";
import { spokenIn } from "../../lib/spoken.ts";
import { paths } from "../../paths.ts";
import type { Drill } from "./drill.ts";
import classes from "./reports.module.css";

const series = [
  { name: "calls", color: "iris.6" },
  { name: "booked", color: "teal.7" },
  { name: "missed", color: "red.6" },
] as const;

/** The days of the report, as a picture and, for who cannot see it, as a table. A day leads to its calls. */
export function Trend({ days, within }: { days: Report["days"]; within: Drill }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const go = useNavigate();
  const data = days.map(({ day, figures }) => ({ day, ...Object.fromEntries(series.map(({ name }) => [name, figures[name] ?? 0])) }));
  const shown = (day: string) => format.day(`${day}T12:00:00Z`);
  return (
    <section className={classes.card} aria-labelledby="trend">
      <h2 id="trend">{t("reports.trend")}</h2>
      <div aria-hidden>
        <AreaChart
          h={240}
          data={data}
          dataKey="day"
          series={series.map(({ name, color }) => ({ name, color, label: spokenIn(i18n.language, metrics[name].label) }))}
          curveType="monotone"
          withDots={days.length < 2}
          withLegend
          legendProps={{ verticalAlign: "bottom", height: 36 }}
          xAxisProps={{ tickFormatter: (day: string) => shown(day), minTickGap: 40 }}
          yAxisProps={{ allowDecimals: false, width: 34 }}
          // Between two days there is none.
          tooltipProps={{ labelFormatter: (day) => (typeof day === "string" ? shown(day) : "") }}
          areaChartProps={{
            onClick: ({ activeLabel }) => {
              if (activeLabel !== undefined) void go({ to: paths.calls, search: { ...within, since: String(activeLabel), until: String(activeLabel) } });
            },
            accessibilityLayer: false,
          }}
        />
      </div>
      <table className={classes.unseen}>
        <caption>{t("reports.trend")}</caption>
        <thead>
          <tr>
            <th>{t("calls.day")}</th>
            {series.map(({ name }) => (
              <th key={name}>{spokenIn(i18n.language, metrics[name].label)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.map((row) => (
            <tr key={row.day}>
              <th>{shown(row.day)}</th>
              {series.map(({ name }) => (
                <td key={name}>{(row as Record<string, unknown>)[name] as number}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
