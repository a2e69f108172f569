import type { CallFold } from "./fold.ts";

const LONGEST = 80;

/** What a call is called in a list: its booking, else what the caller wants booked, else their first words that say something. */
export function titleOf({ state, said }: CallFold): string {
  const booked = state.bookings.at(-1);
  if (booked !== undefined) return cut(booked.summary);
  const { goal, opened, language } = state;
  if (goal !== undefined && goal.service !== "") {
    const service = opened?.agent.services.find(({ slug }) => slug === goal.service)?.name[language] ?? goal.service;
    const day = goal.slots.find(({ name, value }) => name === "date" && value)?.value;
    return cut(day === undefined ? service : `${service}, ${day}`);
  }
  const words = said.filter(({ role }) => role === "caller").map(({ text }) => text.trim());
  return cut(words.find((text) => text.split(/\s+/).length >= 3) ?? words[0] ?? "");
}

function cut(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= LONGEST
    ? line
    : `${line
        .slice(0, LONGEST - 1)
        .toWellFormed()
        .trimEnd()}…`;
}
