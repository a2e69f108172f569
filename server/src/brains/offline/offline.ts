import type { AgentSpec } from "@firstring/contract/call/agent.ts";
import type { Goal } from "@firstring/contract/call/event.ts";
import type { Prompt } from "@firstring/contract/call/prompt.ts";
import type { SlotSpec } from "@firstring/contract/call/service.ts";
import type { Brain, ModelPart } from "../../ports/brain.ts";
import { jsonOf, type Memory } from "./memory.ts";
import { decide } from "./plan/decide.ts";
import { isFilled } from "./plan/slots.ts";
import { recall } from "./recall.ts";
import { type Scene, sceneOf, theService } from "./scene.ts";
import { understandMessage } from "./understand-message.ts";
import { valueSaid } from "./words/said.ts";

/**
 * The dialogue brain that needs no model, no key and no network: English and French, any service it can read.
 * A deterministic, pure function of the prompt. Its state is `prompt.memory`; where that is another brain's, it reads the transcript.
 */
export function offline(): Brain {
  warmUp();
  return {
    name: "offline",
    async *respond(prompt) {
      yield* parts(prompt);
    },
  };
}

let warm = false;

/** The first reply of a process compiles every pattern and reads the weights: that is done before anybody waits for it. */
function warmUp(): void {
  if (warm) return;
  warm = true;
  for (const [language, words] of samples) {
    understandMessage(words, language);
    parts({
      agent: sampleAgent,
      direction: "inbound",
      channel: "simulator",
      caller: "",
      language,
      turn: 1,
      nowMs: 0,
      transcript: [{ who: "caller", text: words }],
      consent: "none",
      bookings: [],
      memory: null,
    });
  }
}

const samples = [
  ["en", "Hi, I'd like to book a ride for two people from 100 Main Street to the airport tomorrow at 2:30 pm, my name is Ann Roy"],
  ["fr", "Bonjour, on est deux, de la gare centrale à l'aéroport, vendredi prochain à 14 h 30, au nom de Anne Roy"],
] as const;

const both = (text: string) => ({ en: text, fr: text });
const slot = (name: string, type: SlotSpec["type"]): SlotSpec => ({ name, type, required: true, label: both(name), ask: both(name), confirm: "implicit" });
/** A service with a slot of each kind, so that every reader runs. */
const sampleAgent: AgentSpec = {
  id: "warm-up",
  revision: 1,
  name: "",
  company: "",
  greeting: both(""),
  personality: "",
  instructions: "",
  style: "friendly",
  languages: ["en", "fr"],
  brain: { kind: "offline" },
  tools: [],
  services: [
    {
      id: "sample",
      slug: "sample",
      name: both("sample"),
      words: { en: ["ride"], fr: ["taxi"] },
      slots: [
        slot("count", "count"),
        slot("pickup", "place"),
        slot("dropoff", "place"),
        slot("name", "person"),
        slot("phone", "phone"),
        slot("email", "email"),
        slot("note", "text"),
      ],
      durationMin: 30,
      leadMin: 0,
      horizonDays: 30,
      price: both(""),
    },
  ],
  zone: "America/Toronto",
  patience: { silenceMs: 0, fillerMs: 0, apologyMs: 0, longestCallMs: 0 },
};

/** The note comes first: what was understood stands even if the caller speaks over the rest. */
export function parts(prompt: Prompt): ModelPart[] {
  const scene = sceneOf(prompt);
  const memory = recall(scene);
  const reply = decide({ memory, scene });
  const goal = goalOf(memory, scene);
  const note: ModelPart = {
    type: "note",
    note: {
      language: memory.language,
      act: reply.act,
      ...(goal && { goal }),
      ...(memory.understood && { understood: memory.understood }),
      memory: jsonOf(memory),
    },
  };
  return [
    note,
    ...reply.sentences.map((text): ModelPart => ({ type: "sentence", text: oneStop(text) })),
    ...reply.tools.map((tool): ModelPart => ({ type: "tool", ...tool })),
  ];
}

/** "At 11:30 p.m." ends its sentence too. */
const oneStop = (text: string): string => text.replace(/([ap]\.m)\.\./g, "$1.");

/** How far the call is, for whoever watches. */
function goalOf(memory: Memory, scene: Scene): Goal | undefined {
  const service = theService(scene, memory);
  const intent = memory.task === "none" ? scene.prompt.goal?.intent : memory.task;
  if (service === undefined || intent === undefined) return undefined;
  const slots = service.slots.map((slot) => {
    const value = isFilled(memory, slot) ? valueSaid(memory, service, slot, scene) : undefined;
    return { name: slot.name, label: slot.label[memory.language], required: slot.required, ...(value !== undefined && { value }) };
  });
  return { service: service.slug, intent, slots };
}
