import { createAgent, listAgents } from "@firstring/contract/routes/agents.ts";
import { admins } from "@firstring/contract/schemas/role.ts";
import { Button, Skeleton, TextInput } from "@mantine/core";
import { IconHeadset, IconPlus, IconSearch } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { call } from "../api/client.ts";
import { useMay } from "../api/me.ts";
import { many, refreshed } from "../api/queries.ts";
import { useFormat } from "../lib/format.ts";
import { paths } from "../paths.ts";
import { Empty } from "../ui/empty.tsx";
import { Face } from "../ui/face.tsx";
import { Freshness } from "../ui/freshness.tsx";
import { Page } from "../ui/page.tsx";
import { ToneBadge } from "../ui/tone.tsx";
import { Trouble, tellTrouble } from "../ui/trouble.tsx";
import classes from "./agents.module.css";

const route = getRouteApi("/inside/agents");

/** The agents of the business. */
export function AgentsPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { q } = route.useSearch();
  const go = route.useNavigate();
  const mayMake = useMay(admins);
  const agents = useQuery(many(listAgents, { query: { limit: 100, q } }));
  const make = useMutation({
    mutationFn: () => call(createAgent, { body: { name: t("agents.new_name") } }),
    onSuccess: async ({ id }) => {
      await refreshed(listAgents);
      void go({ to: paths.agent, params: { id } });
    },
    onError: tellTrouble,
  });
  const makeButton = mayMake && (
    <Button leftSection={<IconPlus size={17} />} loading={make.isPending} onClick={() => make.mutate()}>
      {t("agents.new")}
    </Button>
  );
  const rows = agents.data?.rows;
  return (
    <Page title={t("nav.agents")} about={<Freshness fetchedAtMs={agents.dataUpdatedAt} />} actions={makeButton}>
      {(q !== undefined || (rows?.length ?? 0) > 6) && (
        <TextInput
          maw={360}
          aria-label={t("agents.search")}
          placeholder={t("agents.search")}
          leftSection={<IconSearch size={15} aria-hidden />}
          defaultValue={q ?? ""}
          onChange={({ currentTarget: { value } }) => go({ search: { q: value === "" ? undefined : value }, replace: true })}
        />
      )}
      {agents.error !== null && rows === undefined && <Trouble problem={agents.error} retry={() => void agents.refetch()} />}
      {rows?.length === 0 && (
        <Empty icon={IconHeadset} title={t("agents.none")} action={makeButton}>
          {t("agents.none_about")}
        </Empty>
      )}
      <div className={classes.grid}>
        {agents.isPending && ["one", "two", "three"].map((key) => <Skeleton key={key} height={168} radius="lg" />)}
        {rows?.map((agent) => (
          <Link key={agent.id} to={paths.agent} params={{ id: agent.id }} className={classes.card}>
            <div className={classes.head}>
              <Face name={agent.name} picture={agent.avatar} size={42} />
              <div>
                <div className={classes.name}>{agent.name}</div>
                <div className={classes.sub}>
                  {t("agents.revision", { revision: agent.revision })} · {format.day(agent.updatedAt)}
                </div>
              </div>
            </div>
            <div className={classes.words}>{agent.personality || agent.systemPrompt || t("agents.no_words")}</div>
            <div className={classes.tags}>
              <ToneBadge tone={agent.active ? "good" : "quiet"}>{agent.active ? t("agents.active") : t("agents.inactive")}</ToneBadge>
              <ToneBadge tone="quiet">{agent.brain.kind === "offline" ? t("agents.offline") : agent.brain.model}</ToneBadge>
              {agent.languages.map((language) => (
                <ToneBadge key={language} tone="quiet">
                  {t(`language.${language}`)}
                </ToneBadge>
              ))}
            </div>
          </Link>
        ))}
      </div>
    </Page>
  );
}
