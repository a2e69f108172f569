import { createResource, deleteResource, listResources, updateResource } from "@firstring/contract/routes/resources.ts";
import { type ResourceReply, resourceDraft } from "@firstring/contract/schemas/resource.ts";
import { admins } from "@firstring/contract/schemas/role.ts";
import { ActionIcon, Button, Group, Modal, MultiSelect, NumberInput, Skeleton, Stack, Switch, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import { refreshed, whole } from "../../api/queries.ts";
import { useServices } from "../../api/services.ts";
import { issuesOf } from "../../forms/issues.ts";
import { ToneBadge } from "../../ui/tone.tsx";
import { tellTrouble } from "../../ui/trouble.tsx";
import { withUndo } from "../../ui/undo.tsx";
import { Section } from "./section.tsx";
import classes from "./settings.module.css";

/** Who or what is booked. */
export function Resources() {
  const { t, i18n } = useTranslation();
  const mayChange = useMay(admins);
  const services = useServices() ?? [];
  const language = i18n.language === "fr" ? "fr" : "en";
  const [edited, edit] = useState<ResourceReply | "new">();
  const [gone, setGone] = useState<readonly string[]>([]);
  const resources = useQuery(whole(listResources, {})).data?.rows.filter(({ id }) => !gone.includes(id));
  const remove = ({ id, name }: ResourceReply) => {
    setGone((before) => [...before, id]);
    withUndo(
      t("hours.removed", { name }),
      () => call(deleteResource, { params: { id } }).then(() => refreshed(listResources)),
      () => setGone((before) => before.filter((other) => other !== id)),
    );
  };
  return (
    <Section
      title={t("hours.resources")}
      about={t("hours.resources_about")}
      action={
        mayChange && (
          <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => edit("new")}>
            {t("hours.add_resource")}
          </Button>
        )
      }
    >
      {resources === undefined && <Skeleton height={120} />}
      <ul className={classes.rows}>
        {resources?.map((resource) => (
          <li key={resource.id} className={classes.row}>
            <div className={classes.what}>
              <div className={classes.name}>{resource.name}</div>
              <div className={classes.sub}>
                {[resource.kind, ...services.filter(({ id }) => resource.services.includes(id)).map(({ name }) => name[language])].join(" · ")}
              </div>
            </div>
            {!resource.active && <ToneBadge tone="quiet">{t("agents.inactive")}</ToneBadge>}
            {mayChange && (
              <>
                <ActionIcon aria-label={`${t("bookings.change")}: ${resource.name}`} onClick={() => edit(resource)}>
                  <IconPencil size={16} />
                </ActionIcon>
                <ActionIcon aria-label={t("hours.remove_resource", { name: resource.name })} onClick={() => remove(resource)}>
                  <IconTrash size={16} />
                </ActionIcon>
              </>
            )}
          </li>
        ))}
      </ul>
      {edited !== undefined && <Editor resource={edited === "new" ? undefined : edited} close={() => edit(undefined)} />}
    </Section>
  );
}

function Editor({ resource, close }: { resource: ResourceReply | undefined; close: () => void }) {
  const { t, i18n } = useTranslation();
  const services = useServices() ?? [];
  const language = i18n.language === "fr" ? "fr" : "en";
  const form = useForm({
    initialValues: {
      name: resource?.name ?? "",
      kind: resource?.kind ?? "",
      capacity: resource?.capacity ?? 1,
      active: resource?.active ?? true,
      services: resource?.services ?? services.map(({ id }) => id),
    },
    validate: (values) => issuesOf(resourceDraft, values),
  });
  const save = useMutation({
    mutationFn: (body: typeof form.values) =>
      resource === undefined ? call(createResource, { body }) : call(updateResource, { params: { id: resource.id }, body }),
    onSuccess: () => refreshed(listResources).then(close),
    onError: tellTrouble,
  });
  return (
    <Modal opened onClose={close} title={resource?.name ?? t("hours.add_resource")} closeButtonProps={{ "aria-label": t("close") }}>
      <form noValidate onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack gap="sm">
          <TextInput label={t("hours.resource_name")} data-autofocus {...form.getInputProps("name")} />
          <Group grow>
            <TextInput label={t("hours.resource_kind")} {...form.getInputProps("kind")} />
            <NumberInput label={t("hours.capacity")} min={1} max={1000} {...form.getInputProps("capacity")} />
          </Group>
          <MultiSelect
            label={t("hours.serves")}
            data={services.map(({ id, name }) => ({ value: id, label: name[language] }))}
            {...form.getInputProps("services")}
          />
          <Switch label={t("services.active")} {...form.getInputProps("active", { type: "checkbox" })} />
          <Group justify="flex-end">
            <Button variant="subtle" color="gray" onClick={close}>
              {t("cancel")}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t("save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
