import { getCall, getCallScenario, hangUpCall, replayCall } from "@firstring/contract/routes/calls.ts";
import type { Call } from "@firstring/contract/schemas/call.ts";
import { Button, Group, Skeleton, Stack, Tabs } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconChecks, IconFileDownload, IconPhoneOff } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/client.ts";
import { useMay } from "../api/me.ts";
import { one, refreshed } from "../api/queries.ts";
import { clock, useFormat } from "../lib/format.ts";
import { useThrottled } from "../lib/throttle.ts";
import { useHeard } from "../live/link.ts";
import type { Moment } from "../live/moments.ts";
import { blocksOf } from "../live/talk-lines.ts";
import { useMoments } from "../live/use-moments.ts";
import { Conversation } from "../ui/conversation.tsx";
import { Freshness } from "../ui/freshness.tsx";
import { OutcomeBadge } from "../ui/outcome-badge.tsx";
import { Page } from "../ui/page.tsx";
import { ReplayBar } from "../ui/replay-bar.tsx";
import { Timeline } from "../ui/timeline.tsx";
import { Trouble, tellTrouble } from "../ui/trouble.tsx";
import { useCallerName } from "../ui/use-caller-name.ts";
import classes from "./call.module.css";
import { CallStanding } from "./call-standing.tsx";
import { CallSupervise } from "./call-supervise.tsx";

const route = getRouteApi("/inside/calls/$id");

/** One call: the conversation, its facts, and the call as it stood at any of them. */
export function CallPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const { at, do: first } = route.useSearch();
  const go = route.useNavigate();
  const row = useQuery(one(getCall, { params: { id } }));
  const { moments, query } = useMoments(id);
  const again = useThrottled(() => void row.refetch(), 1000);
  useHeard("callUpdate", ({ callId }) => callId === id && again());

  const shown = at === undefined ? moments : moments.slice(0, at + 1);
  const blocks = useMemo(() => blocksOf(shown), [shown]);
  const show = (seq: number | undefined) => go({ search: (before) => ({ ...before, at: seq }), replace: true, resetScroll: false });
  const name = useCallerName();
  const live = moments.at(-1)?.state;

  if (row.error !== null && row.data === undefined) return <Trouble problem={row.error} retry={() => void row.refetch()} />;
  const title = row.data === undefined ? t("call.title") : row.data.title || name(row.data);
  const agentName = row.data?.agent.name ?? "";
  return (
    <Page
      title={title}
      about={row.data === undefined ? <Skeleton height={18} width={280} /> : <Crumbs row={row.data} fetchedAtMs={row.dataUpdatedAt} />}
      actions={row.data && <Actions row={row.data} />}
    >
      {row.data?.endedAt === null && live !== undefined && live.phase.is !== "ended" && <CallSupervise id={id} state={live} first={first} />}
      <div className={classes.cols}>
        <section aria-label={t("call.conversation")}>
          {query.error !== null && <Trouble problem={query.error} retry={() => void query.refetch()} />}
          {query.isPending ? <Waiting /> : <Conversation blocks={blocks} agentName={agentName} callerName={t("who.caller")} timed />}
        </section>
        <aside className={classes.side}>
          <Tabs defaultValue="standing" keepMounted={false}>
            <Tabs.List mb="sm">
              <Tabs.Tab value="standing">{t("call.standing")}</Tabs.Tab>
              <Tabs.Tab value="facts">
                {t("call.facts")} <span className="num">{moments.length}</span>
              </Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="standing">
              <CallStanding moment={shown.at(-1)} row={row.data} />
            </Tabs.Panel>
            <Tabs.Panel value="facts">
              <div className={`${classes.panel} ${classes.facts}`}>
                <Timeline moments={moments as Moment[]} at={at ?? moments.length - 1} choose={show} />
              </div>
            </Tabs.Panel>
          </Tabs>
        </aside>
      </div>
      {moments.length > 1 && <ReplayBar moments={moments} at={at} show={show} />}
    </Page>
  );
}

function Crumbs({ row, fetchedAtMs }: { row: Call; fetchedAtMs: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <span className={classes.crumbs}>
      {row.endedAt === null ? <Freshness live fetchedAtMs={fetchedAtMs} /> : <OutcomeBadge outcome={row.outcome} />}
      <span>{row.agent.name}</span>
      <span>{t(`channel.${row.channel}`)}</span>
      <span>{format.moment(row.openedAt)}</span>
      <span className="num">{clock(row.durationMs)}</span>
    </span>
  );
}

function Actions({ row }: { row: Call }) {
  const { t } = useTranslation();
  const mayEnd = useMay(["OWNER", "ADMIN", "SUPERVISOR"]);
  const hangUp = useMutation({ mutationFn: () => call(hangUpCall, { params: { id: row.id } }), onSuccess: () => refreshed(getCall), onError: tellTrouble });
  const check = useMutation({
    mutationFn: () => call(replayCall, { params: { id: row.id } }),
    onError: tellTrouble,
    onSuccess: ({ identical, differences }) =>
      notifications.show({
        withBorder: true,
        color: identical ? "teal" : "red",
        title: identical ? t("call.identical") : t("call.different"),
        message: identical ? t("call.identical_about") : differences.map(({ column }) => column).join(", "),
      }),
  });
  const scenario = useMutation({
    mutationFn: () => call(getCallScenario, { params: { id: row.id } }),
    onError: tellTrouble,
    onSuccess: ({ yaml }) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([yaml], { type: "application/yaml" }));
      link.download = `call-${row.id}.yaml`;
      link.click();
      URL.revokeObjectURL(link.href);
    },
  });
  if (row.endedAt !== null)
    return (
      <Group gap="xs">
        <Button variant="default" leftSection={<IconFileDownload size={17} />} loading={scenario.isPending} onClick={() => scenario.mutate()}>
          {t("call.scenario")}
        </Button>
        <Button variant="default" leftSection={<IconChecks size={17} />} loading={check.isPending} onClick={() => check.mutate()}>
          {t("call.check")}
        </Button>
      </Group>
    );
  return mayEnd ? (
    <Button variant="default" c="var(--fr-bad-text)" leftSection={<IconPhoneOff size={17} />} loading={hangUp.isPending} onClick={() => hangUp.mutate()}>
      {t("call.hang_up")}
    </Button>
  ) : null;
}

function Waiting() {
  return (
    <Stack aria-busy>
      <Skeleton height={44} width="60%" />
      <Skeleton height={44} width="45%" style={{ alignSelf: "flex-end" }} />
      <Skeleton height={64} width="70%" />
    </Stack>
  );
}
