import { deleteAgent, getAgent, listAgentRevisions, listAgents, updateAgent } from "@firstring/contract/routes/agents.ts";
import { type Agent, agentChange } from "@firstring/contract/schemas/agent.ts";
import { admins } from "@firstring/contract/schemas/role.ts";
import { ActionIcon, Button, Menu, Switch, Tabs, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useHotkeys } from "@mantine/hooks";
import { IconDots, IconMessageCircleBolt, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useBlocker } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { call } from "../api/client.ts";
import { useMay } from "../api/me.ts";
import { one, queries, refreshed } from "../api/queries.ts";
import { AgentDoes } from "../forms/agent-does.tsx";
import { type AgentForm, AgentFormProvider, changeOf, valuesOf } from "../forms/agent-form.ts";
import { AgentKnows } from "../forms/agent-knows.tsx";
import { AgentSays } from "../forms/agent-says.tsx";
import { AgentWho } from "../forms/agent-who.tsx";
import { issuesOf } from "../forms/issues.ts";
import { useFormat } from "../lib/format.ts";
import { paths } from "../paths.ts";
import { Page } from "../ui/page.tsx";
import { PageSkeleton } from "../ui/page-skeleton.tsx";
import { Trouble, tellTrouble } from "../ui/trouble.tsx";
import { withUndo } from "../ui/undo.tsx";
import classes from "./agent.module.css";
import { AgentRevisions } from "./agent-revisions.tsx";
import { AgentTest } from "./agent-test.tsx";

const route = getRouteApi("/inside/agents/$id");

/** One agent: who it is, what it says, does and knows, and a place to try it. */
export function AgentPage() {
  const { id } = route.useParams();
  const agent = useQuery(one(getAgent, { params: { id } }));
  if (agent.error !== null && agent.data === undefined) return <Trouble problem={agent.error} retry={() => void agent.refetch()} />;
  return agent.data === undefined ? <PageSkeleton /> : <Editor key={id} agent={agent.data} />;
}

function Editor({ agent }: { agent: Agent }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { tab = "who" } = route.useSearch();
  const go = route.useNavigate();
  const mayChange = useMay(admins);
  const form: AgentForm = useForm({ initialValues: valuesOf(agent), validate: (values) => issuesOf(agentChange, changeOf(values)) });
  const save = useMutation({
    mutationFn: (values: typeof form.values) => call(updateAgent, { params: { id: agent.id }, body: changeOf(values) }),
    onSuccess: async (saved) => {
      queries.setQueryData(one(getAgent, { params: { id: agent.id } }).queryKey, saved);
      form.setInitialValues(valuesOf(saved));
      form.reset();
      await refreshed(listAgents, listAgentRevisions);
    },
    onError: tellTrouble,
  });
  const dirty = form.isDirty();
  const submit = form.onSubmit((values) => save.mutate(values));
  useHotkeys([["mod+S", () => dirty && submit()]], []);
  useBlocker({ shouldBlockFn: () => false, enableBeforeUnload: dirty });

  const retire = () => {
    void go({ to: paths.agents });
    withUndo(
      t("agents.retired", { name: agent.name }),
      () => call(deleteAgent, { params: { id: agent.id } }).then(() => refreshed(listAgents)),
      () => void go({ to: paths.agent, params: { id: agent.id } }),
    );
  };
  return (
    <Page
      title={form.values.name || agent.name}
      about={`${t("agents.revision", { revision: agent.revision })} · ${format.moment(agent.updatedAt)}`}
      actions={
        <>
          <Switch label={t("agents.active")} labelPosition="left" disabled={!mayChange} {...form.getInputProps("active", { type: "checkbox" })} />
          <Button component={Link} to={paths.talk} search={{ agent: agent.id } as never} variant="default" leftSection={<IconMessageCircleBolt size={17} />}>
            {t("nav.talk")}
          </Button>
          {mayChange && (
            <Menu position="bottom-end">
              <Menu.Target>
                <ActionIcon aria-label={t("more_actions")}>
                  <IconDots size={18} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item leftSection={<IconTrash size={16} />} onClick={retire}>
                  {t("agents.retire")}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          )}
        </>
      }
    >
      <div className={classes.cols}>
        <AgentFormProvider form={form}>
          <form onSubmit={submit} className={classes.form} noValidate>
            <Tabs value={tab} onChange={(value) => go({ search: { tab: value as typeof tab }, replace: true })} keepMounted={false}>
              <Tabs.List mb="lg" className={classes.tabs}>
                {(["who", "says", "does", "knows", "revisions"] as const).map((name) => (
                  <Tabs.Tab key={name} value={name}>
                    {t(`agents.tab.${name}`)}
                  </Tabs.Tab>
                ))}
              </Tabs.List>
              <Tabs.Panel value="who">
                <AgentWho />
              </Tabs.Panel>
              <Tabs.Panel value="says">
                <AgentSays />
              </Tabs.Panel>
              <Tabs.Panel value="does">
                <AgentDoes />
              </Tabs.Panel>
              <Tabs.Panel value="knows">
                <AgentKnows />
              </Tabs.Panel>
              <Tabs.Panel value="revisions">
                <AgentRevisions agent={agent} restore={(values) => form.setValues(values)} />
              </Tabs.Panel>
            </Tabs>
            {dirty && mayChange && (
              <div className={classes.save}>
                <Text size="sm">{t("agents.unsaved")}</Text>
                <span>
                  <Button variant="subtle" color="gray" onClick={() => form.reset()}>
                    {t("discard")}
                  </Button>
                  <Button type="submit" loading={save.isPending}>
                    {t("agents.save", { revision: agent.revision + 1 })}
                  </Button>
                </span>
              </div>
            )}
          </form>
        </AgentFormProvider>
        <AgentTest agent={agent} dirty={dirty} />
      </div>
    </Page>
  );
}
