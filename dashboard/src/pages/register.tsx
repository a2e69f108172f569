import { register } from "@firstring/contract/routes/auth.ts";
import { Alert, Anchor, Button, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { call } from "../api/client.ts";
import { enter } from "../api/me.ts";
import { paths } from "../paths.ts";
import { Door } from "../ui/door.tsx";
import { wordsOf } from "../ui/trouble.tsx";

/** Makes an account: the first owner of an installation, an invited colleague, a customer, or a new business. */
export function Register() {
  const { t } = useTranslation();
  const go = useNavigate();
  const { invitation, tenant } = useSearch({ from: paths.register });
  const form = useForm({
    initialValues: { email: "", password: "", name: "", company: "" },
    validateInputOnBlur: true,
    validate: { password: (value) => (value !== "" && [...value].length < 8 ? t("register.too_short") : null) },
  });
  const make = useMutation({
    mutationFn: ({ email, password, name, company }: typeof form.values) =>
      call(register, {
        body: {
          email: email.trim(),
          password,
          ...(name.trim() !== "" && { name: name.trim() }),
          ...(company.trim() !== "" && { company: company.trim() }),
          ...(invitation !== undefined && { invitation }),
          ...(tenant !== undefined && { tenant }),
        },
      }),
    onSuccess: (made) => {
      enter(made);
      void go({ to: made.data.role === "CUSTOMER" ? paths.talk : paths.floor });
    },
  });
  const invited = invitation !== undefined;
  return (
    <Door title={invited ? t("register.invited") : t("register.title")} about={invited ? t("register.invited_about") : t("register.about")}>
      <form onSubmit={form.onSubmit((values) => make.mutate(values))}>
        <Stack gap="sm">
          {make.error !== null && (
            <Alert role="alert" variant="light" color="red" p="xs">
              {wordsOf(make.error)}
            </Alert>
          )}
          <TextInput label={t("register.name")} autoComplete="name" {...form.getInputProps("name")} />
          <TextInput label={t("sign_in.email")} type="email" autoComplete="username" required withAsterisk={false} {...form.getInputProps("email")} />
          <PasswordInput
            label={t("sign_in.password")}
            description={t("register.password_about")}
            autoComplete="new-password"
            required
            withAsterisk={false}
            visibilityToggleButtonProps={{ "aria-label": t("sign_in.show") }}
            {...form.getInputProps("password")}
          />
          {!invited && tenant === undefined && (
            <TextInput label={t("register.company")} description={t("register.company_about")} autoComplete="organization" {...form.getInputProps("company")} />
          )}
          <Button type="submit" loading={make.isPending} fullWidth mt={4}>
            {t("register.submit")}
          </Button>
        </Stack>
      </form>
      <Text size="sm" mt="md">
        <Anchor component={Link} to={paths.signIn}>
          {t("register.have")}
        </Anchor>
      </Text>
    </Door>
  );
}
