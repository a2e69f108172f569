import { Checkbox, Group, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "../pages/agent.module.css";
import { Face } from "../ui/face.tsx";
import { useAgentForm } from "./agent-form.ts";

/** Name, face, languages and first words. */
export function AgentWho() {
  const { t } = useTranslation();
  const form = useAgentForm();
  return (
    <div className={classes.form}>
      <div className={classes.pair}>
        <TextInput label={t("agents.name")} required withAsterisk={false} {...form.getInputProps("name")} />
        <TextInput label={t("agents.company")} description={t("agents.company_about")} {...form.getInputProps("company")} />
      </div>
      <Checkbox.Group label={t("agents.languages")} description={t("agents.languages_about")} {...form.getInputProps("languages")}>
        <Group mt={8}>
          <Checkbox value="en" label={t("language.en")} />
          <Checkbox value="fr" label={t("language.fr")} />
        </Group>
      </Checkbox.Group>
      <Textarea label={t("agents.greeting_en")} description={t("agents.greeting_about")} lang="en" {...form.getInputProps("greeting.en")} />
      <Textarea label={t("agents.greeting_fr")} lang="fr" {...form.getInputProps("greeting.fr")} />
      <TextInput label={t("agents.voice")} description={t("agents.voice_about")} {...form.getInputProps("voice")} />
      <Group wrap="nowrap" align="flex-end">
        <Face name={form.values.name} picture={form.values.avatar} size={46} />
        <TextInput flex={1} label={t("agents.avatar")} description={t("agents.avatar_about")} {...form.getInputProps("avatar")} />
      </Group>
    </div>
  );
}
