import type { Asked, Memory } from "../memory.ts";
import { choose } from "../plan/choose.ts";
import { roleOf, slotNamed } from "../plan/slots.ts";
import { isoOf } from "../read/day.ts";
import type { Reading } from "../read/reading.ts";
import { inPart, type Minutes } from "../read/times.ts";
import { type Scene, theService } from "../scene.ts";
import { plainOf } from "../text/text.ts";
import { momentSaid } from "../words/said.ts";
import { takeFacts } from "./facts.ts";
import { news, set } from "./fill.ts";

type Of<Is extends Asked["is"]> = Extract<Asked, { is: Is }>;

/** Morning or evening. */
export function settleHalf(memory: Memory, asked: Of<"half">, reading: Reading, words: string, scene: Scene): boolean {
  const other = reading.times.length > 0 && !reading.times.some(({ times }) => times.some((minutes) => asked.times.includes(minutes)));
  const half = other ? undefined : halfOf(words, asked.times, reading);
  if (half === undefined) return false;
  memory.when = { ...memory.when, times: [half] };
  const slot = theService(scene, memory)?.slots.find(({ type }) => type === "time" || type === "datetime");
  if (slot !== undefined) news(memory, slot.name);
  memory.asked = { is: "nothing" };
  takeFacts(memory, { ...reading, times: [], parts: [] }, scene);
  return true;
}

/** This Friday or the next. */
export function settleDay(memory: Memory, asked: Of<"day">, reading: Reading, words: string, scene: Scene): boolean {
  const dates = reading.days.flatMap(({ days }) => days.map(isoOf)).filter((date) => asked.dates.includes(date));
  const one =
    dates.length === 1
      ? asked.dates.indexOf(dates[0]!)
      : choose(
          words,
          asked.dates.map((date) => momentSaid({ date, time: "" }, memory.language, scene)),
        );
  const next = /\b(?:next|after|following|prochaine?|d'apres|suivante?)\b/.test(plainOf(words))
    ? asked.dates.length - 1
    : /\b(?:this|coming|today|ce|cette|aujourd'hui)\b/.test(plainOf(words))
      ? 0
      : undefined;
  const picked = one ?? next;
  if (picked === undefined) return false;
  memory.when = { ...memory.when, dates: [asked.dates[picked]!], vague: null };
  const slot = theService(scene, memory)?.slots.find(({ type }) => type === "date" || type === "datetime");
  if (slot !== undefined) news(memory, slot.name);
  memory.asked = { is: "nothing" };
  takeFacts(memory, { ...reading, days: [] }, scene);
  return true;
}

/** Where we pick them up, or where they are going. */
export function settleRole(memory: Memory, asked: Of<"role">, reading: Reading, words: string, scene: Scene): boolean {
  if (reading.places.some(({ role }) => role === "origin" || role === "destination")) {
    memory.asked = { is: "nothing" };
    return takeFacts(memory, reading, scene);
  }
  const service = theService(scene, memory);
  const named = reading.mentions.filter((name) => asked.slots.includes(name));
  const low = plainOf(words);
  const role = /\b(?:pick|from|start|leav|depart|origin|ramass|de la|je pars)/.test(low)
    ? "origin"
    : /\b(?:drop|to|going|destination|arriv|vais|va)\b/.test(low)
      ? "destination"
      : undefined;
  const slot = named.length === 1 ? named[0] : asked.slots.find((name) => service !== undefined && roleOf(service, slotNamed(service, name)!) === role);
  const { place } = asked;
  if (slot === undefined) return false;
  memory.asked = { is: "nothing" };
  return set(memory, slot, place, { found: false, said: place });
}

/** Whether a value is right. */
export function settleValue(memory: Memory, asked: Of<"sure">, reading: Reading, scene: Scene): boolean {
  const { acts } = reading;
  const filled = memory.slots[asked.slot];
  if (takeFacts(memory, reading, scene)) return true;
  if (filled === undefined) return false;
  if (acts.has("affirm") && !acts.has("deny")) {
    memory.slots[asked.slot] = { ...filled, sure: true };
    memory.asked = { is: "nothing" };
    return true;
  }
  if (acts.has("deny")) {
    delete memory.slots[asked.slot];
    memory.asked = { is: "slots", slots: [asked.slot] };
    memory.turn.refused = { code: "again", message: "", slot: asked.slot, options: [] };
    return true;
  }
  return false;
}

/** Which half of the day was meant, of a time that could be either. */
function halfOf(words: string, times: readonly Minutes[], reading: Reading): Minutes | undefined {
  const low = plainOf(words);
  const said = reading.times.flatMap((find) => find.times).filter((minutes) => times.includes(minutes));
  const part =
    reading.parts.at(-1)?.part ??
    (/\b(?:a\.? ?m\.?)(?![a-z'])|\bmatin\b/.test(low) ? "morning" : /\b(?:p\.? ?m\.?)(?![a-z'])|\bsoir\b/.test(low) ? "evening" : undefined);
  if (part !== undefined) {
    const fitting = inPart(times, part);
    if (fitting.length === 1) return fitting[0];
    return part === "morning" ? times.find((minutes) => minutes < 720) : times.find((minutes) => minutes >= 720);
  }
  if (said.length === 1) return said[0];
  if (/\bnoon\b|\bmidi\b|\bdaytime\b|\bday\b/.test(low)) return times.find((minutes) => minutes >= 720);
  const place = choose(words, ["first", "second"]);
  return place === undefined ? undefined : times[place];
}
