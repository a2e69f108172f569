import { type Memory, noWhen } from "../memory.ts";
import { slotNamed } from "../plan/slots.ts";
import type { Reading } from "../read/reading.ts";
import { type Scene, theService } from "../scene.ts";
import { fill, misplaced } from "./fill.ts";
import { hearMove } from "./move.ts";

/** Facts said instead of, or together with, an answer. */
export function takeFacts(memory: Memory, reading: Reading, scene: Scene): boolean {
  const service = theService(scene, memory);
  if (service === undefined || memory.task === "cancel") return false;
  if (memory.task === "reschedule") return hearMove(memory, reading, scene);
  return fill(memory, reading, service, scene);
}

/** "The time is wrong": what they name is asked for anew. */
export function clearNamed(memory: Memory, reading: Reading, scene: Scene): boolean {
  const service = theService(scene, memory);
  if (service === undefined || reading.mentions.length === 0 || memory.task === "cancel") return false;
  const names = reading.mentions.slice(0, 2);
  for (const name of names) {
    const slot = slotNamed(service, name);
    if (slot?.type === "date") memory.when = { ...memory.when, dates: [], vague: null, asap: false };
    else if (slot?.type === "time") memory.when = { ...memory.when, times: [], mode: "at", part: null, asap: false };
    else if (slot?.type === "datetime") memory.when = noWhen;
    else {
      misplaced(memory, name);
      delete memory.slots[name];
    }
  }
  memory.asked = { is: "slots", slots: names };
  memory.turn.refused = { code: "again", message: "", slot: names[0]!, options: [] };
  return true;
}

/** Whether a day or a time was said. */
export function hasWhen(reading: Reading): boolean {
  return reading.days.length + reading.times.length + reading.soon.length + reading.parts.length > 0 || reading.acts.has("asap");
}

/** Whether anything that can be booked was said. */
export const hasFacts = (reading: Reading): boolean =>
  reading.days.length + reading.times.length + reading.soon.length + reading.places.length > 0 ||
  reading.count !== undefined ||
  reading.complaint !== undefined;
