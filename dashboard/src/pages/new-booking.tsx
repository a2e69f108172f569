import { createBooking, getAvailability, listBookings } from "@firstring/contract/routes/bookings.ts";
import type { ServiceReply } from "@firstring/contract/schemas/service.ts";
import { Button, Group, Modal, NumberInput, Select, Skeleton, Textarea, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/client.ts";
import { refreshed } from "../api/queries.ts";
import { useServices } from "../api/services.ts";
import { useNow } from "../lib/now.ts";
import { useZone, wallOf } from "../lib/zone.ts";
import { tellDone } from "../ui/done.tsx";
import { tellTrouble } from "../ui/trouble.tsx";
import classes from "./bookings.module.css";
import { FreeTimes } from "./free-times.tsx";

/** Where on the calendar one clicked. */
export type Start = { date?: string; time?: string };

/** A booking made by hand: the same facts that an agent asks for. */
export function NewBooking({ start, close }: { start: Start; close: () => void }) {
  const { t, i18n } = useTranslation();
  const services = useServices()?.filter(({ active }) => active);
  const [slug, setSlug] = useState<string>();
  const service = services?.find((one) => one.slug === slug) ?? services?.[0];
  const language = i18n.language === "fr" ? "fr" : "en";
  return (
    <Modal opened onClose={close} size="lg" title={t("bookings.new")} closeButtonProps={{ "aria-label": t("close") }}>
      {service === undefined ? (
        <Skeleton height={240} />
      ) : (
        <div className={classes.form}>
          {services !== undefined && services.length > 1 && (
            <Select
              label={t("bookings.service")}
              data={services.map((one) => ({ value: one.slug, label: one.name[language] }))}
              value={service.slug}
              onChange={(value) => setSlug(value ?? undefined)}
            />
          )}
          <Fields key={service.slug} service={service} start={start} close={close} />
        </div>
      )}
    </Modal>
  );
}

function Fields({ service, start, close }: { service: ServiceReply; start: Start; close: () => void }) {
  const { t, i18n } = useTranslation();
  const zone = useZone();
  const today = wallOf(useNow(), zone).date;
  const language = i18n.language === "fr" ? "fr" : "en";
  const [date, setDate] = useState(start.date ?? today);
  const [time, setTime] = useState(start.time);
  const [email, setEmail] = useState("");
  const [values, setValues] = useState<Record<string, string | number>>({});
  const slots = service.slots.filter(({ type }) => type !== "date" && type !== "time" && type !== "datetime");
  const party = service.capacitySlot === undefined ? 1 : Number(values[service.capacitySlot] ?? 1) || 1;
  const make = useMutation({
    mutationFn: (at: string) =>
      call(createBooking, {
        body: {
          service: service.slug,
          startsAt: `${date}T${at}`,
          slots: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== "")),
          language,
          ...(email.trim() !== "" && { customer: { email: email.trim() } }),
        },
      }),
    onSuccess: async ({ code }) => {
      close();
      tellDone(t("bookings.made", { code }));
      await refreshed(listBookings, getAvailability);
    },
    onError: (problem) => {
      tellTrouble(problem);
      void refreshed(getAvailability);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (time !== undefined) make.mutate(time);
  };
  return (
    <form onSubmit={submit} className={classes.form}>
      <div className={classes.pair}>
        {slots.map((slot) => (
          <SlotInput
            key={slot.name}
            slot={slot}
            language={language}
            value={values[slot.name]}
            change={(value) => setValues((before) => ({ ...before, [slot.name]: value }))}
          />
        ))}
        {!slots.some(({ type }) => type === "email") && (
          <TextInput type="email" label={t("bookings.customer_email")} value={email} onChange={({ currentTarget }) => setEmail(currentTarget.value)} />
        )}
      </div>
      <FreeTimes service={service.slug} date={date} setDate={setDate} time={time} party={party} choose={setTime} />
      <Group justify="flex-end">
        <Button variant="subtle" color="gray" onClick={close}>
          {t("cancel")}
        </Button>
        <Button type="submit" loading={make.isPending} disabled={time === undefined}>
          {t("bookings.make")}
        </Button>
      </Group>
    </form>
  );
}

type SlotInputProps = {
  slot: ServiceReply["slots"][number];
  language: "en" | "fr";
  value: string | number | undefined;
  change: (value: string | number) => void;
};

function SlotInput({ slot, language, value, change }: SlotInputProps) {
  const label = slot.label[language].charAt(0).toUpperCase() + slot.label[language].slice(1);
  const common = { label, required: slot.required, withAsterisk: false };
  switch (slot.type) {
    case "count":
      return <NumberInput {...common} min={slot.min ?? 1} max={slot.max ?? 1000} allowDecimal={false} value={value ?? ""} onChange={change} />;
    case "enum":
      return (
        <Select
          {...common}
          allowDeselect={!slot.required}
          data={(slot.choices ?? []).map((choice) => ({ value: choice.value, label: choice.label[language] }))}
          value={value === undefined ? null : String(value)}
          onChange={(next) => change(next ?? "")}
        />
      );
    case "text":
      return (
        <Textarea {...common} className={classes.wide} maxLength={1000} value={value ?? ""} onChange={({ currentTarget }) => change(currentTarget.value)} />
      );
    default:
      return (
        <TextInput
          {...common}
          type={slot.type === "phone" ? "tel" : slot.type === "email" ? "email" : "text"}
          maxLength={300}
          value={value ?? ""}
          onChange={({ currentTarget }) => change(currentTarget.value)}
        />
      );
  }
}
