import type { Goal } from "@firstring/contract/call/event.ts";
import type { Prompt } from "@firstring/contract/call/prompt.ts";
import type { Brain, ModelPart } from "../../ports/brain.ts";
import { jsonOf, type Memory } from "./memory.ts";
import { decide } from "./plan/decide.ts";
import { isFilled } from "./plan/slots.ts";
import { recall } from "./recall.ts";
import { type Scene, sceneOf, theService } from "./scene.ts";
import { valueSaid } from "./words/said.ts";

/**
 * The dialogue brain that needs no model, no key and no network: English and French, any service it can read.
 * A deterministic, pure function of the prompt. Its state is `prompt.memory`; where that is another brain's, it reads the transcript.
 */
export function offline(): Brain {
  return {
    name: "offline",
    async *respond(prompt) {
      yield* parts(prompt);
    },
  };
}

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
