import { getTenantConfig, setLivekit, setRetell, setTelnyx, setTwilio, setVapi } from "@firstring/contract/routes/tenant-config.ts";
import {
  type CarrierName,
  carrierNames,
  type ProviderConfig,
  providerDrafts,
  secretFields,
  type TenantConfig,
} from "@firstring/contract/schemas/provider-config.ts";
import { Button, CopyButton, PasswordInput, Skeleton, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client.ts";
import { one, refreshed } from "../../api/queries.ts";
import { issuesOf } from "../../forms/issues.ts";
import { tellDone } from "../../ui/done.tsx";
import { ToneBadge } from "../../ui/tone.tsx";
import { Trouble, tellTrouble } from "../../ui/trouble.tsx";
import { Section } from "./section.tsx";
import classes from "./settings.module.css";

const names: Record<CarrierName, string> = { twilio: "Twilio", telnyx: "Telnyx", vapi: "Vapi", retell: "Retell", livekit: "LiveKit" };
type Field = { [C in CarrierName]: keyof (typeof providerDrafts)[C]["shape"] }[CarrierName];
const setters = { twilio: setTwilio, telnyx: setTelnyx, vapi: setVapi, retell: setRetell, livekit: setLivekit } as const;

/** The business's own accounts at carriers, and what to paste there. */
export function CarriersPage() {
  const query = useQuery(one(getTenantConfig, {}));
  if (query.error !== null && query.data === undefined) return <Trouble problem={query.error} retry={() => void query.refetch()} />;
  if (query.data === undefined) return <Skeleton height={480} />;
  const { providers, webhooks } = query.data;
  return carrierNames.map((name) => (
    <Carrier key={name} name={name} config={providers[name]} webhooks={webhooks.filter(({ provider }) => provider === name)} />
  ));
}

function Carrier({ name, config, webhooks }: { name: CarrierName; config: ProviderConfig; webhooks: TenantConfig["webhooks"] }) {
  const { t } = useTranslation();
  const fields = Object.keys(providerDrafts[name].shape) as Field[];
  const form = useForm({
    initialValues: Object.fromEntries(fields.map((field) => [field, ""])) as Record<string, string>,
    validate: (values) => issuesOf(providerDrafts[name], given(values)),
  });
  const save = useMutation({
    mutationFn: (body: Record<string, string | null>) => call(setters[name], { body }),
    onSuccess: async () => {
      form.reset();
      await refreshed(getTenantConfig);
      tellDone(t("saved"));
    },
    onError: tellTrouble,
  });
  const isSecret = (field: string) => secretFields[name].includes(field);
  return (
    <Section title={names[name]} about={t(`carriers.about.${name}`)} action={<Standing config={config} />}>
      <form onSubmit={form.onSubmit((values) => save.mutate(given(values)))} noValidate autoComplete="off">
        <div className={classes.form}>
          {fields.map((field) => {
            const Input = isSecret(field) ? PasswordInput : TextInput;
            return (
              <Input
                key={field}
                label={t(`carriers.field.${field}`)}
                placeholder={config.fields[field] ?? (field === "from" ? "+15145551234" : "")}
                autoComplete="off"
                {...(isSecret(field) && { visibilityToggleButtonProps: { "aria-label": t("carriers.show"), tabIndex: 0 } })}
                {...form.getInputProps(field)}
              />
            );
          })}
          <div style={{ display: "flex", gap: 8, flexWrap: "wrap" }}>
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
              {t("carriers.save")}
            </Button>
            {config.source === "own" && (
              <Button variant="default" disabled={save.isPending} onClick={() => save.mutate(Object.fromEntries(fields.map((field) => [field, null])))}>
                {t("carriers.remove")}
              </Button>
            )}
          </div>
        </div>
      </form>
      <ul className={classes.rows}>
        {webhooks.map(({ url, use }) => (
          <li key={url} className={classes.row}>
            <div className={classes.what}>
              <div className={classes.name}>{t(`carriers.paste.${use}`)}</div>
              <div className={classes.sub} style={{ overflowWrap: "anywhere" }}>
                {url}
              </div>
            </div>
            <CopyButton value={url}>
              {({ copied, copy }) => (
                <Button size="compact-sm" variant="default" onClick={copy} aria-label={`${t("copy")}: ${names[name]}, ${t(`carriers.paste.${use}`)}`}>
                  {copied ? t("copied") : t("copy")}
                </Button>
              )}
            </CopyButton>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Standing({ config: { source, verifiedAt } }: { config: ProviderConfig }) {
  const { t } = useTranslation();
  if (source !== "own") return <ToneBadge tone="quiet">{t(`carriers.source.${source}`)}</ToneBadge>;
  return <ToneBadge tone={verifiedAt === null ? "quiet" : "accent"}>{verifiedAt === null ? t("carriers.unverified") : t("carriers.verified")}</ToneBadge>;
}

/** What was typed; what was left empty stays as it is. */
const given = (values: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values)
      .map(([field, value]) => [field, value.trim()] as const)
      .filter(([, value]) => value !== ""),
  );
