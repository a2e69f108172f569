import type { AgentSpec } from "@firstring/contract/call/agent.ts";
import type { ServiceSpec } from "@firstring/contract/call/service.ts";

const lasting = ["confirm", "take_message", "transfer_to_person", "end_call"];
const tools = ["find_place", "check_availability", "hold_booking", "find_booking", "reschedule_booking", "cancel_booking", "look_up", ...lasting];

/** Who answers in process: the demo's ride service and every tool. */
export function rideAgent(service: ServiceSpec): AgentSpec {
  return {
    id: "bench",
    revision: 1,
    name: "Sam",
    company: "Demo Rides",
    greeting: {
      en: "Hi, Demo Rides. I'm Sam, the AI assistant. Where can we take you?",
      fr: "Bonjour, ici Demo Rides. Je suis Sam, l'assistant IA. Où peut-on vous conduire?",
    },
    personality: "",
    instructions: "",
    style: "friendly",
    languages: ["en", "fr"],
    brain: { kind: "offline" },
    tools: tools.map((name) => ({ name, description: name, input: {}, lasting: lasting.includes(name), needsYes: name === "confirm" })),
    services: [service],
    zone: "America/Toronto",
    patience: { silenceMs: 8000, fillerMs: 2500, apologyMs: 8000, longestCallMs: 600_000 },
  };
}
