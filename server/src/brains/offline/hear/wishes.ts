import { type Memory, noWhen, type Want } from "../memory.ts";

/** Gives up what the call was about: nothing of it is kept. */
export function drop(memory: Memory): void {
  memory.task = "none";
  memory.slots = {};
  memory.when = noWhen;
  memory.asked = { is: "nothing" };
  memory.manage = { code: null, booking: null, searched: false };
  memory.message = { text: null, open: false };
  memory.replaces = [];
}

/** Something that the next reply must meet. */
export function want(memory: Memory, wish: Want): void {
  if (!memory.turn.wants.includes(wish)) memory.turn.wants.push(wish);
}
