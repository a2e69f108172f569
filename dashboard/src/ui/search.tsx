import { listAgents } from "@firstring/contract/routes/agents.ts";
import { listCalls } from "@firstring/contract/routes/calls.ts";
import { staff } from "@firstring/contract/schemas/role.ts";
import { useMantineColorScheme } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { Spotlight, type SpotlightActionGroupData, spotlight } from "@mantine/spotlight";
import { IconLanguage, IconMessageCircleBolt, IconMoon, IconPhone, IconSearch, IconSun } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay, useMe } from "../api/me.ts";
import { many } from "../api/queries.ts";
import { phone, useFormat } from "../lib/format.ts";
import { speak } from "../lib/language.ts";
import { useScheme } from "../lib/scheme.ts";
import { paths } from "../paths.ts";
import { Face } from "./face.tsx";
import { navFor } from "./nav.ts";

export const openSearch = spotlight.open;

/** ⌘K: every page, agent and call, and what one often switches, from the keyboard. */
export function Search() {
  const { t } = useTranslation();
  const [query, setQuery] = useState("");
  const groups = [...usePages(), ...useAgents(), ...useCalls(query), ...useSwitches()];
  return (
    <Spotlight
      actions={groups}
      query={query}
      onQueryChange={setQuery}
      shortcut="mod + K"
      limit={18}
      highlightQuery
      scrollable
      maxHeight={440}
      radius="lg"
      nothingFound={t("search.nothing")}
      searchProps={{ leftSection: <IconSearch size={18} aria-hidden />, placeholder: t("search.hint"), "aria-label": t("search.open") }}
    />
  );
}

function usePages(): SpotlightActionGroupData[] {
  const { t } = useTranslation();
  const go = useNavigate();
  const items = navFor(useMe().role);
  const actions = items.map(({ to, name, icon: Icon, key }) => ({
    id: `page ${name}`,
    label: t(`nav.${name}`),
    description: t(`search.about.${name}`),
    leftSection: <Icon size={20} stroke={1.6} />,
    rightSection: <kbd style={{ font: "inherit", opacity: 0.6 }}>G {key}</kbd>,
    onClick: () => go({ to }),
  }));
  return [{ group: t("search.pages"), actions }];
}

function useAgents(): SpotlightActionGroupData[] {
  const { t } = useTranslation();
  const go = useNavigate();
  const agents = useQuery({ ...many(listAgents, { query: { limit: 50 } }), enabled: useMay(staff) }).data?.rows ?? [];
  const actions = agents.flatMap(({ id, name, avatar, company }) => [
    {
      id: `agent ${id}`,
      label: name,
      description: company,
      leftSection: <Face name={name} picture={avatar} size={26} />,
      onClick: () => go({ to: paths.agent, params: { id } }),
    },
    {
      id: `talk ${id}`,
      label: t("search.talk_to", { name }),
      leftSection: <IconMessageCircleBolt size={20} stroke={1.6} />,
      onClick: () => go({ to: paths.talk, search: { agent: id } }),
    },
  ]);
  return actions.length === 0 ? [] : [{ group: t("search.agents"), actions }];
}

function useCalls(query: string): SpotlightActionGroupData[] {
  const { t } = useTranslation();
  const format = useFormat();
  const go = useNavigate();
  const [q] = useDebouncedValue(query.trim(), 200);
  const calls = useQuery({ ...many(listCalls, { query: { limit: 6, q } }), enabled: useMay(staff) && q.length >= 2 }).data?.rows ?? [];
  const actions = calls.map((call) => ({
    id: `call ${call.id}`,
    label: call.title || phone(call.from) || t(`channel.${call.channel}`),
    description: `${format.moment(call.openedAt)} · ${call.agent.name}`,
    keywords: [query],
    leftSection: <IconPhone size={20} stroke={1.6} />,
    onClick: () => go({ to: paths.call, params: { id: call.id } }),
  }));
  return actions.length === 0 ? [] : [{ group: t("search.calls"), actions }];
}

function useSwitches(): SpotlightActionGroupData[] {
  const { t, i18n } = useTranslation();
  const scheme = useScheme();
  const { setColorScheme } = useMantineColorScheme();
  return [
    {
      group: t("search.switches"),
      actions: [
        {
          id: "switch theme",
          label: scheme === "dark" ? t("person.light") : t("person.dark"),
          leftSection: scheme === "dark" ? <IconSun size={20} stroke={1.6} /> : <IconMoon size={20} stroke={1.6} />,
          onClick: () => setColorScheme(scheme === "dark" ? "light" : "dark"),
        },
        {
          id: "switch language",
          label: i18n.language === "fr" ? "English" : "Français",
          leftSection: <IconLanguage size={20} stroke={1.6} />,
          onClick: () => void speak(i18n.language === "fr" ? "en" : "fr"),
        },
      ],
    },
  ];
}
