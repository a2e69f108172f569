import { createService, deleteService, listServices } from "@firstring/contract/routes/services.ts";
import { admins } from "@firstring/contract/schemas/role.ts";
import type { ServiceReply } from "@firstring/contract/schemas/service.ts";
import { ActionIcon, Button, Skeleton } from "@mantine/core";
import { IconListDetails, IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client.ts";
import { useMay } from "../../api/me.ts";
import { refreshed } from "../../api/queries.ts";
import { useServices } from "../../api/services.ts";
import { ServiceEditor } from "../../forms/service-editor.tsx";
import { Empty } from "../../ui/empty.tsx";
import { ToneBadge } from "../../ui/tone.tsx";
import { tellTrouble } from "../../ui/trouble.tsx";
import { withUndo } from "../../ui/undo.tsx";
import { Section } from "./section.tsx";
import classes from "./settings.module.css";

/** What callers can book, and the facts needed for it. */
export function ServicesPage() {
  const { t, i18n } = useTranslation();
  const mayChange = useMay(admins);
  const language = i18n.language === "fr" ? "fr" : "en";
  const [edited, edit] = useState<string>();
  const [gone, setGone] = useState<readonly string[]>([]);
  const services = useServices()?.filter(({ id }) => !gone.includes(id));
  const service = services?.find(({ id }) => id === edited);
  const make = useMutation({
    mutationFn: () => call(createService, { body: firstService(services ?? [], t("services.new_name")) }),
    onSuccess: async ({ id }) => {
      await refreshed(listServices);
      edit(id);
    },
    onError: tellTrouble,
  });
  const remove = ({ id, name }: ServiceReply) => {
    setGone((before) => [...before, id]);
    withUndo(
      t("services.removed", { name: name[language] }),
      () => call(deleteService, { params: { id } }).then(() => refreshed(listServices)),
      () => setGone((before) => before.filter((other) => other !== id)),
    );
  };
  const add = mayChange && (
    <Button variant="default" leftSection={<IconPlus size={16} />} loading={make.isPending} onClick={() => make.mutate()}>
      {t("services.new")}
    </Button>
  );
  return (
    <Section title={t("settings.services")} about={t("services.about")} action={add}>
      {services === undefined && <Skeleton height={120} />}
      {services?.length === 0 && (
        <Empty icon={IconListDetails} title={t("services.none")}>
          {t("services.none_about")}
        </Empty>
      )}
      <ul className={classes.rows}>
        {services?.map((one) => (
          <li key={one.id} className={classes.row}>
            <div className={classes.what}>
              <div className={classes.name}>{one.name[language]}</div>
              <div className={classes.sub}>
                {t("services.minutes", { count: one.durationMin })} · {t("services.facts", { count: one.slots.length })}:{" "}
                {one.slots.map(({ label }) => label[language]).join(", ")}
              </div>
            </div>
            {!one.active && <ToneBadge tone="quiet">{t("agents.inactive")}</ToneBadge>}
            {mayChange && (
              <>
                <ActionIcon aria-label={`${t("bookings.change")}: ${one.name[language]}`} onClick={() => edit(one.id)}>
                  <IconPencil size={16} />
                </ActionIcon>
                <ActionIcon aria-label={t("services.remove", { name: one.name[language] })} onClick={() => remove(one)}>
                  <IconTrash size={16} />
                </ActionIcon>
              </>
            )}
          </li>
        ))}
      </ul>
      {service !== undefined && <ServiceEditor key={service.id} service={service} close={() => edit(undefined)} />}
    </Section>
  );
}

/** A service to begin with: an appointment for which a name, a number, a day and a time are needed. */
function firstService(existing: readonly ServiceReply[], name: string) {
  let slug = "appointment";
  for (let number = 2; existing.some((one) => one.slug === slug); number++) slug = `appointment-${number}`;
  const slot = (key: string, type: "date" | "time" | "person" | "phone", en: string, fr: string, askEn: string, askFr: string) => ({
    name: key,
    type,
    required: true,
    label: { en, fr },
    ask: { en: askEn, fr: askFr },
    confirm: type === "phone" ? ("explicit" as const) : ("implicit" as const),
  });
  return {
    slug,
    name: { en: name, fr: name },
    words: { en: ["appointment"], fr: ["rendez-vous"] },
    durationMin: 30,
    slots: [
      slot("date", "date", "date", "date", "What day would you like?", "Quel jour vous conviendrait?"),
      slot("time", "time", "time", "heure", "At what time?", "À quelle heure?"),
      slot("name", "person", "name", "nom", "May I have your name, please?", "À quel nom, s'il vous plaît?"),
      slot("phone", "phone", "phone number", "numéro de téléphone", "What number can we reach you at?", "À quel numéro peut-on vous joindre?"),
    ],
  };
}
