import { type Memory, noWhen } from "../memory.ts";
import type { Reading } from "../read/reading.ts";
import { type Scene, standing, theService } from "../scene.ts";
import { hasFacts } from "./facts.ts";
import { fill } from "./fill.ts";
import { hearMove } from "./move.ts";
import { namedService } from "./named-service.ts";

/** Facts for a booking, whatever was asked. */
export function hearBooking(memory: Memory, reading: Reading, words: string, scene: Scene): boolean {
  const { agent } = scene.prompt;
  if (memory.task === "cancel" || memory.task === "reschedule" || memory.task === "message") return false;
  const named = namedService(words, agent.services);
  // What is said after a booking is mostly thanks: only clear words begin another or change the first.
  if (memory.task === "none" && standing(scene) !== undefined) {
    const anew = reading.acts.has("another") || (reading.acts.has("book") && named !== undefined && (reading.places.length > 0 || reading.days.length > 0));
    if (anew) again(memory);
    else if (!changes(memory, reading, scene)) return false;
    if (moving(memory)) return hearMove(memory, reading, scene);
  }
  if (named !== undefined && (memory.service === null || named.slug !== memory.service)) {
    if (memory.service !== null && memory.task === "book") memory.slots = {};
    memory.service = named.slug;
  }
  const service = theService(scene, memory);
  if (service === undefined) {
    if (!reading.acts.has("book") && !hasFacts(reading)) return false;
    memory.task = "book";
    return true;
  }
  const said = fill(memory, reading, service, scene) || memory.turn.refused !== null || memory.asked.is === "role";
  const wishes = named !== undefined || (reading.acts.has("book") && memory.task === "none");
  if (said || (wishes && reading.question === undefined)) {
    const begins = memory.task !== "book";
    memory.service = service.slug;
    memory.task = "book";
    return said || begins;
  }
  return false;
}

/** After a booking: "change the destination to X" makes a new one that takes its place; a new day or time moves it. */
function changes(memory: Memory, reading: Reading, scene: Scene): boolean {
  const here = standing(scene);
  if (here === undefined || !hasFacts(reading) || !reading.acts.has("correct")) return false;
  const others = reading.places.length > 0 || reading.count !== undefined || reading.name?.sure === true || reading.phone !== undefined;
  if (!others) {
    memory.task = "reschedule";
    memory.manage = { code: here.code, booking: null, searched: true };
    return true;
  }
  memory.replaces = [...memory.replaces, here.code];
  return true;
}

/** A function of its own, for the task was just changed. */
const moving = (memory: Memory): boolean => memory.task === "reschedule";

/** Another booking in the same call: who calls is known, the rest is new. */
function again(memory: Memory): void {
  const kept = Object.entries(memory.slots).filter(([, { value }]) => typeof value === "string" && /^\+\d/.test(value));
  memory.before = memory.slots;
  memory.slots = Object.fromEntries(kept);
  memory.when = noWhen;
}
