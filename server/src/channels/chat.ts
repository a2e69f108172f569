import type { Language } from "@firstring/contract/call/agent.ts";
import { CALLER } from "@firstring/contract/call/event.ts";
import type { Connect, Engine } from "../engine/engine.ts";
import type { Running } from "../engine/run-call.ts";
import type { CallId, PersonId, TenantId } from "../lib/ids.ts";
import { notFound, Refusal } from "../lib/refusal.ts";
import type { Clock } from "../ports/clock.ts";
import { ChatLine, type ChatSays } from "./chat-line.ts";

export type ChatOrder = Readonly<{
  /** Of who is signed in; a visitor names a slug instead. */
  of: { tenant: TenantId; person?: PersonId } | { slug: string };
  agentId?: string;
  language?: Language;
  /** A call without a phone, kept apart from real chats. */
  simulated: boolean;
}>;

export type Chatting = { tenant: TenantId; call: CallId; agent: { id: string; name: string }; greeting: readonly string[] };

/** Whose conversation a chat is, kept where lists find it. */
export type ChatOwners = {
  keep(tenant: TenantId, call: CallId, person: PersonId): Promise<void>;
  isOf(tenant: TenantId, call: CallId, person: PersonId): Promise<boolean>;
};

/** Written conversations. */
export type Chat = {
  /** @throws Refusal 404 when there is no such business or agent, 503 when every line is busy. */
  start(order: ChatOrder, hear?: (says: ChatSays) => void): Promise<Chatting>;
  /** Hands the caller's words over; the reply comes to whoever hears the chat. @throws Refusal 404 when no such chat runs, 422 on a telephone call. */
  say(tenant: TenantId, call: CallId, text: string, cause?: string): Promise<void>;
  /** The same, and resolves with what the agent answers in this turn (empty when it ended the conversation without a word). */
  converse(tenant: TenantId, call: CallId, text: string, cause?: string): Promise<readonly string[]>;
  end(tenant: TenantId, call: CallId): void;
  isOf(tenant: TenantId, call: CallId, person: PersonId): Promise<boolean>;
  /** Takes up a chat of a process that is gone; nobody hears it until they write again. */
  reconnect: Connect;
};

export function chat(engine: Engine, owners: ChatOwners, clock: Clock): Chat {
  /** Who hears a chat; outlives its line, so that a resumed chat finds its hearer again. */
  const hearers = new Map<CallId, (says: ChatSays) => void>();
  const reconnect: Connect = ({ call, state, report }) => {
    // What was written stands in the conversation: whoever comes back has read it.
    for (const { id, text } of state.speaking) report({ event: { type: "speech.stopped", speech: id, heard: text } });
    return new ChatLine(call, report, clock, (says) => hear(call, says));
  };

  return {
    reconnect,
    async start({ of, agentId, language, simulated }, hearer) {
      let greeting: Promise<readonly string[]> = Promise.resolve([]);
      const running = await engine.arrive(
        {
          ...("slug" in of ? { slug: of.slug } : { tenant: of.tenant }),
          ...(agentId !== undefined && { agentId }),
          ...(language !== undefined && { language }),
          channel: simulated ? "simulator" : "chat",
          patience: typed,
          direction: "inbound",
          from: "",
          to: "",
        },
        ({ call, report }) => {
          if (hearer !== undefined) hearers.set(call, hearer);
          const line = new ChatLine(call, report, clock, (says) => hear(call, says));
          greeting = line.turn();
          return line;
        },
      );
      const { tenant, call } = running;
      void running.done.then(() => hearers.delete(call));
      if ("person" in of && of.person !== undefined) await owners.keep(tenant, call, of.person);
      running.report({ event: { type: "leg.answered", leg: CALLER, by: "human" } });
      const said = await greeting;
      await running.durable();
      const { opened } = running.state();
      return { tenant, call, agent: { id: opened?.agent.id ?? "", name: opened?.agent.name ?? "" }, greeting: said };
    },
    async say(tenant, call, text, cause) {
      const { running, line } = await of(tenant, call);
      if (!isWithPerson(running)) void line.turn();
      hand(running, text, cause);
    },
    async converse(tenant, call, text, cause) {
      const { running, line } = await of(tenant, call);
      const reply = isWithPerson(running) ? [] : line.turn();
      hand(running, text, cause);
      const said = await reply;
      await running.durable(); // whoever asks next reads what was just said
      return said;
    },
    end(tenant, call) {
      const running = engine.find(call);
      if (running?.tenant === tenant) running.report({ event: { type: "leg.ended", leg: CALLER, why: "caller_hung_up" } });
    },
    isOf: owners.isOf,
  };

  /** A colleague answers in their own time: nobody waits for them with the request open. */
  function isWithPerson(running: Running): boolean {
    return running.state().phase.is === "handed_over";
  }

  function hear(call: CallId, says: ChatSays): void {
    hearers.get(call)?.(says);
  }

  function hand(running: Running, text: string, cause: string | undefined): void {
    running.report({ event: { type: "caller.said", leg: CALLER, text }, ...(cause !== undefined && { cause }) });
  }

  async function of(tenant: TenantId, call: CallId): Promise<{ running: Running; line: ChatLine }> {
    const running = await engine.resume(tenant, call, reconnect);
    if (running?.tenant !== tenant) throw notFound("live conversation");
    if (!(running.line instanceof ChatLine)) throw new Refusal(422, "not_a_chat", "This conversation is spoken: join the call instead of writing to it.");
    return { running, line: running.line };
  }
}

/** Someone who types looks things up, answers the door and comes back: also where the call pretends to be a telephone's. */
const typed = { silenceMs: 5 * 60_000, longestCallMs: 2 * 60 * 60_000 };
