import {
  changePassword,
  disableTotp,
  enableTotp,
  endSession,
  getMe,
  getProfile,
  listSessions,
  setUpTotp,
  updateProfile,
} from "@firstring/contract/routes/auth.ts";
import { type Profile, profileChange } from "@firstring/contract/schemas/account.ts";
import { Alert, Button, Group, PasswordInput, Select, Skeleton, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client.ts";
import { many, one, refreshed } from "../../api/queries.ts";
import { issuesOf } from "../../forms/issues.ts";
import { useFormat } from "../../lib/format.ts";
import { tellDone } from "../../ui/done.tsx";
import { ToneBadge } from "../../ui/tone.tsx";
import { tellTrouble } from "../../ui/trouble.tsx";
import { Passkeys } from "./passkeys.tsx";
import { Section } from "./section.tsx";
import classes from "./settings.module.css";

/** One's own account: name, password, second factor, passkeys, and where one is signed in. */
export function YouPage() {
  const profile = useQuery(one(getProfile, {})).data;
  if (profile === undefined) return <Skeleton height={360} />;
  return (
    <>
      <Name profile={profile} />
      <Password />
      <SecondFactor on={profile.totp} />
      <Passkeys />
      <Sessions />
    </>
  );
}

function Name({ profile }: { profile: Profile }) {
  const { t } = useTranslation();
  const form = useForm({
    initialValues: { name: profile.name, phone: profile.phone ?? "", language: profile.language },
    validate: ({ phone, ...rest }) => issuesOf(profileChange, { ...rest, phone: phone === "" ? null : phone }),
  });
  const save = useMutation({
    mutationFn: ({ phone, ...rest }: typeof form.values) => call(updateProfile, { body: { ...rest, phone: phone.trim() === "" ? null : phone.trim() } }),
    onSuccess: async () => {
      form.resetDirty();
      tellDone(t("saved"));
      await refreshed(getProfile, getMe);
    },
    onError: tellTrouble,
  });
  return (
    <Section title={t("settings.you")} about={profile.email}>
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <div className={classes.form}>
          <div className={classes.pair}>
            <TextInput label={t("register.name")} autoComplete="name" {...form.getInputProps("name")} />
            <TextInput label={t("you.phone")} autoComplete="tel" type="tel" placeholder="+15145551234" {...form.getInputProps("phone")} />
            <Select
              label={t("you.language")}
              data={[
                { value: "en", label: t("language.en") },
                { value: "fr", label: t("language.fr") },
              ]}
              {...form.getInputProps("language")}
            />
          </div>
          <Group>
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
              {t("save")}
            </Button>
          </Group>
        </div>
      </form>
    </Section>
  );
}

function Password() {
  const { t } = useTranslation();
  const form = useForm({
    initialValues: { password: "", newPassword: "" },
    validate: { newPassword: (value) => ([...value].length < 8 ? t("register.too_short") : null) },
  });
  const change = useMutation({
    mutationFn: (body: typeof form.values) => call(changePassword, { body }),
    onSuccess: async () => {
      form.reset();
      tellDone(t("you.password.changed"));
      await refreshed(listSessions);
    },
    onError: tellTrouble,
  });
  const shown = { visibilityToggleButtonProps: { "aria-label": t("sign_in.show") } };
  return (
    <Section title={t("you.password.title")} about={t("you.password.about")}>
      <form onSubmit={form.onSubmit((values) => change.mutate(values))} noValidate>
        <div className={classes.form}>
          <div className={classes.pair}>
            <PasswordInput label={t("you.password.old")} autoComplete="current-password" {...shown} {...form.getInputProps("password")} />
            <PasswordInput label={t("you.password.new")} autoComplete="new-password" {...shown} {...form.getInputProps("newPassword")} />
          </div>
          <Group>
            <Button type="submit" variant="default" loading={change.isPending} disabled={form.values.password === "" || form.values.newPassword === ""}>
              {t("you.password.change")}
            </Button>
          </Group>
        </div>
      </form>
    </Section>
  );
}

function SecondFactor({ on }: { on: boolean }) {
  const { t } = useTranslation();
  const [typed, type] = useState("");
  const setUp = useMutation({ mutationFn: () => call(setUpTotp, {}), onError: tellTrouble });
  const enable = useMutation({
    mutationFn: () => call(enableTotp, { body: { otp: typed.trim() } }),
    onSuccess: async () => {
      type("");
      await refreshed(getProfile);
    },
    onError: tellTrouble,
  });
  const disable = useMutation({
    mutationFn: () => call(disableTotp, { body: { password: typed } }),
    onSuccess: async () => {
      type("");
      setUp.reset();
      enable.reset();
      await refreshed(getProfile);
    },
    onError: tellTrouble,
  });
  return (
    <Section
      title={t("you.totp.title")}
      about={t("you.totp.about")}
      action={<ToneBadge tone={on ? "good" : "quiet"}>{on ? t("you.totp.on") : t("you.totp.off")}</ToneBadge>}
    >
      {enable.data !== undefined && (
        <Alert title={t("you.totp.codes")} variant="light">
          <div className={classes.secret}>{enable.data.recoveryCodes.join("  ")}</div>
        </Alert>
      )}
      {on ? (
        <Group align="end">
          <PasswordInput
            w={260}
            label={t("sign_in.password")}
            autoComplete="current-password"
            visibilityToggleButtonProps={{ "aria-label": t("sign_in.show") }}
            value={typed}
            onChange={({ currentTarget }) => type(currentTarget.value)}
          />
          <Button variant="default" disabled={typed === ""} loading={disable.isPending} onClick={() => disable.mutate()}>
            {t("you.totp.disable")}
          </Button>
        </Group>
      ) : setUp.data === undefined ? (
        <Group>
          <Button variant="default" loading={setUp.isPending} onClick={() => setUp.mutate()}>
            {t("you.totp.set_up")}
          </Button>
        </Group>
      ) : (
        <div className={classes.form}>
          <Text size="sm">{t("you.totp.add")}</Text>
          <div className={classes.secret}>{setUp.data.secret}</div>
          <Text size="sm">
            <a href={setUp.data.uri}>{t("you.totp.open")}</a>
          </Text>
          <Group align="end">
            <TextInput
              w={180}
              label={t("sign_in.code")}
              inputMode="numeric"
              autoComplete="one-time-code"
              value={typed}
              onChange={({ currentTarget }) => type(currentTarget.value)}
            />
            <Button disabled={typed.trim().length < 6} loading={enable.isPending} onClick={() => enable.mutate()}>
              {t("you.totp.enable")}
            </Button>
          </Group>
        </div>
      )}
    </Section>
  );
}

function Sessions() {
  const { t } = useTranslation();
  const format = useFormat();
  const sessions = useQuery(many(listSessions, { query: { limit: 50 } })).data?.rows;
  const end = useMutation({ mutationFn: (id: string) => call(endSession, { params: { id } }), onSuccess: () => refreshed(listSessions), onError: tellTrouble });
  return (
    <Section title={t("you.sessions.title")} about={t("you.sessions.about")}>
      {sessions === undefined && <Skeleton height={110} />}
      <ul className={classes.rows}>
        {sessions?.map(({ id, ip, tenant, usedAt, current }) => (
          <li key={id} className={classes.row}>
            <div className={classes.what}>
              <div className={`${classes.name} num`}>{ip}</div>
              <div className={classes.sub}>
                {tenant} · {t("you.sessions.used", { when: format.moment(usedAt) })}
              </div>
            </div>
            {current ? (
              <ToneBadge tone="good">{t("you.sessions.here")}</ToneBadge>
            ) : (
              <Button size="compact-sm" variant="default" loading={end.isPending && end.variables === id} onClick={() => end.mutate(id)}>
                {t("you.sessions.end")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
