import type { AgentSpec, Language } from "@firstring/contract/call/agent.ts";
import { CALLER, type CallEvent, type ChannelName, type Direction, type EndReason, MICRO_CENTS } from "@firstring/contract/call/event.ts";
import { idOf } from "./ids.ts";

/** A call that somebody else's brain conducts, as far as its provider has told of it. Providers tell the whole again and again: so do we. */
export type ObservedCall = Readonly<{
  provider: Extract<ChannelName, "vapi" | "retell" | "telnyx">;
  /** The provider's own ids. */
  external: string;
  agent: { external: string; name: string };
  direction: Direction;
  /** E164, or "" where it is withheld or there is none. */
  from: string;
  to: string;
  openedAtMs: number;
  answeredAtMs?: number;
  /** What was said so far, in order; the n-th line stays the n-th. */
  said: readonly { who: "caller" | "agent"; text: string; atMs: number }[];
  /** The line is gone; what was said is not yet known whole. */
  hungUp?: { atMs: number; why: EndReason };
  /** The provider has told all it will tell of the conversation. */
  ended?: { atMs: number; why: EndReason };
  costCents?: number;
}>;

/** A fact with the name under which it is recorded once, however often and in whatever order it is told. */
export type ObservedFact = { event: Exclude<CallEvent, { type: "call.ended" }> | { type: "call.ended"; why: EndReason }; atMs: number; cause: string };

/** Every fact a provider's account of a call means. More accounts of the same call only add to the list. Pure. */
export function factsOf(call: ObservedCall, business: { company: string; zone: string; language: Language }): ObservedFact[] {
  const { provider, external, direction, from, to, openedAtMs, answeredAtMs, said, hungUp, ended, costCents } = call;
  const name = (what: string): string => `${provider} ${external}:${what}`;
  const facts: ObservedFact[] = [
    {
      event: { type: "call.opened", direction, from, to, channel: provider, agent: observedAgent(call, business), external },
      atMs: openedAtMs,
      cause: name("opened"),
    },
  ];
  if (answeredAtMs !== undefined) facts.push({ event: { type: "leg.answered", leg: CALLER }, atMs: answeredAtMs, cause: name("answered") });
  for (const [index, { who, text, atMs }] of said.entries()) {
    const event: CallEvent = who === "caller" ? { type: "caller.said", leg: CALLER, text } : { type: "speech.stopped", speech: `${index + 1}.0`, heard: text };
    facts.push({ event, atMs, cause: name(`said:${index}`) });
  }
  const gone = ended ?? hungUp;
  if (gone !== undefined) facts.push({ event: { type: "leg.ended", leg: CALLER, why: gone.why }, atMs: gone.atMs, cause: name("gone") });
  if (ended !== undefined) facts.push({ event: { type: "call.ended", why: ended.why }, atMs: ended.atMs, cause: name("ended") });
  if (costCents !== undefined)
    facts.push({
      event: { type: "call.charged", by: provider, microCents: Math.round(costCents * MICRO_CENTS) },
      atMs: ended?.atMs ?? openedAtMs,
      cause: name("charged"),
    });
  return facts;
}

/** Our id of a provider's agent: the same always, so that its calls are found by it. */
export const observedAgentId = (provider: string, external: string): string => idOf("observed agent", provider, external);

function observedAgent({ provider, agent }: ObservedCall, { company, zone, language }: { company: string; zone: string; language: Language }): AgentSpec {
  return {
    id: observedAgentId(provider, agent.external),
    revision: 0,
    name: agent.name,
    company,
    observed: true,
    greeting: { en: "", fr: "" },
    personality: "",
    instructions: "",
    style: "friendly",
    languages: [language],
    brain: { kind: "offline" },
    tools: [],
    services: [],
    zone,
    patience: { silenceMs: 0, fillerMs: 0, apologyMs: 0, longestCallMs: 0 },
  };
}
