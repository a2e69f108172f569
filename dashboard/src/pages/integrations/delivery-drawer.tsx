import { getDelivery, getDeliveryStats, listDeliveries, retryDelivery } from "@firstring/contract/routes/deliveries.ts";
import type { DeliveryDetail } from "@firstring/contract/schemas/delivery.ts";
import { Accordion, Button, Drawer, Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client.ts";
import { one, refreshed } from "../../api/queries.ts";
import { useFormat } from "../../lib/format.ts";
import { tellDone } from "../../ui/done.tsx";
import { Trouble, tellTrouble } from "../../ui/trouble.tsx";
import classes from "./integrations.module.css";

/** One delivery: its bytes, and every attempt with what was sent and what came back. */
export function DeliveryDrawer({ id, close }: { id: string | undefined; close: () => void }) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened={id !== undefined}
      onClose={close}
      position="right"
      size="lg"
      title={t("integrations.delivery")}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      {id !== undefined && <Detail id={id} />}
    </Drawer>
  );
}

function Detail({ id }: { id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const query = useQuery({ ...one(getDelivery, { params: { id } }), refetchInterval: 3_000 });
  const again = useMutation({
    mutationFn: () => call(retryDelivery, { params: { id } }),
    onSuccess: () => {
      tellDone(t("integrations.queued", { count: 1 }));
      void refreshed(getDelivery, listDeliveries, getDeliveryStats);
    },
    onError: tellTrouble,
  });
  const detail = query.data;
  if (query.error !== null && detail === undefined) return <Trouble problem={query.error} retry={() => void query.refetch()} />;
  if (detail === undefined) return <Skeleton height={420} radius="lg" />;
  return (
    <Stack gap={16}>
      <Group justify="space-between" align="start" wrap="nowrap">
        <div style={{ minWidth: 0 }}>
          <Text fw={600}>{detail.eventType}</Text>
          <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
            {detail.eventId}
          </Text>
          <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
            {detail.url}
          </Text>
          {detail.nextAt !== null && (
            <Text size="xs" c="dimmed">
              {t("integrations.next", { when: format.moment(detail.nextAt) })}
            </Text>
          )}
        </div>
        <Button size="compact-sm" leftSection={<IconRefresh size={15} aria-hidden />} loading={again.isPending} onClick={() => again.mutate()}>
          {t("integrations.resend")}
        </Button>
      </Group>
      <div>
        <Title order={3} size="h5" mb={6}>
          {t("integrations.body")}
        </Title>
        <pre className={classes.code}>{pretty(detail.body)}</pre>
      </div>
      <div>
        <Title order={3} size="h5" mb={6}>
          {t("integrations.attempts")}
        </Title>
        {detail.tries.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t("integrations.no_attempts")}
          </Text>
        ) : (
          <Tries tries={detail.tries} />
        )}
      </div>
    </Stack>
  );
}

function Tries({ tries }: { tries: DeliveryDetail["tries"] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Accordion variant="contained">
      {tries.toReversed().map((one) => (
        <Accordion.Item key={one.nth} value={String(one.nth)}>
          <Accordion.Control>
            <Text size="sm" span>
              {one.nth}. {one.status ?? t("integrations.no_answer")} · <span className="num">{one.ms} ms</span> · {format.moment(one.at)}
            </Text>
          </Accordion.Control>
          <Accordion.Panel>
            <Stack gap={8}>
              {one.error !== null && <Text size="sm">{one.error}</Text>}
              <Text size="xs" fw={600}>
                {t("integrations.request")}
              </Text>
              <pre className={classes.code}>{headersOf(one.requestHeaders)}</pre>
              {one.responseHeaders !== null && (
                <>
                  <Text size="xs" fw={600}>
                    {t("integrations.response")}
                  </Text>
                  <pre className={classes.code}>{`${headersOf(one.responseHeaders)}\n\n${one.responseBody ?? ""}`}</pre>
                </>
              )}
            </Stack>
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}

const headersOf = (headers: Record<string, string>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
