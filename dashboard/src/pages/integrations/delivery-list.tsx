import { listDeliveries } from "@firstring/contract/routes/deliveries.ts";
import type { Delivery } from "@firstring/contract/schemas/delivery.ts";
import { Pagination, SegmentedControl, Skeleton, Title } from "@mantine/core";
import { IconSend } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { many } from "../../api/queries.ts";
import { useFormat } from "../../lib/format.ts";
import { paths } from "../../paths.ts";
import { Empty } from "../../ui/empty.tsx";
import { type Tone, ToneBadge } from "../../ui/tone.tsx";
import { Trouble } from "../../ui/trouble.tsx";
import classes from "./integrations.module.css";

const route = getRouteApi("/inside/integrations");
const PER_PAGE = 25;
const LOOK_AGAIN_MS = 5_000;
const tones: Record<Delivery["status"], Tone> = { pending: "warn", delivered: "good", dead: "bad" };

/** Deliveries, the newest first; dead letters are a choice of status. */
export function DeliveryList() {
  const { t } = useTranslation();
  const format = useFormat();
  const { status, page = 1 } = route.useSearch();
  const go = route.useNavigate();
  const deliveries = useQuery({
    ...many(listDeliveries, { query: { limit: PER_PAGE, page, ...(status !== undefined && { status }) } }),
    refetchInterval: LOOK_AGAIN_MS,
  });
  const rows = deliveries.data?.rows;
  const pages = Math.ceil((deliveries.data?.pagination.total ?? 0) / PER_PAGE);
  return (
    <section className={classes.section} aria-labelledby="deliveries">
      <div className={classes.head}>
        <Title order={2} id="deliveries">
          {t("integrations.deliveries")}
        </Title>
        <SegmentedControl
          size="xs"
          aria-label={t("integrations.deliveries")}
          value={status ?? "any"}
          onChange={(value) => void go({ search: value === "any" ? {} : { status: value as Delivery["status"] } })}
          data={[
            { value: "any", label: t("integrations.any") },
            { value: "pending", label: t("integrations.pending") },
            { value: "delivered", label: t("integrations.delivered") },
            { value: "dead", label: t("integrations.dead") },
          ]}
        />
      </div>
      {deliveries.error !== null && rows === undefined && <Trouble problem={deliveries.error} retry={() => void deliveries.refetch()} />}
      {deliveries.isPending && <Skeleton height={220} radius="lg" />}
      {rows?.length === 0 && (
        <Empty icon={IconSend} title={t("integrations.no_deliveries")}>
          {t("integrations.no_deliveries_about")}
        </Empty>
      )}
      {rows !== undefined && rows.length > 0 && (
        <ul className={classes.rows}>
          {rows.map((delivery) => (
            <li key={delivery.id}>
              <Link
                to={paths.integrations}
                search={(before: object) => ({ ...before, delivery: delivery.id })}
                resetScroll={false}
                className={`${classes.row} ${classes.link}`}
              >
                <span className={classes.what}>
                  <span className={classes.name}>{delivery.eventType}</span>
                  <span className={classes.sub} style={{ display: "block" }}>
                    {delivery.endpointName === "" ? delivery.url : delivery.endpointName}
                    {delivery.lastError !== null && ` · ${delivery.lastError}`}
                  </span>
                </span>
                <span className={`${classes.sub} num`}>{t("integrations.tries", { count: delivery.attempts })}</span>
                <span className={`${classes.sub} num`}>{format.moment(delivery.createdAt)}</span>
                <ToneBadge tone={tones[delivery.status]}>{t(`integrations.${delivery.status}`)}</ToneBadge>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {pages > 1 && (
        <Pagination
          size="sm"
          total={pages}
          value={page}
          onChange={(next) => void go({ search: (before) => ({ ...before, page: next }) })}
          getControlProps={(control) => ({ "aria-label": t(`pages.${control}`) })}
        />
      )}
    </section>
  );
}
