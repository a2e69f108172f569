import { Checkbox, Stack, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useServices } from "../api/services.ts";
import classes from "../pages/agent.module.css";
import { useAgentForm } from "./agent-form.ts";

const tools = [
  "find_place",
  "check_availability",
  "hold_booking",
  "find_booking",
  "reschedule_booking",
  "cancel_booking",
  "confirm",
  "look_up",
  "take_message",
  "transfer_to_person",
  "end_call",
] as const;

/** What the agent may do, and what it may book. Everything, unless something is left out. */
export function AgentDoes() {
  const { t, i18n } = useTranslation();
  const form = useAgentForm();
  const services = useServices() ?? [];
  const language = i18n.language === "fr" ? "fr" : "en";
  return (
    <div className={classes.form}>
      <div className={classes.group}>
        <Switch
          label={t("agents.all_services")}
          description={t("agents.all_services_about")}
          checked={form.values.services === null}
          onChange={({ currentTarget }) => form.setFieldValue("services", currentTarget.checked ? null : services.map(({ slug }) => slug))}
        />
        {form.values.services !== null && (
          <Checkbox.Group value={form.values.services} onChange={(value) => form.setFieldValue("services", value)} aria-label={t("nav.services")}>
            <Stack gap={8}>
              {services.map(({ slug, name }) => (
                <Checkbox key={slug} value={slug} label={name[language]} />
              ))}
            </Stack>
          </Checkbox.Group>
        )}
      </div>
      <div className={classes.group}>
        <Switch
          label={t("agents.all_tools")}
          description={t("agents.all_tools_about")}
          checked={form.values.tools === null}
          onChange={({ currentTarget }) => form.setFieldValue("tools", currentTarget.checked ? null : [...tools])}
        />
        {form.values.tools !== null && (
          <Checkbox.Group value={form.values.tools} onChange={(value) => form.setFieldValue("tools", value)} aria-label={t("agents.tab.does")}>
            <Stack gap={8}>
              {tools.map((tool) => (
                <Checkbox key={tool} value={tool} label={t(`tool.${tool}`)} />
              ))}
            </Stack>
          </Checkbox.Group>
        )}
      </div>
    </div>
  );
}
