import type { AgentSpec } from "../../src/call/agent.ts";
import type { Command } from "../../src/call/command.ts";
import type { CallEvent } from "../../src/call/event.ts";
import { type CallState, unopened } from "../../src/call/state.ts";
import { step } from "../../src/call/step.ts";

const tool = (name: string, lasting: boolean, needsYes: boolean) => ({ name, description: name, input: {}, lasting, needsYes });

export const spec: AgentSpec = {
  id: "a",
  revision: 1,
  name: "Léa",
  company: "Demo Rides",
  greeting: { en: "Demo Rides, how can I help?", fr: "Demo Rides, comment puis-je vous aider?" },
  personality: "warm",
  instructions: "",
  style: "friendly",
  languages: ["en", "fr"],
  brain: { kind: "offline" },
  services: [],
  zone: "America/Toronto",
  tools: [
    tool("look_up", false, false),
    tool("hold_booking", false, false),
    tool("confirm", true, true),
    tool("end_call", true, false),
    tool("transfer_to_person", true, false),
    tool("take_message", true, false),
  ],
  patience: { silenceMs: 8000, fillerMs: 2500, apologyMs: 8000, longestCallMs: 1_800_000 },
};

export const opened: CallEvent = { type: "call.opened", direction: "inbound", from: "+15145550000", to: "+15145550123", channel: "simulator", agent: spec };
export const answered: CallEvent = { type: "leg.answered", leg: "caller" };
export const said = (text: string): CallEvent => ({ type: "caller.said", leg: "caller", text });
export const asks = (turn: number, name: string, id: string): CallEvent => ({ type: "model.asked", turn, tool: { id, tool: name, input: {} } });
export const proposal = {
  id: "p1",
  kind: "book" as const,
  readBack: "A ride on Friday at 5 pm, from 12 Main Street to the airport. Is that right?",
  summary: "ride",
};

/** Folds events; a function in the list sees the state so far and gives the next event. */
export function given(...events: (CallEvent | ((state: CallState) => CallEvent))[]): { state: CallState; commands: Command[] } {
  let state = unopened;
  let commands: Command[] = [];
  for (const next of events) {
    const event = typeof next === "function" ? next(state) : next;
    ({ state, commands } = step(state, event));
  }
  return { state, commands };
}

/** Every speech asked for was played whole. */
export function hearAll(state: CallState): CallEvent[] {
  return state.speaking.map(({ id, text }) => ({ type: "speech.stopped", speech: id, heard: text }));
}
/** The oldest speech was played whole. */
export const heardOne = (state: CallState): CallEvent => hearAll(state)[0] ?? { type: "caller.spoke", leg: "caller" };
export const kinds = (commands: readonly Command[]): string[] => commands.map(({ type }) => type);
