import { listAgents } from "@firstring/contract/routes/agents.ts";
import { listCalls } from "@firstring/contract/routes/calls.ts";
import type { Call } from "@firstring/contract/schemas/call.ts";
import { Button, Pagination, Select, Skeleton, TextInput } from "@mantine/core";
import { useDebouncedCallback, useMediaQuery } from "@mantine/hooks";
import { IconPhone, IconSearch, IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { DataTable } from "mantine-datatable";
import "mantine-datatable/styles.css";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { many } from "../api/queries.ts";
import { clock, phone, useFormat } from "../lib/format.ts";
import { useThrottled } from "../lib/throttle.ts";
import { hourName } from "../lib/week.ts";
import { daysAfter, instantOf, useZone } from "../lib/zone.ts";
import { useHeard } from "../live/link.ts";
import { paths } from "../paths.ts";
import { ChannelFace } from "../ui/channel-face.tsx";
import { DayInput } from "../ui/day-input.tsx";
import { Empty } from "../ui/empty.tsx";
import { Freshness } from "../ui/freshness.tsx";
import { OutcomeBadge } from "../ui/outcome-badge.tsx";
import { Page } from "../ui/page.tsx";
import { SentimentMark } from "../ui/sentiment-mark.tsx";
import { Trouble } from "../ui/trouble.tsx";
import { useCallerName } from "../ui/use-caller-name.ts";
import classes from "./calls.module.css";

const route = getRouteApi("/inside/calls");

const PER_PAGE = 25;

/** The history of calls: filtered, searched, sorted and paged by the address of the page. */
export function CallsPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const go = route.useNavigate();
  const zone = useZone();
  const narrow = useMediaQuery("(max-width: 48em)");
  const { page = 1, sort = "date", order = "desc", day, outcome, channel, agent, live, q, since, until, weekday, hour, revision, sentiment, only } = search;
  const when = day === undefined ? {} : { from: instantOf(day, "00:00", zone).toISOString(), to: instantOf(daysAfter(day, 1), "00:00", zone).toISOString() };
  const counted = { startDate: since, endDate: until, weekday, hour, revision, sentiment, only };
  const calls = useQuery(
    many(listCalls, {
      query: { limit: PER_PAGE, page, sortBy: sort, order, q, outcome, channel, agentId: agent, live: live ? "true" : undefined, ...when, ...counted },
    }),
  );
  const again = useThrottled(() => void calls.refetch(), 2500);
  useHeard("callUpdate", ({ type }) => (type === "call.opened" || type === "call.ended") && again());

  const rows = calls.data?.rows ?? [];
  const total = calls.data?.pagination.total ?? 0;
  const filtered = [q, outcome, channel, agent, day, live, ...Object.values(counted)].some((value) => value !== undefined);
  const toPage = (next: number) => go({ search: (before) => ({ ...before, page: next === 1 ? undefined : next }) });
  return (
    <Page title={t("nav.calls")} about={<Freshness live fetchedAtMs={calls.dataUpdatedAt} />}>
      <Filters />
      <CountedFilters />
      {calls.error !== null && calls.data === undefined ? (
        <Trouble problem={calls.error} retry={() => void calls.refetch()} />
      ) : calls.data !== undefined && rows.length === 0 ? (
        <NoCalls filtered={filtered} />
      ) : narrow ? (
        <Cards rows={rows} waiting={calls.isPending} />
      ) : (
        <Table rows={rows} waiting={calls.isPending} />
      )}
      {total > PER_PAGE && (
        <Pagination
          total={Math.ceil(total / PER_PAGE)}
          value={page}
          onChange={toPage}
          size="sm"
          getControlProps={(control) => ({ "aria-label": t(`pages.${control}`) })}
        />
      )}
    </Page>
  );
}

function Filters() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const go = route.useNavigate();
  const agents = useQuery(many(listAgents, { query: { limit: 100 } })).data?.rows ?? [];
  const [typed, type] = useState(search.q ?? "");
  const set = (change: Partial<typeof search>) => go({ search: (before) => ({ ...before, page: undefined, ...change }), replace: true });
  const find = useDebouncedCallback((q: string) => set({ q: q.trim() === "" ? undefined : q.trim() }), 250);
  useEffect(() => type(search.q ?? ""), [search.q]);
  const outcomes = ["booked", "answered", "message_taken", "transferred", "missed", "abandoned", "voicemail", "failed"] as const;
  const channels = ["twilio", "chat", "browser", "simulator"] as const;
  const clearable = { clearable: true, clearButtonProps: { "aria-label": t("clear") }, className: classes.choice } as const;
  const any = Object.keys(search).some((key) => search[key as keyof typeof search] !== undefined);
  return (
    <search className={classes.filters}>
      <TextInput
        className={classes.search}
        aria-label={t("calls.search")}
        placeholder={t("calls.search")}
        leftSection={<IconSearch size={15} aria-hidden />}
        value={typed}
        onChange={({ currentTarget }) => {
          type(currentTarget.value);
          find(currentTarget.value);
        }}
      />
      <DayInput
        {...clearable}
        aria-label={t("calls.day")}
        placeholder={t("calls.day")}
        value={search.day ?? ""}
        onChange={(day) => set({ day: day === "" ? undefined : day })}
      />
      <Select
        {...clearable}
        aria-label={t("calls.outcome")}
        placeholder={t("calls.outcome")}
        data={[{ value: "live", label: t("outcome.open") }, ...outcomes.map((value) => ({ value, label: t(`outcome.${value}`) }))]}
        value={search.live ? "live" : (search.outcome ?? null)}
        onChange={(value) =>
          set(value === "live" ? { live: true, outcome: undefined } : { live: undefined, outcome: (value ?? undefined) as typeof search.outcome })
        }
      />
      <Select
        {...clearable}
        aria-label={t("calls.channel")}
        placeholder={t("calls.channel")}
        data={channels.map((value) => ({ value, label: t(`channel.${value}`) }))}
        value={search.channel ?? null}
        onChange={(value) => set({ channel: (value ?? undefined) as typeof search.channel })}
      />
      <Select
        {...clearable}
        aria-label={t("calls.agent")}
        placeholder={t("calls.agent")}
        data={agents.map(({ id, name }) => ({ value: id, label: name }))}
        value={search.agent ?? null}
        onChange={(value) => set({ agent: value ?? undefined })}
      />
      {any && (
        <Button variant="subtle" color="gray" leftSection={<IconX size={15} aria-hidden />} onClick={() => go({ search: {} })}>
          {t("clear")}
        </Button>
      )}
    </search>
  );
}

/** What a figure of a report counts, as filters that can be taken away one by one. */
function CountedFilters() {
  const { t } = useTranslation();
  const format = useFormat();
  const search = route.useSearch();
  const go = route.useNavigate();
  const { since, until, weekday, hour, revision, sentiment, only } = search;
  const on = (date: string) => format.day(`${date}T12:00:00Z`);
  const shown = [
    since !== undefined && { keys: ["since"], text: t("calls.since", { day: on(since) }) },
    until !== undefined && { keys: ["until"], text: t("calls.until", { day: on(until) }) },
    weekday !== undefined && hour !== undefined && { keys: ["weekday", "hour"], text: hourName(format.locale, weekday, hour) },
    revision !== undefined && { keys: ["revision"], text: t("calls.revision", { revision }) },
    sentiment !== undefined && { keys: ["sentiment"], text: t(`sentiment.${sentiment}`) },
    only !== undefined && { keys: ["only"], text: t(`calls.only.${only}`) },
  ].filter((each) => each !== false);
  if (shown.length === 0) return null;
  return (
    <div className={classes.filters}>
      {shown.map(({ keys, text }) => (
        <Button
          key={keys.join()}
          size="compact-sm"
          variant="light"
          rightSection={<IconX size={13} aria-hidden />}
          aria-label={t("calls.without", { filter: text })}
          onClick={() => go({ search: (before) => ({ ...before, page: undefined, ...Object.fromEntries(keys.map((key) => [key, undefined])) }) })}
        >
          {text}
        </Button>
      ))}
    </div>
  );
}

function Table({ rows, waiting }: { rows: Call[]; waiting: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = useCallerName();
  const { sort = "date", order = "desc" } = route.useSearch();
  const go = route.useNavigate();
  return (
    <DataTable
      minHeight={waiting ? 400 : 0}
      fetching={waiting}
      withTableBorder
      backgroundColor="var(--fr-surface)"
      borderRadius="lg"
      verticalSpacing={9}
      horizontalSpacing="md"
      highlightOnHover
      records={rows}
      onRowClick={({ record, event }) => {
        if (!(event.target as HTMLElement).closest("a")) void go({ to: paths.call, params: { id: record.id } });
      }}
      sortStatus={{ columnAccessor: sort === "date" ? "openedAt" : "durationMs", direction: order }}
      onSortStatusChange={({ columnAccessor, direction }) =>
        go({
          search: (before) => ({
            ...before,
            page: undefined,
            sort: columnAccessor === "openedAt" ? undefined : "duration",
            order: direction === "desc" ? undefined : "asc",
          }),
          replace: true,
        })
      }
      columns={[
        {
          accessor: "from",
          title: t("calls.who"),
          width: "34%",
          ellipsis: true,
          render: (call) => (
            <div className={classes.who}>
              <ChannelFace channel={call.channel} direction={call.direction} />
              <div className={classes.lines}>
                <Link to={paths.call} params={{ id: call.id }} className={classes.title}>
                  {call.title || name(call)}
                </Link>
                <div className={classes.sub}>{call.title ? name(call) : call.lastLine}</div>
              </div>
            </div>
          ),
        },
        { accessor: "agent.name", title: t("calls.agent"), ellipsis: true },
        { accessor: "outcome", title: t("calls.outcome"), render: (call) => <OutcomeBadge outcome={call.outcome} /> },
        { accessor: "sentiment", title: t("calls.mood"), render: (call) => <SentimentMark sentiment={call.sentiment} named /> },
        {
          accessor: "durationMs",
          title: t("calls.lasted"),
          sortable: true,
          textAlign: "right",
          render: (call) => <span className="num">{clock(call.durationMs)}</span>,
        },
        {
          accessor: "openedAt",
          title: t("calls.when"),
          sortable: true,
          textAlign: "right",
          noWrap: true,
          render: (call) => <span className="num">{format.moment(call.openedAt)}</span>,
        },
      ]}
    />
  );
}

function Cards({ rows, waiting }: { rows: Call[]; waiting: boolean }) {
  const format = useFormat();
  const name = useCallerName();
  if (waiting)
    return (
      <div className={classes.cards} aria-busy>
        {["one", "two", "three", "four"].map((key) => (
          <Skeleton key={key} height={84} radius="lg" />
        ))}
      </div>
    );
  return (
    <div className={classes.cards}>
      {rows.map((call) => (
        <Link key={call.id} to={paths.call} params={{ id: call.id }} className={classes.card}>
          <div className={classes.row}>
            <div className={classes.who}>
              <ChannelFace channel={call.channel} direction={call.direction} />
              <div className={classes.lines}>
                <div className={classes.title}>{call.title || name(call)}</div>
                <div className={classes.sub}>
                  {call.agent.name} · {phone(call.from)}
                </div>
              </div>
            </div>
            <OutcomeBadge outcome={call.outcome} />
          </div>
          <div className={`${classes.row} ${classes.sub} num`}>
            <span>{format.moment(call.openedAt)}</span>
            <span>{clock(call.durationMs)}</span>
          </div>
        </Link>
      ))}
    </div>
  );
}

function NoCalls({ filtered }: { filtered: boolean }) {
  const { t } = useTranslation();
  const go = route.useNavigate();
  return (
    <Empty
      icon={IconPhone}
      title={filtered ? t("calls.none_found") : t("calls.none")}
      action={
        filtered ? (
          <Button variant="default" onClick={() => go({ search: {} })}>
            {t("clear")}
          </Button>
        ) : (
          <Button component={Link} to={paths.talk}>
            {t("floor.talk")}
          </Button>
        )
      }
    >
      {filtered ? t("calls.none_found_about") : t("calls.none_about")}
    </Empty>
  );
}
