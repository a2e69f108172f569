import { logIn } from "@firstring/contract/routes/auth.ts";
import { getDemo } from "@firstring/contract/routes/demo.ts";
import type { LoggedIn } from "@firstring/contract/schemas/account.ts";
import { Alert, Anchor, Button, Divider, Group, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/client.ts";
import { enter } from "../api/me.ts";
import { Problem } from "../api/problem.ts";
import { one } from "../api/queries.ts";
import { paths } from "../paths.ts";
import { Door } from "../ui/door.tsx";
import { wordsOf } from "../ui/trouble.tsx";
import { PasskeySignIn } from "./passkey-sign-in.tsx";

/** Sign in; on a demo installation with one click. */
export function SignIn() {
  const { t } = useTranslation();
  const go = useNavigate();
  const { next } = useSearch({ from: paths.signIn });
  const [wantsCode, wantCode] = useState(false);
  const demo = useQuery({ ...one(getDemo, {}), retry: false }).data;
  const form = useForm({ initialValues: { email: "", password: "", otp: "" } });
  function arrive(session: LoggedIn): void {
    enter(session);
    const home = session.role === "CUSTOMER" ? paths.talk : paths.floor;
    void go({ to: next?.startsWith("/") && !next.startsWith("//") ? next : home });
  }
  const signIn = useMutation({
    mutationFn: ({ email, password, otp }: typeof form.values) =>
      call(logIn, { body: { email: email.trim(), password, ...(otp !== "" && { otp: otp.trim() }) } }),
    onSuccess: arrive,
    onError: (problem) => {
      if (problem instanceof Problem && problem.code.startsWith("otp")) wantCode(true);
    },
  });
  const asksForCode = signIn.error instanceof Problem && signIn.error.code === "otp_required";
  return (
    <Door title={t("sign_in.title")} about={t("sign_in.about")}>
      {demo?.demo && demo.email !== undefined && demo.password !== undefined && (
        <>
          <Button size="md" fullWidth loading={signIn.isPending} onClick={() => signIn.mutate({ email: demo.email!, password: demo.password!, otp: "" })}>
            {t("sign_in.demo")}
          </Button>
          <Text size="xs" c="dimmed" ta="center" mt={8}>
            {demo.email} · {demo.password}
          </Text>
          <Divider my="lg" label={t("sign_in.or")} />
        </>
      )}
      <form onSubmit={form.onSubmit((values) => signIn.mutate(values))}>
        <Stack gap="sm">
          {signIn.error !== null && !asksForCode && (
            <Alert role="alert" variant="light" color="red" p="xs">
              {wordsOf(signIn.error)}
            </Alert>
          )}
          <TextInput label={t("sign_in.email")} type="email" autoComplete="username" required withAsterisk={false} {...form.getInputProps("email")} />
          <PasswordInput
            label={t("sign_in.password")}
            autoComplete="current-password"
            required
            withAsterisk={false}
            visibilityToggleButtonProps={{ "aria-label": t("sign_in.show") }}
            {...form.getInputProps("password")}
          />
          {wantsCode && (
            <TextInput
              label={t("sign_in.code")}
              description={t("sign_in.code_about")}
              autoComplete="one-time-code"
              inputMode="numeric"
              autoFocus
              required
              withAsterisk={false}
              {...form.getInputProps("otp")}
            />
          )}
          <Button type="submit" variant={demo?.demo ? "default" : "filled"} loading={signIn.isPending} fullWidth mt={4}>
            {t("sign_in.submit")}
          </Button>
        </Stack>
      </form>
      <PasskeySignIn onSignedIn={arrive} />
      <Group justify="space-between" mt="md">
        <Anchor component={Link} to={paths.register} size="sm">
          {t("sign_in.register")}
        </Anchor>
        <Anchor component={Link} to={paths.forgotten} size="sm" c="dimmed">
          {t("sign_in.forgotten")}
        </Anchor>
      </Group>
    </Door>
  );
}
