import type { AgentSpec, Language } from "@firstring/contract/call/agent.ts";
import type { Prompt } from "@firstring/contract/call/prompt.ts";
import { guessAsked } from "./guess-asked.ts";
import { hear } from "./hear/hear.ts";
import { blankMemory, quietTurn } from "./memory.ts";
import { withWhen } from "./plan/slots.ts";
import { clockOf } from "./read/times.ts";
import { sceneOf } from "./scene.ts";

/** What is known of a caller's wish: `YYYY-MM-DD` for days, `HH:MM` for times, the caller's own words for the rest. */
export type Known = Readonly<Record<string, string>>;
export type Follower = { agentSaid(text: string): void; callerSaid(text: string): Known };

/**
 * Listens to a conversation that somebody else leads (a person, another brain) and keeps what the caller wants,
 * by the same reading that the offline brain answers with. `agent` declares one service.
 */
export function follow(agent: AgentSpec, nowMs: number, language: Language = "en"): Follower {
  const prompt: Prompt = {
    agent,
    direction: "inbound",
    channel: "simulator",
    caller: "",
    language,
    turn: 0,
    nowMs,
    transcript: [],
    consent: "none",
    bookings: [],
    memory: null,
  };
  const scene = sceneOf(prompt);
  const memory = blankMemory(language);
  memory.service = agent.services[0]?.slug ?? null;
  memory.task = "book";
  return {
    agentSaid(text) {
      guessAsked(memory, text, scene);
    },
    callerSaid(text) {
      memory.turn = structuredClone(quietTurn);
      hear(memory, text, scene, false);
      memory.task = "book";
      const service = agent.services[0] && withWhen(agent.services[0]);
      const { when } = memory;
      const known: Record<string, string> = {};
      for (const { name, type } of service?.slots ?? []) {
        const filled = memory.slots[name];
        if (type === "date") {
          if (when.dates[0] !== undefined) known[name] = when.dates[0];
        } else if (type === "time") {
          if (when.times[0] !== undefined) known[name] = clockOf(when.times[0]);
        } else if (filled !== undefined) known[name] = String(filled.value);
      }
      return known;
    },
  };
}
