import { getTenant, updateTenant } from "@firstring/contract/routes/tenant.ts";
import { admins } from "@firstring/contract/schemas/role.ts";
import { type Tenant, tenantChange } from "@firstring/contract/schemas/tenant.ts";
import { Button, Checkbox, Group, NumberInput, Select, Skeleton, Switch, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client.ts";
import { useBusiness, useMay } from "../../api/me.ts";
import { one, queries } from "../../api/queries.ts";
import { issuesOf } from "../../forms/issues.ts";
import { tellDone } from "../../ui/done.tsx";
import { tellTrouble } from "../../ui/trouble.tsx";
import { Section } from "./section.tsx";
import classes from "./settings.module.css";

/** Who the business is, as agents say it and calendars count it. */
export function BusinessPage() {
  const business = useBusiness();
  return business === undefined ? <Skeleton height={360} /> : <Editor business={business} />;
}

function Editor({ business }: { business: Tenant }) {
  const { t } = useTranslation();
  const mayChange = useMay(admins);
  const { id: _, slug: __, demo: ___, createdAt: ____, phone, handoverNumber, ...rest } = business;
  const form = useForm({
    initialValues: { ...rest, phone: phone ?? "", handoverNumber: handoverNumber ?? "" },
    validate: (values) => issuesOf(tenantChange, bodyOf(values)),
  });
  const save = useMutation({
    mutationFn: (values: typeof form.values) => call(updateTenant, { body: bodyOf(values) }),
    onSuccess: (saved) => {
      queries.setQueryData(one(getTenant, {}).queryKey, saved);
      form.resetDirty();
      tellDone(t("saved"));
    },
    onError: tellTrouble,
  });
  return (
    <Section title={t("settings.business")} about={t("business.about")}>
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <fieldset disabled={!mayChange} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
          <div className={classes.form}>
            <div className={classes.pair}>
              <TextInput label={t("business.name")} {...form.getInputProps("name")} />
              <TextInput
                label={t("business.phone")}
                description={t("business.phone_about")}
                placeholder="+15145551234"
                type="tel"
                {...form.getInputProps("phone")}
              />
            </div>
            <TextInput label={t("business.address")} {...form.getInputProps("address")} />
            <div className={classes.pair}>
              <TextInput label={t("business.city")} description={t("business.city_about")} {...form.getInputProps("city")} />
              <TextInput label={t("business.region")} description={t("business.region_about")} placeholder="QC" {...form.getInputProps("region")} />
              <TextInput label={t("business.country")} description={t("business.country_about")} placeholder="CA" {...form.getInputProps("country")} />
            </div>
            <Switch label={t("business.holidays")} description={t("business.holidays_about")} {...form.getInputProps("openOnHolidays", { type: "checkbox" })} />
            <div className={classes.pair}>
              <Select
                label={t("business.zone")}
                description={t("business.zone_about")}
                searchable
                data={Intl.supportedValuesOf("timeZone")}
                limit={60}
                nothingFoundMessage={t("search.nothing")}
                {...form.getInputProps("zone")}
              />
              <Checkbox.Group label={t("agents.languages")} description={t("agents.languages_about")} {...form.getInputProps("languages")}>
                <Group mt={8}>
                  <Checkbox value="en" label={t("language.en")} />
                  <Checkbox value="fr" label={t("language.fr")} />
                </Group>
              </Checkbox.Group>
            </div>
            <div className={classes.pair}>
              <TextInput
                label={t("business.handover")}
                description={t("business.handover_about")}
                placeholder="+15145551234"
                type="tel"
                {...form.getInputProps("handoverNumber")}
              />
              <NumberInput label={t("business.hold")} description={t("business.hold_about")} min={1} max={60} {...form.getInputProps("holdMinutes")} />
            </div>
            <TextInput label={t("business.notify")} description={t("business.notify_about")} type="email" {...form.getInputProps("notifyEmail")} />
            <Switch label={t("business.visitors")} description={t("business.visitors_about")} {...form.getInputProps("visitorChat", { type: "checkbox" })} />
            <Switch label={t("business.sign_up")} description={t("business.sign_up_about")} {...form.getInputProps("customerSignUp", { type: "checkbox" })} />
            {mayChange && (
              <Group>
                <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
                  {t("save")}
                </Button>
              </Group>
            )}
          </div>
        </fieldset>
      </form>
    </Section>
  );
}

function bodyOf({
  phone,
  handoverNumber,
  ...rest
}: Omit<Tenant, "id" | "slug" | "demo" | "createdAt" | "phone" | "handoverNumber"> & { phone: string; handoverNumber: string }) {
  return { ...rest, phone: phone.trim() === "" ? null : phone.trim(), handoverNumber: handoverNumber.trim() === "" ? null : handoverNumber.trim() };
}
