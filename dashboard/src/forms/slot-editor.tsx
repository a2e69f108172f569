import type { ServiceReply } from "@firstring/contract/schemas/service.ts";
import { ActionIcon, Group, Select, Switch, TagsInput, TextInput, Title } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "./service-editor.module.css";
import { useServiceForm } from "./service-form.ts";

type Slot = ServiceReply["slots"][number];
const types = ["place", "person", "count", "date", "time", "datetime", "phone", "email", "enum", "text"] as const;
const confirms = ["implicit", "explicit", "spell"] as const;

/** One fact needed to book. */
export function SlotEditor({ index, type }: { index: number; type: Slot["type"] }) {
  const { t } = useTranslation();
  const form = useServiceForm();
  const field = (path: string, options?: { type: "checkbox" }) => form.getInputProps(`slots.${index}.${path}`, options);
  const choices = form.values.slots[index]?.choices ?? [];
  return (
    <section className={classes.slot} aria-label={t("services.slot", { number: index + 1 })}>
      <Group justify="space-between">
        <Title order={3}>{t("services.slot", { number: index + 1 })}</Title>
        <ActionIcon aria-label={t("services.remove_slot")} onClick={() => form.removeListItem("slots", index)} disabled={form.values.slots.length === 1}>
          <IconTrash size={16} />
        </ActionIcon>
      </Group>
      <div className={classes.three}>
        <TextInput label={t("services.slot_name")} {...field("name")} />
        <Select label={t("services.slot_type")} data={types.map((value) => ({ value, label: t(`services.types.${value}`) }))} {...field("type")} />
        <Select label={t("services.slot_confirm")} data={confirms.map((value) => ({ value, label: t(`services.confirm.${value}`) }))} {...field("confirm")} />
      </div>
      <div className={classes.pair}>
        <TextInput label={t("services.slot_label_en")} lang="en" {...field("label.en")} />
        <TextInput label={t("services.slot_label_fr")} lang="fr" {...field("label.fr")} />
        <TextInput label={t("services.slot_ask_en")} lang="en" {...field("ask.en")} />
        <TextInput label={t("services.slot_ask_fr")} lang="fr" {...field("ask.fr")} />
      </div>
      {type === "enum" && (
        <TagsInput
          label={t("services.types.enum")}
          description={t("services.words_about")}
          error={form.errors[`slots.${index}`]}
          value={choices.map(({ value }) => value)}
          onChange={(values) =>
            form.setFieldValue(
              `slots.${index}.choices`,
              values.map((value) => choices.find((one) => one.value === value) ?? choiceOf(value)),
            )
          }
        />
      )}
      <Switch label={t("services.slot_required")} {...field("required", { type: "checkbox" })} />
    </section>
  );
}

const choiceOf = (value: string): NonNullable<Slot["choices"]>[number] => ({ value, label: { en: value, fr: value }, words: { en: [value], fr: [value] } });
