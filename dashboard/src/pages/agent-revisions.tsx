import { listAgentRevisions } from "@firstring/contract/routes/agents.ts";
import type { Agent, AgentDefinition } from "@firstring/contract/schemas/agent.ts";
import { Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { many } from "../api/queries.ts";
import { type AgentValues, valuesOf } from "../forms/agent-form.ts";
import { useFormat } from "../lib/format.ts";
import { ToneBadge } from "../ui/tone.tsx";

/** Every saved revision; an old one can be put back into the form, and saved as the newest. */
export function AgentRevisions({ agent, restore }: { agent: Agent; restore: (values: AgentValues) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const revisions = useQuery(many(listAgentRevisions, { params: { id: agent.id }, query: { limit: 50 } })).data?.rows;
  if (revisions === undefined) return <Skeleton height={120} />;
  return (
    <Stack gap={4}>
      {revisions.map(({ revision, definition, savedAt }, index) => (
        <Group key={revision} justify="space-between" py={6} style={{ borderBottom: "1px solid var(--fr-line)" }}>
          <div>
            <Text size="sm" fw={560}>
              {t("agents.revision", { revision })} {index === 0 && <ToneBadge tone="accent">{t("agents.newest")}</ToneBadge>}
            </Text>
            <Text size="xs" c="dimmed">
              {format.moment(savedAt)}
              {index < revisions.length - 1 && ` · ${changed(definition, revisions[index + 1]!.definition).join(", ")}`}
            </Text>
          </div>
          {index > 0 && (
            <Button size="compact-sm" variant="default" onClick={() => restore(valuesOf({ ...agent, ...definition }))}>
              {t("agents.restore")}
            </Button>
          )}
        </Group>
      ))}
    </Stack>
  );
}

/** Names of the fields that differ. */
function changed(now: AgentDefinition, before: AgentDefinition): string[] {
  return (Object.keys(now) as (keyof AgentDefinition)[]).filter((key) => JSON.stringify(now[key]) !== JSON.stringify(before[key]));
}
