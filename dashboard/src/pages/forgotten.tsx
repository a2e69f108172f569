import { requestReset, resetWithToken } from "@firstring/contract/routes/auth.ts";
import { Alert, Anchor, Button, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { call } from "../api/client.ts";
import { paths } from "../paths.ts";
import { Door } from "../ui/door.tsx";
import { wordsOf } from "../ui/trouble.tsx";

/** Asks for a link to set a new password; with the link's token, sets it. */
export function Forgotten() {
  const { t } = useTranslation();
  const { token } = useSearch({ from: paths.forgotten });
  return (
    <Door title={t("forgotten.title")} about={token === undefined ? t("forgotten.about") : t("forgotten.new_about")}>
      {token === undefined ? <Ask /> : <Choose token={token} />}
      <Text size="sm" mt="md">
        <Anchor component={Link} to={paths.signIn}>
          {t("forgotten.back")}
        </Anchor>
      </Text>
    </Door>
  );
}

function Ask() {
  const { t } = useTranslation();
  const form = useForm({ initialValues: { email: "" } });
  const ask = useMutation({ mutationFn: ({ email }: typeof form.values) => call(requestReset, { body: { email: email.trim() } }) });
  if (ask.isSuccess) return <Alert variant="light">{t("forgotten.sent")}</Alert>;
  return (
    <form onSubmit={form.onSubmit((values) => ask.mutate(values))}>
      <Stack gap="sm">
        {ask.error !== null && <Alert color="red">{wordsOf(ask.error)}</Alert>}
        <TextInput label={t("sign_in.email")} type="email" autoComplete="username" required withAsterisk={false} {...form.getInputProps("email")} />
        <Button type="submit" loading={ask.isPending}>
          {t("forgotten.ask")}
        </Button>
      </Stack>
    </form>
  );
}

function Choose({ token }: { token: string }) {
  const { t } = useTranslation();
  const go = useNavigate();
  const form = useForm({ initialValues: { newPassword: "" }, validate: { newPassword: (value) => ([...value].length < 8 ? t("register.too_short") : null) } });
  const set = useMutation({
    mutationFn: ({ newPassword }: typeof form.values) => call(resetWithToken, { body: { token, newPassword } }),
    onSuccess: () => void go({ to: paths.signIn }),
  });
  return (
    <form onSubmit={form.onSubmit((values) => set.mutate(values))}>
      <Stack gap="sm">
        {set.error !== null && <Alert color="red">{wordsOf(set.error)}</Alert>}
        <PasswordInput
          label={t("you.password.new")}
          description={t("register.password_about")}
          autoComplete="new-password"
          required
          withAsterisk={false}
          visibilityToggleButtonProps={{ "aria-label": t("sign_in.show") }}
          {...form.getInputProps("newPassword")}
        />
        <Button type="submit" loading={set.isPending}>
          {t("forgotten.set")}
        </Button>
      </Stack>
    </form>
  );
}
