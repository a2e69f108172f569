import type { AgentSpec, Language } from "@firstring/contract/call/agent.ts";
import type { CallEvent, Note } from "@firstring/contract/call/event.ts";
import { prompt } from "@firstring/contract/call/prompt.ts";
import type { ServiceSpec } from "@firstring/contract/call/service.ts";
import type { CallState } from "@firstring/contract/call/state.ts";
import { step, unopened } from "@firstring/contract/call/step.ts";
import { DateTime } from "luxon";
import { parts } from "../../../src/brains/offline/offline.ts";
import { bookingSeeds } from "../../../src/seeds/booking.ts";
import { runTool, toolSpecs, type World, world } from "./world.ts";

/** The demo services, as calls carry them. */
export const services = Object.fromEntries(
  Object.values(bookingSeeds).flatMap((seed) => seed.services.map((service) => [service.slug, { ...service, id: service.slug } as ServiceSpec])),
) as Record<"ride" | "repair" | "visit", ServiceSpec>;

export type Talk = {
  say(words: string): string;
  /** As `say`, with only the beginning of our last speech heard. */
  state(): CallState;
  note(): Note;
  world: World;
  /** Every sentence of ours, in order. */
  spoken: string[];
  silence(): void;
};

/** Monday, March 9, 2026, ten in the morning in Montréal. */
export const NOW = DateTime.fromISO("2026-03-09T10:00", { zone: "America/Toronto" }).toMillis();

export function agentFor(
  service: ServiceSpec | readonly ServiceSpec[],
  languages: readonly Language[] = ["en", "fr"],
  greeting = "Hello, how can I help you?",
): AgentSpec {
  return {
    id: "agent",
    revision: 1,
    name: "Sam",
    company: "Demo",
    greeting: { en: greeting, fr: "Bonjour, comment puis-je vous aider?" },
    personality: "",
    instructions: "",
    style: "friendly",
    languages,
    brain: { kind: "offline" },
    tools: toolSpecs,
    services: Array.isArray(service) ? service : [service as ServiceSpec],
    zone: "America/Toronto",
    patience: { silenceMs: 8000, fillerMs: 2500, apologyMs: 8000, longestCallMs: 600_000 },
  };
}

/** A call through the real `step`, with the tools of a world in memory; every speech is heard whole. */
export function talk(agent: AgentSpec, more: Partial<World> = {}, caller = "+15145550199"): Talk {
  const here = world({ caller, ...more });
  let state: CallState = unopened;
  let note: Note | undefined;
  const spoken: string[] = [];
  post({ type: "call.opened", direction: "inbound", from: caller, to: "+15145550123", channel: "simulator", agent });
  post({ type: "leg.answered", leg: "caller" });
  return {
    world: here,
    spoken,
    state: () => state,
    note: () => note!,
    silence: () => post({ type: "timer.fired", timer: "silence" }),
    say(words) {
      const from = spoken.length;
      post({ type: "caller.said", leg: "caller", text: words });
      return spoken.slice(from).join(" ");
    },
  };

  function post(event: CallEvent): void {
    const queue: CallEvent[] = [event];
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const done = step(state, next);
      state = done.state;
      for (const command of done.commands) {
        if (command.type === "say") {
          spoken.push(command.text);
          queue.push({ type: "speech.stopped", speech: command.speech, heard: command.text });
        } else if (command.type === "think") {
          const { turn } = command;
          for (const part of parts(prompt(state, NOW))) {
            if (part.type === "note") {
              note = part.note;
              JSON.parse(JSON.stringify(part.note.memory));
              queue.push({ type: "model.noted", turn, note: part.note });
            } else if (part.type === "sentence") queue.push({ type: "model.said", turn, text: part.text });
            else if (part.type === "tool") queue.push({ type: "model.asked", turn, tool: { id: part.id, tool: part.tool, input: part.input } });
          }
          queue.push({ type: "model.rested", turn });
        } else if (command.type === "use_tool") {
          queue.push({ type: "tool.returned", id: command.tool.id, output: runTool(here, command.tool.tool, command.tool.input) });
        }
      }
    }
  }
}
