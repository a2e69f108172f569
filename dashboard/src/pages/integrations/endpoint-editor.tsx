import { createEndpoint, listEndpoints, listEventTypes, updateEndpoint } from "@firstring/contract/routes/endpoints.ts";
import type { Endpoint, EndpointMade } from "@firstring/contract/schemas/endpoint.ts";
import { Button, Modal, MultiSelect, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client.ts";
import { one, refreshed } from "../../api/queries.ts";
import { tellTrouble } from "../../ui/trouble.tsx";

type Props = { endpoint: Endpoint | undefined; close: () => void; made: (made: EndpointMade) => void };

/** Makes an endpoint, or changes one. */
export function EndpointEditor({ endpoint, close, made }: Props) {
  const { t, i18n } = useTranslation();
  const types = useQuery(one(listEventTypes, {})).data ?? [];
  const form = useForm({
    initialValues: { url: endpoint?.url ?? "", name: endpoint?.name ?? "", eventTypes: (endpoint?.eventTypes ?? []) as string[], header: "", value: "" },
  });
  const save = useMutation({
    mutationFn: async ({ url, name, eventTypes, header, value }: typeof form.values) => {
      const body = {
        url: url.trim(),
        name: name.trim(),
        eventTypes: eventTypes as Endpoint["eventTypes"],
        ...(header.trim() !== "" && value !== "" && { headers: { [header.trim()]: value } }),
      };
      if (endpoint === undefined) made(await call(createEndpoint, { body }));
      else await call(updateEndpoint, { params: { id: endpoint.id }, body });
    },
    onSuccess: async () => {
      close();
      await refreshed(listEndpoints);
    },
    onError: tellTrouble,
  });
  return (
    <Modal opened onClose={close} title={t(endpoint === undefined ? "integrations.add" : "integrations.edit")} closeButtonProps={{ "aria-label": t("close") }}>
      <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack gap={14}>
          <TextInput
            label={t("integrations.url")}
            description={t("integrations.url_about")}
            type="url"
            required
            withAsterisk={false}
            maxLength={2000}
            data-autofocus
            {...form.getInputProps("url")}
          />
          <TextInput label={t("integrations.name")} placeholder="n8n" maxLength={120} {...form.getInputProps("name")} />
          <MultiSelect
            label={t("integrations.events")}
            description={t("integrations.events_about")}
            placeholder={form.values.eventTypes.length === 0 ? t("integrations.all_events") : ""}
            clearable
            searchable
            clearButtonProps={{ "aria-label": t("integrations.all_events") }}
            data={types.map(({ eventType, summary }) => ({
              value: eventType,
              label: `${eventType} – ${i18n.language.startsWith("fr") ? summary.fr : summary.en}`,
            }))}
            {...form.getInputProps("eventTypes")}
          />
          <TextInput label={t("integrations.header")} description={t("integrations.header_about")} maxLength={64} {...form.getInputProps("header")} />
          {form.values.header !== "" && (
            <TextInput label={t("integrations.header_value")} type="password" autoComplete="off" maxLength={1000} {...form.getInputProps("value")} />
          )}
          <Button type="submit" loading={save.isPending}>
            {t("save")}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
