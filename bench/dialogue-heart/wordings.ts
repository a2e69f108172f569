import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Draw } from "./draw.ts";
import { rows } from "./goals.ts";

type Template = { kind: string; slots: string[]; text: string };
export type Kind = "opening" | "inform" | "affirm" | "correct" | "bye";

/** How people word things, from the data, and values for what a recorded goal leaves open. */
export type Wordings = {
  /** A human wording that tells exactly these slots, or undefined where the data has none. */
  template(kind: Kind, slots: readonly string[], draw: Draw): string | undefined;
  times: readonly (readonly [words: string, clock: string])[];
  places: readonly string[];
  people: readonly (readonly [words: string, count: string])[];
  names: readonly (readonly string[])[];
};

/** Wordings that were cut from talk about something else tell a caller's story wrong: they are left out. */
const aside =
  /cancel|appointment|salon|doctor|dentist|restaurant|table|coffee|mark\b|airport|'|"|employees|need to change|my booking|reschedul|modify|checking|confirm my|got a|attending|dinner|lunch|meal|child|high ?chair|expected|too late|\?.*\?/i;

export function readWordings(dataDir: string): Wordings {
  const templates = rows<Template>(join(dataDir, "dev", "caller-templates.jsonl")).filter(({ kind, text, slots }) => fits(kind, text, slots));
  const byKey = Map.groupBy(templates, ({ kind, slots }) => `${kind} ${[...slots].sort().join()}`);
  const pools = JSON.parse(readFileSync(join(dataDir, "dev", "sim-pools.json"), "utf8")) as { times: [string, string][]; places: string[]; names: string[][] };
  return {
    template: (kind, slots, draw) => draw.one(byKey.get(`${kind} ${[...slots].sort().join()}`)?.map(({ text }) => text)),
    times: pools.times,
    places: pools.places,
    people: [
      ["just me", "1"],
      ["one person", "1"],
      ["two people", "2"],
      ["me and my wife", "2"],
      ["3", "3"],
      ["three people", "3"],
      ["me and 3 friends", "4"],
      ["four of us", "4"],
      ["2 adults and 2 kids", "4"],
    ],
    names: pools.names,
  };
}

function fits(kind: string, text: string, slots: readonly string[]): boolean {
  if (kind === "affirm" || kind === "bye") return text.split(" ").length < 12;
  if (aside.test(text) || text.split(" ").length > 18) return false;
  const others = text.replace(/\{\w+\}/g, "");
  if (/\d/.test(others) || slots.includes("date") !== /\{date\}/.test(text)) return false;
  // A day or a half of it beside the value would contradict a value of ours.
  if (
    /\b(?:am|pm|tomorrow|today|tonight|morning|evening|afternoon|monday|tuesday|wednesday|thursday|friday|saturday|sunday|o'clock|next week|of march)\b/i.test(
      others,
    )
  )
    return false;
  if (slots.join() === "pickup") return /\b(?:from|at|leaving|picked up)\b[^{]*\{pickup\}/i.test(text) && !/ to /.test(others);
  if (slots.join() === "dropoff") return !/\bfrom\b|\bat the \{dropoff\}|married/i.test(text);
  return true;
}
