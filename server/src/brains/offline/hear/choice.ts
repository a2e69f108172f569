import { type Asked, type Memory, noWhen } from "../memory.ts";
import { byOrdinal, choose } from "../plan/choose.ts";
import { isoOf } from "../read/day.ts";
import type { Reading } from "../read/reading.ts";
import { clockOf, minutesOf } from "../read/times.ts";
import type { Scene } from "../scene.ts";
import { momentSaid, placeSaid } from "../words/said.ts";
import { hasWhen, takeFacts } from "./facts.ts";
import { news } from "./fill.ts";
import { want } from "./wishes.ts";

type Of<Is extends Asked["is"]> = Extract<Asked, { is: Is }>;

/** Which of the times that we offered, or another. */
export function chooseTime(memory: Memory, asked: Of<"offer">, reading: Reading, words: string, scene: Scene): boolean {
  const { acts } = reading;
  if (acts.has("any") && !hasWhen(reading)) return takeOffer(memory, 0);
  const said = asked.options.map((option) => momentSaid(option, memory.language, scene));
  const timed = reading.days.length + reading.times.length > 0 ? fromOptions(memory, reading) : undefined;
  const picked = timed ?? byOrdinal(words, said.length) ?? (hasWhen(reading) ? undefined : choose(words, said));
  if (picked !== undefined) return takeOffer(memory, picked);
  const [day, another] = new Set(asked.options.map(({ date }) => date));
  // "Yes, but at two" keeps the day that was offered.
  if (reading.days.length === 0 && reading.times.length > 0 && day !== undefined && another === undefined) memory.when = { ...memory.when, dates: [day] };
  if (hasWhen(reading)) return takeFacts(memory, reading, scene);
  if (acts.has("affirm") && asked.options.length === 1) return takeOffer(memory, 0);
  if (acts.has("affirm")) {
    want(memory, "unclear");
    return true;
  }
  if (acts.has("deny")) {
    memory.when = { ...noWhen };
    memory.asked = { is: "nothing" };
    memory.turn.refused = { code: "none_suits", message: "", slot: null, options: [] };
    return true;
  }
  return false;
}

/** Which of the places that were found, or another. */
export function choosePlace(memory: Memory, asked: Of<"places">, reading: Reading, words: string, scene: Scene): boolean {
  const { acts } = reading;
  const picked = choose(words, asked.options.map(placeSaid));
  if (picked !== undefined) return takePlace(memory, asked.slot, picked);
  if (acts.has("any") || (acts.has("affirm") && asked.options.length === 1)) return takePlace(memory, asked.slot, 0);
  if (acts.has("deny") && reading.places.length === 0) {
    delete memory.slots[asked.slot];
    memory.asked = { is: "nothing" };
    memory.turn.refused = { code: "no_place", message: "", slot: asked.slot, options: [] };
    return true;
  }
  return takeFacts(memory, reading, scene);
}

/** Which of the caller's bookings. */
export function chooseBooking(memory: Memory, asked: Of<"bookings">, reading: Reading, words: string, scene: Scene): boolean {
  const picked =
    reading.code !== undefined
      ? asked.options.findIndex(({ code }) => code === reading.code)
      : choose(
          words,
          asked.options.map((option) => `${option.summary} ${momentSaid(option, memory.language, scene)}`),
        );
  if (picked === undefined || picked < 0) return reading.acts.has("affirm") && asked.options.length === 1 ? takeBooking(memory, 0) : false;
  return takeBooking(memory, picked);
}

function takeOffer(memory: Memory, picked: number): boolean {
  if (memory.asked.is !== "offer") return false;
  const option = memory.asked.options[picked];
  if (option === undefined) return false;
  memory.when = { ...noWhen, dates: [option.date], times: [minutesOf(option.time)] };
  memory.known[`${option.date} ${option.time}`] = true;
  memory.asked = { is: "nothing" };
  return true;
}

/** The one option that fits the day and time that were said. */
function fromOptions(memory: Memory, reading: Reading): number | undefined {
  if (memory.asked.is !== "offer") return undefined;
  const dates = new Set(reading.days.flatMap(({ days }) => days.map(isoOf)));
  const clocks = new Set(reading.times.flatMap(({ times }) => times.map(clockOf)));
  const fitting = memory.asked.options.flatMap(({ date, time }, i) =>
    (dates.size === 0 || dates.has(date)) && (clocks.size === 0 || clocks.has(time)) ? [i] : [],
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}

function takePlace(memory: Memory, slot: string, picked: number): boolean {
  if (memory.asked.is !== "places") return false;
  const option = memory.asked.options[picked];
  if (option === undefined) return false;
  memory.slots[slot] = { value: placeSaid(option), said: placeSaid(option), found: true, approximate: option.approximate, sure: true };
  news(memory, slot);
  memory.asked = { is: "nothing" };
  return true;
}

function takeBooking(memory: Memory, picked: number): boolean {
  if (memory.asked.is !== "bookings") return false;
  const option = memory.asked.options[picked]!;
  memory.manage = { code: option.code, booking: option, searched: true };
  memory.asked = { is: "nothing" };
  return true;
}
