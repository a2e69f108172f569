import { listServices, updateService } from "@firstring/contract/routes/services.ts";
import { type ServiceReply, serviceChange } from "@firstring/contract/schemas/service.ts";
import { Button, Drawer, Group, NumberInput, Switch, TagsInput, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconPlus } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/client.ts";
import { refreshed } from "../api/queries.ts";
import { tellDone } from "../ui/done.tsx";
import { tellTrouble } from "../ui/trouble.tsx";
import { issuesOf } from "./issues.ts";
import classes from "./service-editor.module.css";
import { type ServiceForm, ServiceFormProvider } from "./service-form.ts";
import { SlotEditor } from "./slot-editor.tsx";

/** Everything about one service: how it is called, when it can be booked, and the facts needed. */
export function ServiceEditor({ service, close }: { service: ServiceReply; close: () => void }) {
  const { t } = useTranslation();
  const { id, createdAt: _, updatedAt: __, ...values } = service;
  const form: ServiceForm = useForm({ initialValues: values, validate: (typed) => issuesOf(serviceChange, typed) });
  const save = useMutation({
    mutationFn: (body: typeof values) => call(updateService, { params: { id }, body }),
    onSuccess: async () => {
      tellDone(t("saved"));
      await refreshed(listServices);
      close();
    },
    onError: tellTrouble,
  });
  return (
    <Drawer opened onClose={close} position="right" size={620} title={form.values.name.en || service.slug} closeButtonProps={{ "aria-label": t("close") }}>
      <ServiceFormProvider form={form}>
        <form noValidate className={classes.form} onSubmit={form.onSubmit((typed) => save.mutate(typed))}>
          <Switch label={t("services.active")} {...form.getInputProps("active", { type: "checkbox" })} />
          <div className={classes.pair}>
            <TextInput label={t("services.name_en")} lang="en" {...form.getInputProps("name.en")} />
            <TextInput label={t("services.name_fr")} lang="fr" {...form.getInputProps("name.fr")} />
            <TagsInput label={t("services.words_en")} description={t("services.words_about")} lang="en" {...form.getInputProps("words.en")} />
            <TagsInput label={t("services.words_fr")} description={t("services.words_about")} lang="fr" {...form.getInputProps("words.fr")} />
          </div>
          <div className={classes.three}>
            <NumberInput label={t("services.duration")} min={5} max={1440} {...form.getInputProps("durationMin")} />
            <NumberInput label={t("services.lead")} min={0} {...form.getInputProps("leadMin")} />
            <NumberInput label={t("services.horizon")} min={0} max={730} {...form.getInputProps("horizonDays")} />
          </div>
          <div className={classes.pair}>
            <TextInput label={t("services.price_en")} description={t("services.price_about")} lang="en" {...form.getInputProps("price.en")} />
            <TextInput label={t("services.price_fr")} description={t("services.price_about")} lang="fr" {...form.getInputProps("price.fr")} />
          </div>
          <Group justify="space-between">
            <Title order={2}>{t("services.slots")}</Title>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconPlus size={15} />}
              onClick={() => form.insertListItem("slots", emptySlot(form.values.slots.length))}
            >
              {t("services.add_slot")}
            </Button>
          </Group>
          {form.values.slots.map((slot, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a fact is its place in the list; its key is being typed
            <SlotEditor key={index} index={index} type={slot.type} />
          ))}
          <Group justify="flex-end" className={classes.save}>
            <Button variant="subtle" color="gray" onClick={close}>
              {t("cancel")}
            </Button>
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
              {t("save")}
            </Button>
          </Group>
        </form>
      </ServiceFormProvider>
    </Drawer>
  );
}

const emptySlot = (place: number): ServiceReply["slots"][number] => ({
  name: `fact${place + 1}`,
  type: "text",
  required: true,
  label: { en: "", fr: "" },
  ask: { en: "", fr: "" },
  confirm: "implicit",
});
