import { testAgent } from "@firstring/contract/routes/agents.ts";
import type { Agent, AgentTested } from "@firstring/contract/schemas/agent.ts";
import { ActionIcon, Button, Loader, Text, TextInput, Title } from "@mantine/core";
import { IconEraser, IconSend2 } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/client.ts";
import { useFormat } from "../lib/format.ts";
import { SentimentMark } from "../ui/sentiment-mark.tsx";
import { ToolCard } from "../ui/tool-card.tsx";
import { tellTrouble } from "../ui/trouble.tsx";
import classes from "./agent.module.css";

type Turn = { key: number; who: "caller"; text: string } | { key: number; who: "agent"; text: string; tested: AgentTested };

/** One message at a time through the saved agent: what it says, does and understands, and how fast. Nothing is booked. */
export function AgentTest({ agent, dirty }: { agent: Agent; dirty: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [turns, setTurns] = useState<readonly Turn[]>([]);
  const [text, setText] = useState("");
  const log = useRef<HTMLDivElement>(null);
  const test = useMutation({
    mutationFn: (message: string) => call(testAgent, { params: { id: agent.id }, body: { message, history: turns.map(({ who, text }) => ({ who, text })) } }),
    onSuccess: (tested) => setTurns((before) => [...before, { key: before.length, who: "agent", text: tested.reply, tested }]),
    onError: tellTrouble,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const message = text.trim();
    if (message === "" || test.isPending) return;
    setText("");
    setTurns((before) => [...before, { key: before.length, who: "caller", text: message }]);
    test.mutate(message);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: new turns scroll into view
  useEffect(() => void log.current?.scrollTo({ top: log.current.scrollHeight }), [turns]);
  return (
    <section className={classes.test} aria-label={t("agents.test")}>
      <div className={classes.testHead}>
        <Title order={2}>{t("agents.test")}</Title>
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          leftSection={<IconEraser size={14} />}
          onClick={() => setTurns([])}
          disabled={turns.length === 0}
        >
          {t("clear")}
        </Button>
      </div>
      {/** biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <div className={classes.testLog} ref={log} role="log" aria-label={t("agents.test")} tabIndex={0}>
        {turns.length === 0 && (
          <Text size="sm" c="dimmed">
            {dirty ? t("agents.test_dirty") : t("agents.test_about")}
          </Text>
        )}
        {turns.map((turn) =>
          turn.who === "caller" ? (
            <div key={turn.key} className={classes.mine}>
              {turn.text}
            </div>
          ) : (
            <div key={turn.key} style={{ display: "contents" }}>
              {turn.tested.toolCalls.map((tool, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the calls of one turn never change
                <ToolCard key={index} tool={tool.tool} input={tool.input} output={tool.output ?? null} />
              ))}
              {turn.text !== "" && <div className={classes.theirs}>{turn.text}</div>}
              <div className={classes.facts}>
                <span className="num">{t("agents.ms", { ms: format.number(turn.tested.ms, turn.tested.ms < 10 ? 1 : 0) })}</span>
                {turn.tested.intent !== null && <span>{turn.tested.intent}</span>}
                <SentimentMark sentiment={turn.tested.sentiment} named />
              </div>
            </div>
          ),
        )}
        {test.isPending && <Loader size="xs" type="dots" />}
      </div>
      <form className={classes.testFoot} onSubmit={submit}>
        <TextInput
          aria-label={t("talk.say")}
          placeholder={t("talk.say")}
          value={text}
          maxLength={4000}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <ActionIcon type="submit" variant="filled" color="iris" aria-label={t("talk.send")} disabled={text.trim() === "" || test.isPending}>
          <IconSend2 size={17} />
        </ActionIcon>
      </form>
    </section>
  );
}
