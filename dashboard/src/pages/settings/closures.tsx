import { createClosure, deleteClosure, listClosures } from "@firstring/contract/routes/closures.ts";
import { listResources } from "@firstring/contract/routes/resources.ts";
import { admins } from "@firstring/contract/schemas/role.ts";
import { ActionIcon, Button, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import { refreshed, whole } from "../../api/queries.ts";
import { useFormat } from "../../lib/format.ts";
import { DayInput } from "../../ui/day-input.tsx";
import { tellTrouble } from "../../ui/trouble.tsx";
import { withUndo } from "../../ui/undo.tsx";
import { Section } from "./section.tsx";
import classes from "./settings.module.css";

/** Days off of the business or of one resource. */
export function Closures() {
  const { t } = useTranslation();
  const format = useFormat();
  const mayChange = useMay(admins);
  const [gone, setGone] = useState<readonly string[]>([]);
  const closures = useQuery(whole(listClosures, {})).data?.rows.filter(({ id }) => !gone.includes(id));
  const resources = useQuery(whole(listResources, {})).data?.rows ?? [];
  const form = useForm({ initialValues: { firstDay: "", lastDay: "", reason: "" } });
  const add = useMutation({
    mutationFn: ({ firstDay, lastDay, reason }: typeof form.values) =>
      call(createClosure, { body: { firstDay, lastDay: lastDay === "" ? firstDay : lastDay, reason } }),
    onSuccess: async () => {
      form.reset();
      await refreshed(listClosures);
    },
    onError: tellTrouble,
  });
  const remove = (id: string) => {
    setGone((before) => [...before, id]);
    withUndo(
      t("hours.taken_away"),
      () => call(deleteClosure, { params: { id } }).then(() => refreshed(listClosures)),
      () => setGone((before) => before.filter((other) => other !== id)),
    );
  };
  const day = (date: string) => format.day(`${date}T12:00:00Z`);
  return (
    <Section title={t("hours.closures")} about={t("hours.closures_about")}>
      {closures?.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("hours.no_closures")}
        </Text>
      )}
      {closures !== undefined && closures.length > 0 && (
        <ul className={classes.rows}>
          {closures.map(({ id, firstDay, lastDay, reason, resource }) => (
            <li key={id} className={classes.row}>
              <div className={classes.what}>
                <div className={classes.name}>{firstDay === lastDay ? day(firstDay) : `${day(firstDay)} – ${day(lastDay)}`}</div>
                <div className={classes.sub}>
                  {[reason, resources.find((one) => one.id === resource)?.name].filter(Boolean).join(" · ") || t("hours.everyone")}
                </div>
              </div>
              {mayChange && (
                <ActionIcon aria-label={t("hours.remove_closure")} onClick={() => remove(id)}>
                  <IconTrash size={16} />
                </ActionIcon>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayChange && (
        <form onSubmit={form.onSubmit((values) => add.mutate(values))}>
          <div style={{ display: "flex", flexWrap: "wrap", gap: 8, alignItems: "end" }}>
            <DayInput w={170} label={t("hours.first_day")} value={form.values.firstDay} onChange={(day) => form.setFieldValue("firstDay", day)} />
            <DayInput
              w={170}
              clearable
              label={t("hours.last_day")}
              {...(form.values.firstDay !== "" && { minDate: form.values.firstDay })}
              value={form.values.lastDay}
              onChange={(day) => form.setFieldValue("lastDay", day)}
            />
            <TextInput flex="1 1 160px" label={t("hours.reason")} maxLength={200} {...form.getInputProps("reason")} />
            <Button type="submit" variant="default" loading={add.isPending} disabled={form.values.firstDay === ""}>
              {t("hours.add_closure")}
            </Button>
          </div>
        </form>
      )}
    </Section>
  );
}
