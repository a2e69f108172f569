import { getDeliveryStats, listDeliveries } from "@firstring/contract/routes/deliveries.ts";
import { listEndpoints, redeliver } from "@firstring/contract/routes/endpoints.ts";
import type { Endpoint } from "@firstring/contract/schemas/endpoint.ts";
import { Button, Modal, SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client.ts";
import { refreshed } from "../../api/queries.ts";
import { tellDone } from "../../ui/done.tsx";
import { tellTrouble } from "../../ui/trouble.tsx";

/** Sends everything that failed, or a whole range, again. */
export function Redeliver({ endpoint: { id }, close }: { endpoint: Endpoint; close: () => void }) {
  const { t } = useTranslation();
  const [which, choose] = useState<"dead" | "all">("dead");
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const send = useMutation({
    mutationFn: () =>
      call(redeliver, {
        params: { id },
        body: { which, ...(from !== "" && { from: new Date(from).toISOString() }), ...(to !== "" && { to: new Date(to).toISOString() }) },
      }),
    onSuccess: ({ queued }) => {
      tellDone(t("integrations.queued", { count: queued }));
      void refreshed(listDeliveries, listEndpoints, getDeliveryStats);
      close();
    },
    onError: tellTrouble,
  });
  return (
    <Modal opened onClose={close} title={t("integrations.again")} closeButtonProps={{ "aria-label": t("close") }}>
      <Stack gap={14}>
        <SegmentedControl
          aria-label={t("integrations.which")}
          value={which}
          onChange={(value) => choose(value as "dead" | "all")}
          data={[
            { value: "dead", label: t("integrations.which_dead") },
            { value: "all", label: t("integrations.which_all") },
          ]}
        />
        <TextInput type="datetime-local" label={t("integrations.from")} value={from} onChange={({ currentTarget }) => setFrom(currentTarget.value)} />
        <TextInput type="datetime-local" label={t("integrations.to")} value={to} onChange={({ currentTarget }) => setTo(currentTarget.value)} />
        <Text size="sm" c="dimmed">
          {t("integrations.again_about")}
        </Text>
        <Button loading={send.isPending} onClick={() => send.mutate()}>
          {t("integrations.again_send")}
        </Button>
      </Stack>
    </Modal>
  );
}
