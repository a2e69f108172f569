import { listAgents } from "@firstring/contract/routes/agents.ts";
import { staff } from "@firstring/contract/schemas/role.ts";
import { ActionIcon, Button, SegmentedControl, Select, Skeleton, Text, Title, Tooltip } from "@mantine/core";
import { IconArrowRight, IconPhoneOff, IconRefresh } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay, useMe } from "../api/me.ts";
import type { Problem } from "../api/problem.ts";
import { many } from "../api/queries.ts";
import { keepTalk, lastTalk } from "../live/last-talk.ts";
import { useLink } from "../live/link.ts";
import { useSpoken } from "../live/use-spoken.ts";
import { endTalk, startTalk, useTalk } from "../live/use-talk.ts";
import { paths } from "../paths.ts";
import { Conversation } from "../ui/conversation.tsx";
import { Face } from "../ui/face.tsx";
import { OutcomeBadge } from "../ui/outcome-badge.tsx";
import { Trouble, wordsOf } from "../ui/trouble.tsx";
import classes from "./talk.module.css";
import { Composer } from "./talk-composer.tsx";
import { SpokenBar } from "./talk-spoken.tsx";
import { TalkStanding } from "./talk-standing.tsx";

const route = getRouteApi("/inside/talk");

/** Talk to one's own receptionist, as a caller would, and watch what it does. The chat is in the address: reload, and it goes on. */
export function TalkPage() {
  const { t, i18n } = useTranslation();
  const { agent: agentId, conversation } = route.useSearch();
  const go = route.useNavigate();
  const me = useMe();
  const mayChoose = useMay(staff);
  const agents = useQuery({ ...many(listAgents, { query: { limit: 100, active: "true" } }), enabled: mayChoose }).data?.rows;
  const [language, setLanguage] = useState<"en" | "fr">(i18n.language === "fr" ? "fr" : "en");
  const [refused, setRefused] = useState<Problem>();
  const link = useLink();
  const { talk, sending, unsent, typing, problem, say, spoke } = useTalk(conversation, mayChoose);
  const voice = useSpoken({
    line: spoke,
    begun(id) {
      if (untouched) void endTalk(conversation);
      void go({ search: { agent: agentId, conversation: id }, replace: true });
    },
  });
  const speaking = voice.spoken.call !== undefined && voice.spoken.call === conversation && voice.spoken.state !== undefined;
  const write = async (text: string) => {
    if (!speaking) return say(text);
    spoke("caller", text);
    voice.say(text);
  };
  const { blocks, moment, ended } = talk;
  const opened = moment?.state.opened;
  const outcome = moment?.state.phase.is === "ended" ? moment.state.phase.outcome : undefined;
  const agent = agents?.find(({ id }) => id === (opened?.agent.id ?? agentId)) ?? agents?.[0];
  const agentName = opened?.agent.name ?? agent?.name ?? "";

  useEffect(() => {
    document.title = `${t("nav.talk")} · Firstring`;
  }, [t]);

  const starting = useRef(false);
  const start = useEffectEvent(async (withAgent: string | undefined, speaking: "en" | "fr") => {
    const before = lastTalk();
    if (before !== undefined && withAgent === undefined) return go({ search: { conversation: before }, replace: true });
    if (starting.current) return;
    starting.current = true;
    setRefused(undefined);
    await startTalk(withAgent, speaking).then(
      (id) => go({ search: { agent: withAgent, conversation: id }, replace: true }),
      (no: Problem) => setRefused(no),
    );
    starting.current = false;
  });
  useEffect(() => {
    if (link === "up" && conversation === undefined) void start(agentId, language);
  }, [link, conversation, agentId, language]);

  // A chat in which nobody said anything ends with the page: it would ring on the floor for nothing.
  const untouched = conversation !== undefined && !ended && sending === undefined && !blocks.some((block) => block.kind === "words" && block.who === "caller");
  const forget = useEffectEvent(() => {
    if (untouched) void endTalk(conversation);
    else if (conversation !== undefined && !ended && !speaking) keepTalk(conversation);
  });
  useEffect(() => forget, []);
  useEffect(() => {
    if (ended || problem !== undefined) keepTalk(undefined);
  }, [ended, problem]);

  const restart = (change: { agent?: string | undefined; language?: "en" | "fr" } = {}) => {
    if (speaking) voice.stop();
    else if (conversation !== undefined && !ended) void endTalk(conversation);
    keepTalk(undefined);
    if (change.language !== undefined) setLanguage(change.language);
    void go({ search: { agent: "agent" in change ? change.agent : agentId }, replace: true });
  };

  const log = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new words scroll into view
  useEffect(() => void log.current?.scrollTo({ top: log.current.scrollHeight, behavior: "smooth" }), [blocks, sending, unsent, typing]);

  const trouble = refused ?? problem;
  const waits = !talk.ready && trouble === undefined;
  return (
    <div className={classes.cols}>
      <section className={classes.chat} aria-label={t("nav.talk")}>
        <header className={classes.head}>
          <Face name={agentName || "…"} picture={agent?.avatar ?? ""} size={38} />
          <div className={classes.agent}>
            <Title order={1}>{agentName === "" ? t("nav.talk") : agentName}</Title>
            <div className={classes.company}>{opened?.agent.company || me.tenants.find(({ slug }) => slug === me.tenant)?.name}</div>
          </div>
          {agents !== undefined && agents.length > 1 && (
            <Select
              w={150}
              visibleFrom="sm"
              aria-label={t("talk.agent")}
              data={agents.map(({ id, name }) => ({ value: id, label: name }))}
              value={agent?.id ?? null}
              onChange={(value) => restart({ agent: value ?? undefined })}
            />
          )}
          <SegmentedControl
            size="xs"
            aria-label={t("talk.language")}
            data={[
              { value: "en", label: "EN" },
              { value: "fr", label: "FR" },
            ]}
            value={language}
            onChange={(value) => restart({ language: value as "en" | "fr" })}
          />
          <Tooltip label={t("talk.restart")}>
            <ActionIcon onClick={() => restart()} aria-label={t("talk.restart")}>
              <IconRefresh size={18} />
            </ActionIcon>
          </Tooltip>
          {conversation !== undefined && !ended && (
            <Tooltip label={t("talk.hang_up")}>
              <ActionIcon onClick={() => (speaking ? voice.stop() : void endTalk(conversation))} aria-label={t("talk.hang_up")}>
                <IconPhoneOff size={18} />
              </ActionIcon>
            </Tooltip>
          )}
        </header>
        {/** biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
        <div className={classes.log} ref={log} role="log" aria-label={t("call.conversation")} tabIndex={0}>
          {trouble !== undefined && <Trouble problem={trouble} retry={() => restart()} />}
          {waits && <Skeleton height={40} width="58%" radius="lg" />}
          <Conversation blocks={blocks} agentName={agentName} callerName={t("who.you")} timed={false} />
          {sending !== undefined && <div className={classes.mine}>{sending}</div>}
          {unsent !== undefined && (
            <div className={classes.unsent} role="alert">
              <div className={classes.mine}>{unsent.message}</div>
              <Text size="xs" c="var(--fr-bad-text)">
                {t("talk.unsent")} {wordsOf(unsent.problem)}
              </Text>
              <Button size="compact-xs" variant="default" onClick={() => void say(unsent.message)}>
                {t("talk.send_again")}
              </Button>
            </div>
          )}
          {(typing || moment?.talking === "thinking") && !ended && (
            <div className={classes.typing} role="status" aria-label={t("talk.typing", { name: agentName })}>
              <i />
              <i />
              <i />
            </div>
          )}
        </div>
        <footer className={classes.foot}>
          {!ended && (
            <SpokenBar
              spoken={voice.spoken}
              deeds={{
                start: (own) => void voice.start(agentId, language, own),
                stop: voice.stop,
                mute: voice.mute,
                choose: (device) => void voice.choose(device),
              }}
            />
          )}
          {!ended ? (
            <Composer
              say={write}
              ready={conversation !== undefined && talk.ready}
              fresh={!blocks.some((block) => block.kind === "words" && block.who === "caller")}
              language={moment?.state.language ?? language}
            />
          ) : (
            <div className={classes.over}>
              <Text size="sm" c="dimmed">
                {t("talk.over")} {outcome !== undefined && <OutcomeBadge outcome={outcome} />}
              </Text>
              <span>
                {mayChoose && conversation !== undefined && (
                  <Button component={Link} to={paths.call} params={{ id: conversation } as never} variant="subtle" rightSection={<IconArrowRight size={15} />}>
                    {t("talk.see_call")}
                  </Button>
                )}
                <Button onClick={() => restart()}>{t("talk.again")}</Button>
              </span>
            </div>
          )}
        </footer>
      </section>
      <aside className={classes.side}>
        <TalkStanding moment={moment} />
      </aside>
    </div>
  );
}
