import type { AgentSpec } from "@firstring/contract/call/agent.ts";
import type { Prompt } from "@firstring/contract/call/prompt.ts";
import type { ModelPart } from "../../../src/ports/brain.ts";

export const agent: AgentSpec = {
  id: "agent",
  revision: 1,
  name: "Ana",
  company: "Demo Rides",
  greeting: { en: "Hello.", fr: "Bonjour." },
  personality: "Patient.",
  instructions: "Serve callers of Demo Rides.",
  style: "friendly",
  languages: ["en", "fr"],
  brain: { kind: "offline" },
  tools: [
    {
      name: "weather",
      description: "Weather of a city.",
      input: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
      lasting: false,
      needsYes: false,
    },
    { name: "hold_booking", description: "Prepares a booking.", input: { type: "object" }, lasting: false, needsYes: false },
  ],
  services: [
    {
      id: "s1",
      slug: "ride",
      name: { en: "a ride", fr: "une course" },
      words: { en: ["ride"], fr: ["course"] },
      slots: [
        {
          name: "passengers",
          type: "count",
          required: true,
          label: { en: "passengers", fr: "passagers" },
          ask: { en: "How many?", fr: "Combien?" },
          confirm: "implicit",
          min: 1,
          max: 6,
        },
        { name: "date", type: "date", required: true, label: { en: "date", fr: "date" }, ask: { en: "Which day?", fr: "Quel jour?" }, confirm: "implicit" },
      ],
      durationMin: 30,
      leadMin: 10,
      horizonDays: 60,
      price: { en: "", fr: "" },
    },
  ],
  zone: "America/Toronto",
  patience: { silenceMs: 7000, fillerMs: 2500, apologyMs: 8000, longestCallMs: 900_000 },
};

export function promptWith(changes: Partial<Prompt> = {}): Prompt {
  return {
    agent,
    direction: "inbound",
    channel: "simulator",
    caller: "+15145550111",
    language: "en",
    turn: 2,
    nowMs: Date.UTC(2026, 10, 21, 15, 0, 0),
    transcript: [{ who: "caller", text: "Hello" }],
    consent: "none",
    bookings: [],
    memory: null,
    ...changes,
  };
}

export async function collect(parts: AsyncIterable<ModelPart>): Promise<ModelPart[]> {
  const all: ModelPart[] = [];
  for await (const part of parts) all.push(part);
  return all;
}

export const sentencesOf = (parts: readonly ModelPart[]): string[] => parts.flatMap((part) => (part.type === "sentence" ? [part.text] : []));
