import { getDeliveryStats } from "@firstring/contract/routes/deliveries.ts";
import { listEndpoints } from "@firstring/contract/routes/endpoints.ts";
import type { Endpoint } from "@firstring/contract/schemas/endpoint.ts";
import { Anchor, Button, Skeleton, Title } from "@mantine/core";
import { IconPlus, IconWebhook } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { many, one } from "../../api/queries.ts";
import { useFormat } from "../../lib/format.ts";
import { Empty } from "../../ui/empty.tsx";
import { Freshness } from "../../ui/freshness.tsx";
import { Page } from "../../ui/page.tsx";
import { Trouble } from "../../ui/trouble.tsx";
import { DeliveryDrawer } from "./delivery-drawer.tsx";
import { DeliveryList } from "./delivery-list.tsx";
import { EndpointEditor } from "./endpoint-editor.tsx";
import { EndpointRow } from "./endpoint-row.tsx";
import classes from "./integrations.module.css";
import { downloadWorkflow } from "./n8n.ts";
import { SecretOnce, type Shown } from "./secret-once.tsx";

const route = getRouteApi("/inside/integrations");
const LOOK_AGAIN_MS = 5_000;

/** Where facts leave to: endpoints, every delivery and every attempt, dead letters, and how to send them again. */
export function IntegrationsPage() {
  const { t } = useTranslation();
  const { delivery } = route.useSearch();
  const go = route.useNavigate();
  const [editing, edit] = useState<Endpoint | "new">();
  const [secret, show] = useState<Shown>();
  const endpoints = useQuery({ ...many(listEndpoints, { query: { limit: 100 } }), refetchInterval: LOOK_AGAIN_MS });
  const rows = endpoints.data?.rows;
  return (
    <Page
      title={t("nav.integrations")}
      about={<Freshness fetchedAtMs={endpoints.dataUpdatedAt} />}
      actions={
        <>
          <Button variant="default" onClick={() => void downloadWorkflow()}>
            {t("integrations.n8n")}
          </Button>
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => edit("new")}>
            {t("integrations.add")}
          </Button>
        </>
      }
    >
      <Figures />
      <section className={classes.section} aria-labelledby="endpoints">
        <div className={classes.head}>
          <Title order={2} id="endpoints">
            {t("integrations.endpoints")}
          </Title>
          <Anchor href="/docs" size="sm" target="_blank">
            {t("integrations.docs")}
          </Anchor>
        </div>
        {secret !== undefined && <SecretOnce shown={secret} close={() => show(undefined)} />}
        {endpoints.error !== null && rows === undefined && <Trouble problem={endpoints.error} retry={() => void endpoints.refetch()} />}
        {endpoints.isPending && <Skeleton height={120} radius="lg" />}
        {rows?.length === 0 && (
          <Empty icon={IconWebhook} title={t("integrations.none")}>
            {t("integrations.none_about")}
          </Empty>
        )}
        {rows !== undefined && rows.length > 0 && (
          <ul className={classes.rows}>
            {rows.map((endpoint) => (
              <EndpointRow key={endpoint.id} endpoint={endpoint} edit={() => edit(endpoint)} show={show} />
            ))}
          </ul>
        )}
      </section>
      <DeliveryList />
      {editing !== undefined && (
        <EndpointEditor
          endpoint={editing === "new" ? undefined : editing}
          close={() => edit(undefined)}
          made={(made) => show({ secret: made.secret, why: "made" })}
        />
      )}
      <DeliveryDrawer id={delivery} close={() => void go({ search: (before) => ({ ...before, delivery: undefined }) })} />
    </Page>
  );
}

function Figures() {
  const { t } = useTranslation();
  const format = useFormat();
  const stats = useQuery({ ...one(getDeliveryStats, {}), refetchInterval: LOOK_AGAIN_MS }).data;
  if (stats === undefined) return <Skeleton height={72} mb={24} radius="lg" />;
  const figures: [name: string, value: string][] = [
    [t("integrations.pending"), format.number(stats.pending)],
    [t("integrations.delivered"), format.number(stats.delivered)],
    [t("integrations.dead"), format.number(stats.dead)],
    [t("integrations.success"), stats.successRate === null ? "–" : format.percent(stats.successRate)],
    [t("integrations.p95"), stats.p95Ms === null ? "–" : `${format.number(stats.p95Ms)} ms`],
  ];
  return (
    <dl className={classes.figures}>
      {figures.map(([name, value]) => (
        <div key={name} className={classes.figure}>
          <dt>{name}</dt>
          <dd className="num">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
