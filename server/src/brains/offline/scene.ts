import type { Prompt } from "@firstring/contract/call/prompt.ts";
import type { ServiceSpec } from "@firstring/contract/call/service.ts";
import { DateTime } from "luxon";
import type { Memory } from "./memory.ts";
import { serviceOf, withWhen } from "./plan/slots.ts";
import { type Day, dayFrom } from "./read/day.ts";
import type { Minutes } from "./read/times.ts";

/** The prompt, and what follows from it for every part of a reply. */
export type Scene = Readonly<{ prompt: Prompt; today: Day; nowMin: Minutes; has(tool: string): boolean }>;

export function sceneOf(prompt: Prompt): Scene {
  const now = DateTime.fromMillis(prompt.nowMs, { zone: prompt.agent.zone });
  const tools = new Set(prompt.agent.tools.map(({ name }) => name));
  return { prompt, today: dayFrom(now.toISODate() ?? "1970-01-01"), nowMin: now.hour * 60 + now.minute, has: (tool) => tools.has(tool) };
}

/** The service at hand; where the agent has only one, it is that one. */
export function theService({ prompt }: Scene, memory: Memory): ServiceSpec | undefined {
  const [only, second] = prompt.agent.services;
  return serviceOf(prompt.agent, memory) ?? (only !== undefined && second === undefined ? withWhen(only) : undefined);
}

/** The booking made in this call that still stands, if any: the newest. */
export function standing({ prompt }: Scene): { code: string; summary: string } | undefined {
  return prompt.bookings.findLast(({ status }) => status !== "cancelled");
}
