import { getConversation } from "@firstring/contract/routes/conversations.ts";
import { useCallback, useEffect, useMemo, useState } from "react";
import { call } from "../api/client.ts";
import type { Problem } from "../api/problem.ts";
import { ask, useHeard, useLink } from "./link.ts";
import { type Moment, momentsOf, withFact } from "./moments.ts";
import { type Block, blocksOf } from "./talk-lines.ts";
import { factOf, type Heard } from "./wire.ts";

/** A chat as its two sides see it. Staff see every fact of it; customers what was said. */
export type Talk = Readonly<{ blocks: readonly Block[]; moment: Moment | undefined; ended: boolean; ready: boolean }>;
type Said = { who: "caller" | "agent" | "supervisor"; text: string };

/** One's own chat with an agent as it goes, and what one can do in it. */
export function useTalk(conversation: string | undefined, seesFacts: boolean) {
  const [moments, setMoments] = useState<readonly Moment[]>([]);
  const [said, setSaid] = useState<readonly Said[]>([]);
  const [hungUp, setHungUp] = useState(false);
  const [sending, setSending] = useState<string>();
  const [typing, setTyping] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const link = useLink();

  const join = useCallback(
    async (id: string) => {
      const { events } = await ask<{ events: Heard["callEvent"][] }>("subscribe", { callId: id });
      if (seesFacts) return setMoments(momentsOf(events.map(factOf)));
      const { messages, status } = await call(getConversation, { params: { id } });
      setSaid(messages.map(({ role, text }) => ({ who: role, text })));
      setHungUp(status !== "active");
    },
    [seesFacts],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: another chat begins empty
  useEffect(() => {
    setMoments([]);
    setSaid([]);
    setHungUp(false);
    setSending(undefined);
    setProblem(undefined);
    setTyping(false);
  }, [conversation]);
  useEffect(() => {
    // Also after a break: what was missed comes with joining again.
    if (conversation !== undefined && link === "up") join(conversation).catch(setProblem);
  }, [conversation, link, join]);

  useHeard("callEvent", (heard) => {
    if (heard.callId !== conversation || !seesFacts) return;
    if (heard.event.type === "caller.said") setSending(undefined);
    const next = withFact(moments, factOf(heard));
    if (next === undefined) join(conversation).catch(setProblem);
    else setMoments((before) => withFact(before, factOf(heard)) ?? before);
  });
  useHeard("ai_response", ({ conversationId, message }) => {
    if (conversationId === conversation && !seesFacts) setSaid((before) => [...before, { who: "agent", text: message }]);
  });
  useHeard("typing", (heard) => heard.conversationId === conversation && setTyping(heard.typing));
  useHeard("conversation_ended", ({ conversationId }) => conversationId === conversation && setHungUp(true));

  const say = async (message: string) => {
    setProblem(undefined);
    if (seesFacts) setSending(message);
    else setSaid((before) => [...before, { who: "caller", text: message }]);
    await ask("user_message", { conversationId: conversation, message }).catch((refused: Problem) => {
      setSending(undefined);
      setProblem(refused);
    });
  };
  const blocks = useMemo(() => (seesFacts ? blocksOf(moments) : said.map(plain)), [seesFacts, moments, said]);
  const moment = moments.at(-1);
  const talk: Talk = {
    blocks,
    moment,
    ended: moment?.state.phase.is === "ended" || (hungUp && !seesFacts),
    ready: moments.length > 0 || said.length > 0,
  };
  return { talk, sending, typing, problem, say };
}

const plain = ({ who, text }: Said, index: number): Block => ({
  kind: "words",
  key: `${index}`,
  who,
  text,
  offsetMs: 0,
  readBack: false,
  saying: false,
  whisper: false,
});

/** Opens a chat and gives its id. @throws Problem */
export async function startTalk(agentId: string | undefined, language: "en" | "fr"): Promise<string> {
  const { conversationId } = await ask<Heard["conversation_started"]>("start_conversation", { agentId, language });
  return conversationId;
}

export const endTalk = (conversationId: string): Promise<unknown> => ask("end_conversation", { conversationId }).catch(() => undefined);
