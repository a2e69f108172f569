import { getDeliveryStats, listDeliveries } from "@firstring/contract/routes/deliveries.ts";
import { deleteEndpoint, listEndpoints, rotateSecret, testEndpoint, updateEndpoint } from "@firstring/contract/routes/endpoints.ts";
import type { Endpoint } from "@firstring/contract/schemas/endpoint.ts";
import { ActionIcon, Button, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client.ts";
import { refreshed } from "../../api/queries.ts";
import { useFormat } from "../../lib/format.ts";
import { tellDone } from "../../ui/done.tsx";
import { ToneBadge } from "../../ui/tone.tsx";
import { tellTrouble } from "../../ui/trouble.tsx";
import { withUndo } from "../../ui/undo.tsx";
import classes from "./integrations.module.css";
import { Redeliver } from "./redeliver.tsx";
import type { Shown } from "./secret-once.tsx";

/** One endpoint: how it fares, and what can be done with it. */
export function EndpointRow({ endpoint, edit, show }: { endpoint: Endpoint; edit: () => void; show: (shown: Shown) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [gone, setGone] = useState(false);
  const [sendingAgain, sendAgain] = useState(false);
  const { id, name, url, status, disabledWhy, failingSince, lastSuccessAt, pending, dead, eventTypes } = endpoint;
  const params = { id };
  const label = name === "" ? new URL(url).host : name;
  const act = (work: () => Promise<unknown>, done?: string) => () =>
    void work()
      .then(() => done !== undefined && tellDone(done))
      .catch(tellTrouble)
      .finally(() => void refreshed(listEndpoints, listDeliveries, getDeliveryStats));
  const remove = () => {
    setGone(true);
    withUndo(
      t("integrations.removed", { name: label }),
      () => call(deleteEndpoint, { params }).then(() => refreshed(listEndpoints, listDeliveries)),
      () => setGone(false),
    );
  };
  if (gone) return null;
  const standing =
    status === "disabled"
      ? ({ tone: "bad", text: t(disabledWhy === "gone" ? "integrations.gone" : "integrations.failing_days") } as const)
      : status === "paused"
        ? ({ tone: "quiet", text: t("integrations.paused") } as const)
        : failingSince !== null
          ? ({ tone: "warn", text: t("integrations.failing_since", { when: format.moment(failingSince) }) } as const)
          : ({ tone: "good", text: t("integrations.enabled") } as const);
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <div className={classes.name}>{label}</div>
        <div className={classes.sub}>{url}</div>
        <div className={classes.sub}>
          {eventTypes.length === 0 ? t("integrations.all_events") : t("integrations.some_events", { count: eventTypes.length })}
          {lastSuccessAt !== null && ` · ${t("integrations.last_success", { when: format.moment(lastSuccessAt) })}`}
          {pending > 0 && ` · ${t("integrations.on_way", { count: pending })}`}
        </div>
      </div>
      <ToneBadge tone={standing.tone}>{standing.text}</ToneBadge>
      {dead > 0 && <ToneBadge tone="bad">{t("integrations.dead_letters", { count: dead })}</ToneBadge>}
      {status === "enabled" ? (
        <Button size="compact-sm" variant="default" onClick={act(() => call(testEndpoint, { params }), t("integrations.test_sent"))}>
          {t("integrations.test")}
        </Button>
      ) : (
        <Button size="compact-sm" onClick={act(() => call(updateEndpoint, { params, body: { status: "enabled" } }))}>
          {t("integrations.enable")}
        </Button>
      )}
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t("integrations.more", { name: label })}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={edit}>{t("integrations.edit")}</Menu.Item>
          <Menu.Item disabled={status !== "enabled"} onClick={() => sendAgain(true)}>
            {t("integrations.again")}
          </Menu.Item>
          <Menu.Item onClick={act(async () => show({ secret: (await call(rotateSecret, { params, body: { overlapHours: 24 } })).secret, why: "rotated" }))}>
            {t("integrations.rotate")}
          </Menu.Item>
          {status === "enabled" && (
            <Menu.Item onClick={act(() => call(updateEndpoint, { params, body: { status: "paused" } }))}>{t("integrations.pause")}</Menu.Item>
          )}
          <Menu.Item color="red" onClick={remove}>
            {t("integrations.remove")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {sendingAgain && <Redeliver endpoint={endpoint} close={() => sendAgain(false)} />}
    </li>
  );
}
