import { changeDemo, getDemo } from "@firstring/contract/routes/demo.ts";
import { supervisors } from "@firstring/contract/schemas/role.ts";
import { Button, Skeleton, Switch, Title } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconActivityHeartbeat, IconMessageCircleBolt } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type RefObject, useRef } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/client.ts";
import { useMay } from "../api/me.ts";
import { one, queries } from "../api/queries.ts";
import { useServiceName } from "../api/services.ts";
import { useGlide } from "../lib/glide.ts";
import { useNow } from "../lib/now.ts";
import { byNeed, type FloorCall } from "../live/floor.ts";
import { keyOf } from "../live/part.ts";
import { useFloor } from "../live/use-floor.ts";
import { paths } from "../paths.ts";
import { CallCard } from "../ui/call-card.tsx";
import { Empty } from "../ui/empty.tsx";
import { Freshness } from "../ui/freshness.tsx";
import { Page } from "../ui/page.tsx";
import { Trouble, tellTrouble } from "../ui/trouble.tsx";
import classes from "./floor.module.css";
import { NewBookings } from "./floor-bookings.tsx";
import { TodayStrip } from "./floor-today.tsx";

/** Every live call, the one that most needs a person first. */
export function FloorPage() {
  const { t } = useTranslation();
  const { floor, total, query } = useFloor();
  return (
    <Page
      title={t("nav.floor")}
      about={<Freshness live fetchedAtMs={query.dataUpdatedAt} />}
      actions={
        <>
          <Simulated />
          <Button component={Link} to={paths.talk} leftSection={<IconMessageCircleBolt size={17} />}>
            {t("floor.talk")}
          </Button>
        </>
      }
    >
      <TodayStrip live={[...floor.values()].filter((entry) => entry.call.endedAt === null).length} />
      <div className={classes.cols}>
        <section aria-label={t("floor.calls")}>
          {query.error !== null && query.data === undefined ? (
            <Trouble problem={query.error} retry={() => void query.refetch()} />
          ) : query.isPending ? (
            <Waiting />
          ) : (
            <Cards floor={floor} />
          )}
          {total > floor.size && <p>{t("floor.more", { count: total - floor.size })}</p>}
        </section>
        <aside className={classes.side}>
          <div className={classes.sideHead}>
            <Title order={2}>{t("floor.new_bookings")}</Title>
          </div>
          <NewBookings />
        </aside>
      </div>
    </Page>
  );
}

function Cards({ floor }: { floor: ReturnType<typeof useFloor>["floor"] }) {
  const { t } = useTranslation();
  const nowMs = useNow();
  const serviceName = useServiceName();
  const cards = useRef<HTMLDivElement>(null);
  const sorted = byNeed(floor, nowMs);
  useSuperviseKeys(cards, sorted);
  useGlide(cards, sorted.map(({ call }) => call.id).join());
  if (sorted.length === 0)
    return (
      <Empty
        icon={IconActivityHeartbeat}
        title={t("floor.quiet")}
        action={
          <Button component={Link} to={paths.talk} variant="default">
            {t("floor.talk")}
          </Button>
        }
      >
        {t("floor.quiet_about")}
      </Empty>
    );
  return (
    <div className={classes.cards} ref={cards}>
      {sorted.map((entry) => (
        <CallCard key={entry.call.id} entry={entry} serviceName={serviceName} />
      ))}
    </div>
  );
}

/** L, W, B and T go to the call whose card is pointed at or focused, else to the one that most needs a person. */
function useSuperviseKeys(cards: RefObject<HTMLDivElement | null>, sorted: readonly FloorCall[]): void {
  const go = useNavigate();
  const may = useMay(supervisors);
  const supervise = (deed: "monitor" | "whisper" | "barge" | "takeover") => () => {
    const card = cards.current?.querySelector<HTMLElement>("[data-glide]:is(:hover, :focus-within)");
    const id = card?.dataset["glide"] ?? sorted.find(({ call }) => call.endedAt === null)?.call.id;
    if (may && id !== undefined) void go({ to: paths.call, params: { id }, search: { do: deed } });
  };
  useHotkeys((["monitor", "whisper", "barge", "takeover"] as const).map((deed) => [keyOf[deed], supervise(deed)]));
}

/** Switches the simulated callers; shown only where there are some. */
function Simulated() {
  const { t } = useTranslation();
  const asked = one(getDemo, {});
  const demo = useQuery(asked).data;
  const change = useMutation({
    mutationFn: (simulating: boolean) => call(changeDemo, { body: { simulating } }),
    onMutate: (simulating) => queries.setQueryData(asked.queryKey, (before) => before && { ...before, simulating }),
    onSuccess: (now) => queries.setQueryData(asked.queryKey, (before) => before && { ...before, simulating: now.simulating }),
    onError: (problem) => {
      tellTrouble(problem);
      void queries.invalidateQueries({ queryKey: asked.queryKey });
    },
  });
  if (demo === undefined || !demo.demo) return null;
  return (
    <Switch
      label={t("floor.simulated")}
      labelPosition="left"
      checked={demo.simulating}
      onChange={({ currentTarget }) => change.mutate(currentTarget.checked)}
    />
  );
}

function Waiting() {
  return (
    <div className={classes.cards} aria-busy>
      {["one", "two", "three"].map((key) => (
        <Skeleton key={key} height={252} radius="lg" />
      ))}
    </div>
  );
}
