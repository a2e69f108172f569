import type { CallState } from "@firstring/contract/call/state.ts";
import { partOf } from "@firstring/contract/call/supervising.ts";
import { bargeCall, handBackCall, leaveCall, monitorCall, sayInCall, takeOverCall, whisperCall } from "@firstring/contract/routes/supervisor.ts";
import { supervisors } from "@firstring/contract/schemas/role.ts";
import type { Supervision } from "@firstring/contract/schemas/supervisor.ts";
import { Button, Kbd, Textarea } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/client.ts";
import { useMay, useMe } from "../api/me.ts";
import { type Deed, deedsFor, keyOf } from "../live/part.ts";
import { tellTrouble } from "../ui/trouble.tsx";
import classes from "./call-supervise.module.css";

type Given = { id: string; state: CallState /** To be done at once: it was asked for on the floor. */; first: Deed | undefined };

/** What a supervisor does in a live call: listen, whisper, barge in, take over, hand back, leave. One key each. */
export function CallSupervise(given: Given) {
  return useMay(supervisors) ? <Panel {...given} /> : null;
}

function Panel({ id, state, first }: Given) {
  const { t } = useTranslation();
  const { id: me } = useMe();
  const part = partOf(state, me);
  const deeds = deedsFor(state, part);
  const [writing, write] = useState<"whisper" | "say">();
  const [text, setText] = useState("");
  const [limits, setLimits] = useState<Supervision["limits"]>([]);
  const field = useRef<HTMLTextAreaElement>(null);
  const aim = writing ?? (part === "takeover" || part === "barge" ? "say" : part === "whisper" || part === "monitor" ? "whisper" : undefined);

  const ask = useMutation({
    mutationFn: ({ deed, words }: { deed: Deed | "say"; words?: string }) => send(id, deed, words),
    onSuccess: (now) => setLimits(now.limits),
    onError: tellTrouble,
  });
  const act = (deed: Deed) => {
    if (!deeds.includes(deed)) return;
    if (deed === "whisper") write("whisper");
    else if (deed === "handback") ask.mutate(text.trim() === "" ? { deed } : { deed, words: text.trim() }, { onSuccess: () => setText("") });
    else ask.mutate({ deed });
    if (deed === "barge" || deed === "takeover") write("say");
    if (deed === "leave" || deed === "handback") write(undefined);
    if (deed !== "monitor" && deed !== "leave" && deed !== "handback") setTimeout(() => field.current?.focus());
  };
  useHotkeys(
    (Object.keys(keyOf) as Deed[]).map((deed) => [keyOf[deed], () => act(deed)]),
    ["INPUT", "TEXTAREA", "SELECT"],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was asked for on the floor is done once
  useEffect(() => first && act(first), [first]);

  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    const words = text.trim();
    if (words === "" || aim === undefined || ask.isPending) return;
    ask.mutate({ deed: aim, words }, { onSuccess: () => setText("") });
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) submit(event);
    if (event.key === "Escape") field.current?.blur();
  };
  const elsewhere = state.phase.is === "handed_over" && part !== "takeover";
  return (
    <section className={classes.panel} data-part={part} aria-label={t("supervise.title")}>
      <p className={classes.about} aria-live="polite">
        {elsewhere ? t("supervise.with_colleague") : t(`supervise.now.${part}`)} {limits.map((limit) => t(`supervise.limit.${limit}`)).join(" ")}
      </p>
      <div className={classes.keys}>
        {deeds.map((deed) => (
          <Button
            key={deed}
            variant={deed === "takeover" || deed === "handback" ? "filled" : "default"}
            rightSection={<Kbd aria-hidden>{deed === "leave" ? "Esc" : keyOf[deed]}</Kbd>}
            disabled={ask.isPending}
            onClick={() => act(deed)}
          >
            {t(`supervise.${deed}`)}
          </Button>
        ))}
      </div>
      {aim !== undefined && !elsewhere && (
        <form className={classes.line} onSubmit={submit}>
          <Textarea
            ref={field}
            autosize
            minRows={1}
            maxRows={5}
            maxLength={1000}
            label={t(`supervise.write.${aim}`)}
            description={part === "takeover" ? t("supervise.handback_about") : undefined}
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
            onKeyDown={onKey}
          />
          <Button type="submit" disabled={text.trim() === ""} loading={ask.isPending}>
            {t(`supervise.send.${aim}`)}
          </Button>
        </form>
      )}
    </section>
  );
}

function send(callId: string, deed: Deed | "say", words: string | undefined): Promise<Supervision> {
  const params = { callId };
  switch (deed) {
    case "monitor":
      return call(monitorCall, { params, body: {} });
    case "whisper":
      return call(whisperCall, { params, body: { text: words ?? "" } });
    case "barge":
      return call(bargeCall, { params, body: {} });
    case "takeover":
      return call(takeOverCall, { params, body: {} });
    case "say":
      return call(sayInCall, { params, body: { text: words ?? "" } });
    case "handback":
      return call(handBackCall, { params, body: words === undefined ? {} : { summary: words } });
    case "leave":
      return call(leaveCall, { params });
  }
}
