import { listKnowledge } from "@firstring/contract/routes/knowledge.ts";
import { Checkbox, Stack, Switch } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { many } from "../api/queries.ts";
import classes from "../pages/agent.module.css";
import { KnowledgeEditor } from "../ui/knowledge-editor.tsx";
import { useAgentForm } from "./agent-form.ts";

/** What the agent answers from, and the editor of what the business knows. */
export function AgentKnows() {
  const { t } = useTranslation();
  const form = useAgentForm();
  const known = useQuery(many(listKnowledge, { query: { limit: 100 } })).data?.rows ?? [];
  return (
    <div className={classes.form}>
      <div className={classes.group}>
        <Switch
          label={t("knowledge.all")}
          description={t("knowledge.all_about")}
          checked={form.values.knowledge === null}
          onChange={({ currentTarget }) => form.setFieldValue("knowledge", currentTarget.checked ? null : known.map(({ id }) => id))}
        />
        {form.values.knowledge !== null && (
          <Checkbox.Group value={form.values.knowledge} onChange={(value) => form.setFieldValue("knowledge", value)} aria-label={t("agents.tab.knows")}>
            <Stack gap={8}>
              {known.map(({ id, question }) => (
                <Checkbox key={id} value={id} label={question} />
              ))}
            </Stack>
          </Checkbox.Group>
        )}
      </div>
      <KnowledgeEditor />
    </div>
  );
}
