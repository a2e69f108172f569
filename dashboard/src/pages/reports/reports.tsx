import { listAgents } from "@firstring/contract/routes/agents.ts";
import { exportReport, getReport } from "@firstring/contract/routes/reports.ts";
import type { MetricName } from "@firstring/contract/schemas/metric.ts";
import { Button, Menu, Select, Skeleton } from "@mantine/core";
import { IconChartBar, IconDownload, IconMaximize } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { download } from "../../api/download.ts";
import { many, one } from "../../api/queries.ts";
import { useFormat } from "../../lib/format.ts";
import { useThrottled } from "../../lib/throttle.ts";
import { daysAfter, useZone, wallOf } from "../../lib/zone.ts";
import { useHeard } from "../../live/link.ts";
import { DayInput } from "../../ui/day-input.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Freshness } from "../../ui/freshness.tsx";
import { Page } from "../../ui/page.tsx";
import { Trouble, tellTrouble } from "../../ui/trouble.tsx";
import { ByAgent } from "./by-agent.tsx";
import { type Drill, drillOf } from "./drill.ts";
import { FigureTile } from "./figure-tile.tsx";
import { Heat } from "./heat.tsx";
import { Outcomes } from "./outcomes.tsx";
import classes from "./reports.module.css";
import { Trend } from "./trend.tsx";
import { Wallboard } from "./wallboard.tsx";

const route = getRouteApi("/inside/reports");

const tiles: readonly MetricName[] = [
  "calls",
  "answeredShare",
  "aiHandledShare",
  "booked",
  "bookedShare",
  "missed",
  "rescued",
  "averageDurationMs",
  "replyP50Ms",
  "replyP95Ms",
  "billedMinutes",
  "costPerCallCents",
];
const ranges = [7, 30, 90, 365] as const;
const channels = ["twilio", "telnyx", "vapi", "retell", "livekit", "browser", "chat", "simulator"] as const;

/** What the calls came to: figures that lead to their calls, beside the days before. */
export function ReportsPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { wall } = route.useSearch();
  const { query, within } = useAsked();
  const report = useQuery({ ...one(getReport, { query }), placeholderData: keepPreviousData });
  const again = useThrottled(() => void report.refetch(), 5000);
  useHeard("callUpdate", ({ type }) => type === "call.ended" && again());
  if (wall) return <Wallboard />;
  const { data } = report;
  return (
    <Page title={t("nav.reports")} about={<Freshness fetchedAtMs={report.dataUpdatedAt} live />} actions={<Actions query={query} />}>
      <Filters />
      {data === undefined ? (
        report.error === null ? (
          <Skeleton height={420} radius="lg" />
        ) : (
          <Trouble problem={report.error} retry={() => void report.refetch()} />
        )
      ) : data.figures.calls === 0 ? (
        <Empty icon={IconChartBar} title={t("reports.none")}>
          {t("reports.none_about")}
        </Empty>
      ) : (
        <>
          <div className={classes.tiles}>
            {tiles.map((name) => (
              <FigureTile key={name} name={name} report={data} drill={drillOf(name, within)} />
            ))}
          </div>
          <Trend days={data.days} within={within} />
          <Outcomes figures={data.figures} within={within} />
          <Heat hours={data.hours} within={within} />
          <ByAgent report={data} within={within} />
          <p className={classes.label}>{t("reports.counted", { when: format.moment(data.asOf) })}</p>
        </>
      )}
    </Page>
  );
}

/** What the address asks for: as a query of the report, and as filters of the Calls page. */
function useAsked() {
  const { days = 30, since, until, agent, channel } = route.useSearch();
  const today = wallOf(Date.now(), useZone()).date;
  const endDate = until ?? today;
  const startDate = since ?? daysAfter(endDate, 1 - days);
  const query = { startDate: startDate > endDate ? endDate : startDate, endDate, agentId: agent, channel };
  const within: Drill = { since: query.startDate, until: query.endDate, agent, channel };
  return { query, within };
}

function Filters() {
  const { t } = useTranslation();
  const { days = 30, since, until, agent, channel } = route.useSearch();
  const go = route.useNavigate();
  const agents = useQuery(many(listAgents, { query: { limit: 100 } })).data?.rows ?? [];
  const set = (change: Partial<ReturnType<typeof route.useSearch>>) => go({ search: (before) => ({ ...before, ...change }), replace: true });
  const own = since !== undefined || until !== undefined;
  const { query } = useAsked();
  return (
    <search className={classes.filters}>
      <Select
        className={classes.choice}
        aria-label={t("reports.range")}
        data={[...ranges.map((count) => ({ value: String(count), label: t("reports.last", { count }) })), { value: "own", label: t("reports.own") }]}
        value={own ? "own" : String(ranges.find((count) => count === days) ?? 30)}
        onChange={(value) =>
          set(value === "own" ? { since: query.startDate, until: query.endDate } : { days: Number(value), since: undefined, until: undefined })
        }
      />
      {own && (
        <>
          <DayInput aria-label={t("reports.since")} value={query.startDate} onChange={(day) => set({ since: day === "" ? undefined : day })} />
          <DayInput aria-label={t("reports.until")} value={query.endDate} onChange={(day) => set({ until: day === "" ? undefined : day })} />
        </>
      )}
      <Select
        className={classes.choice}
        aria-label={t("calls.agent")}
        data={[{ value: "", label: t("reports.all_agents") }, ...agents.map(({ id, name }) => ({ value: id, label: name }))]}
        value={agent ?? ""}
        onChange={(value) => set({ agent: value || undefined })}
      />
      <Select
        className={classes.choice}
        aria-label={t("calls.channel")}
        data={[{ value: "", label: t("reports.all_channels") }, ...channels.map((value) => ({ value, label: t(`channel.${value}`) }))]}
        value={channel ?? ""}
        onChange={(value) => set({ channel: (value || undefined) as typeof channel })}
      />
    </search>
  );
}

function Actions({ query }: { query: ReturnType<typeof useAsked>["query"] }) {
  const { t } = useTranslation();
  const go = route.useNavigate();
  const save = (format: "csv" | "xlsx") => void download(exportReport, { query: { ...query, format } }).catch(tellTrouble);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
            {t("reports.export")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => save("csv")}>{t("reports.csv")}</Menu.Item>
          <Menu.Item onClick={() => save("xlsx")}>{t("reports.xlsx")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button leftSection={<IconMaximize size={16} aria-hidden />} onClick={() => go({ search: { wall: true } })}>
        {t("reports.wall")}
      </Button>
    </>
  );
}
