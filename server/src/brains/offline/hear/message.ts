import type { Memory } from "../memory.ts";
import type { Reading } from "../read/reading.ts";
import { isAsked } from "./fill.ts";
import { drop, want } from "./wishes.ts";

/** The caller wants a message taken. */
export function openMessage(memory: Memory): boolean {
  memory.task = "message";
  memory.message = { text: memory.message.text, open: true };
  memory.asked = { is: "nothing" };
  return true;
}

/** The words of a message, or the number to call back. */
export function hearMessage(memory: Memory, reading: Reading, words: string): boolean {
  const { acts } = reading;
  if (reading.phone !== undefined) memory.slots["phone"] ??= { value: reading.phone, said: reading.phone, found: true, approximate: false, sure: true };
  if (reading.name?.sure === true && !isAsked(memory, "name"))
    memory.slots["name"] ??= { value: reading.name.name, said: reading.name.name, found: true, approximate: false, sure: true };
  if (acts.has("repeat") || acts.has("wait") || reading.question !== undefined) return false;
  if ((acts.has("deny") || acts.has("done")) && words.split(/\s+/).length <= 6) {
    drop(memory);
    want(memory, "dropped");
    return true;
  }
  // The words are there already: this is the number to call back, or none.
  if (memory.message.text !== null) {
    memory.asked = { is: "nothing" };
    return true;
  }
  if (words.trim().split(/\s+/).length < 2) return false;
  memory.message = { text: words.trim(), open: true };
  memory.asked = { is: "nothing" };
  return true;
}
