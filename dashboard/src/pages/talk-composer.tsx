import { ActionIcon, Button, Textarea } from "@mantine/core";
import { IconSend2 } from "@tabler/icons-react";
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useServices } from "../api/services.ts";
import classes from "./talk.module.css";

/** Where one types as a caller. Enter sends, Shift+Enter makes a new line; at the start, a few things to say. */
export function Composer({ say, ready, fresh, language }: { say: (text: string) => Promise<void>; ready: boolean; fresh: boolean; language: "en" | "fr" }) {
  const { t, i18n } = useTranslation();
  const [text, setText] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  const service = useServices()?.[0];
  const inTheirs = i18n.getFixedT(language, "words");
  const ideas = [
    inTheirs("talk.ideas.book", { service: (service?.name[language] ?? inTheirs("talk.ideas.something")).toLowerCase() }),
    inTheirs("talk.ideas.hours"),
    inTheirs("talk.ideas.person"),
  ];
  useEffect(() => {
    if (ready && matchMedia("(hover: hover)").matches) field.current?.focus();
  }, [ready]);
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    const words = text.trim();
    if (words === "" || !ready) return;
    setText("");
    void say(words);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) submit(event);
  };
  return (
    <>
      {fresh && (
        <div className={classes.chips}>
          {ideas.map((idea) => (
            <Button key={idea} size="compact-sm" variant="default" radius="xl" fw={500} disabled={!ready} onClick={() => void say(idea)} lang={language}>
              {idea}
            </Button>
          ))}
        </div>
      )}
      <form className={classes.composer} onSubmit={submit}>
        <Textarea
          ref={field}
          size="md"
          minRows={1}
          maxRows={6}
          maxLength={4000}
          aria-label={t("talk.say")}
          placeholder={t("talk.say")}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={onKey}
        />
        <ActionIcon type="submit" variant="filled" color="iris" size={42} aria-label={t("talk.send")} disabled={!ready || text.trim() === ""}>
          <IconSend2 size={19} />
        </ActionIcon>
      </form>
    </>
  );
}
