import { type Memory, noWhen } from "../memory.ts";
import { isTouched } from "../plan/slots.ts";
import type { Reading } from "../read/reading.ts";
import { type Scene, standing, theService } from "../scene.ts";
import { hasFacts } from "./facts.ts";
import { hearMove } from "./move.ts";
import { drop, want } from "./wishes.ts";

/** A wish that changes what the call is about: to cancel, to move, to leave a message, to give up. */
export function hearTask(memory: Memory, reading: Reading, words: string, scene: Scene): boolean {
  const { acts } = reading;
  const service = theService(scene, memory);
  const inProgress = memory.task === "book" && service !== undefined && service.slots.some((slot) => isTouched(memory, slot));
  const managing = memory.task === "cancel" || memory.task === "reschedule";
  const proposed = scene.prompt.proposal;
  if (memory.asked.is === "confirm" && proposed?.kind === "cancel" && !acts.has("deny") && acts.has("cancel")) return false;
  if (acts.has("quit") && (inProgress || managing || memory.message.open)) {
    if (memory.asked.is === "confirm" || !acts.has("correct") || !hasFacts(reading)) {
      drop(memory);
      want(memory, "quit");
      return true;
    }
  }
  if (acts.has("quit") && standing(scene) !== undefined) return manage(memory, "cancel", reading, scene);
  if (acts.has("cancel") && reading.question === undefined) {
    if (inProgress && !/\b(?:my|existing|other|previous|mon|ma|autre|ancien(?:ne)?)\b/.test(words.toLowerCase()) && standing(scene) === undefined) {
      drop(memory);
      want(memory, "quit");
      return true;
    }
    return manage(memory, "cancel", reading, scene);
  }
  if (acts.has("reschedule") && !inProgress && !managing && reading.question === undefined) return manage(memory, "reschedule", reading, scene);
  if (acts.has("message") && memory.asked.is !== "message") {
    memory.task = "message";
    memory.message = { text: memory.message.text, open: true };
    return true;
  }
  return false;
}

function manage(memory: Memory, task: "cancel" | "reschedule", reading: Reading, scene: Scene): boolean {
  memory.task = task;
  const here = standing(scene);
  memory.manage = { code: reading.code ?? here?.code ?? null, booking: null, searched: false, ...(reading.name?.sure === true && { name: reading.name.name }) };
  memory.when = noWhen;
  memory.asked = { is: "nothing" };
  if (task === "reschedule") hearMove(memory, reading, scene);
  return true;
}
