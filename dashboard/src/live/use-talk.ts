import { getConversation } from "@firstring/contract/routes/conversations.ts";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
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
  // Facts come faster than pictures are drawn: the newest list is held outside of them.
  const held = useRef<readonly Moment[]>([]);
  const joining = useRef(false);
  const [said, setSaid] = useState<readonly Said[]>([]);
  const [hungUp, setHungUp] = useState(false);
  const [sending, setSending] = useState<string>();
  const [unsent, setUnsent] = useState<{ message: string; problem: Problem }>();
  const [typing, setTyping] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const link = useLink();

  const join = useCallback(
    async (id: string) => {
      if (joining.current) return;
      joining.current = true;
      const { events } = await ask<{ events: Heard["callEvent"][] }>("subscribe", { callId: id }).finally(() => {
        joining.current = false;
      });
      if (seesFacts) {
        held.current = momentsOf(events.map(factOf));
        return setMoments(held.current);
      }
      const { messages, status } = await call(getConversation, { params: { id } });
      setSaid(messages.map(({ role, text }) => ({ who: role, text })));
      setHungUp(status !== "active");
    },
    [seesFacts],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: another chat begins empty
  useEffect(() => {
    held.current = [];
    setMoments([]);
    setSaid([]);
    setHungUp(false);
    setSending(undefined);
    setUnsent(undefined);
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
    const next = withFact(held.current, factOf(heard));
    if (next === undefined) return void join(conversation).catch(setProblem);
    held.current = next;
    setMoments(next);
  });
  useHeard("ai_response", ({ conversationId, message }) => {
    if (conversationId === conversation && !seesFacts) setSaid((before) => [...before, { who: "agent", text: message }]);
  });
  useHeard("typing", (heard) => heard.conversationId === conversation && setTyping(heard.typing));
  useHeard("conversation_ended", ({ conversationId }) => conversationId === conversation && setHungUp(true));

  const say = async (message: string) => {
    setUnsent(undefined);
    setSending(message);
    try {
      await ask("user_message", { conversationId: conversation, message });
      if (!seesFacts) setSaid((before) => [...before, { who: "caller", text: message }]);
    } catch (refused) {
      setUnsent({ message, problem: refused as Problem });
    }
    setSending(undefined);
  };
  const blocks = useMemo(() => (seesFacts ? blocksOf(moments) : said.map(plain)), [seesFacts, moments, said]);
  const moment = moments.at(-1);
  const talk: Talk = {
    blocks,
    moment,
    ended: moment?.state.phase.is === "ended" || (hungUp && !seesFacts),
    ready: moments.length > 0 || said.length > 0,
  };
  /** What is said in a call of this page that comes by another way than the chat's. */
  const spoke = (who: "caller" | "agent", text: string) => {
    if (!seesFacts) setSaid((before) => [...before, { who, text }]);
  };
  return { talk, sending, unsent, typing, problem, say, spoke };
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
