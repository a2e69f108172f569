import type { ServiceSpec, SlotSpec } from "@firstring/contract/call/service.ts";
import type { Filled, Memory } from "../memory.ts";
import { isTouched, isWhen, roleOf, slotNamed } from "../plan/slots.ts";
import type { PlaceFind } from "../read/place.ts";
import { isPrivate } from "../read/place-words.ts";
import type { Reading } from "../read/reading.ts";
import type { Scene } from "../scene.ts";
import { overlap } from "../text/overlap.ts";
import { hearWhen } from "./when.ts";

/** Takes every fact of an utterance into the slots of the service. True where something was said, new or not. */
export function fill(memory: Memory, reading: Reading, service: ServiceSpec, scene: Scene): boolean {
  let said = false;
  const whens = service.slots.filter(isWhen);
  if (whens.length > 0) {
    const before = memory.when;
    const changed = hearWhen(memory, reading, scene);
    if (changed) {
      for (const slot of whens) {
        const dates = slot.type !== "time" && memory.when.dates.join() !== before.dates.join();
        const times = slot.type !== "date" && memory.when.times.join() !== before.times.join();
        if (dates || times || memory.when.asap) news(memory, slot.name);
      }
    }
    said ||= changed || reading.days.length + reading.times.length + reading.soon.length > 0 || reading.acts.has("asap");
  }
  for (const find of reading.places) said = place(memory, find, reading, service) || said;
  const named = (type: SlotSpec["type"]): SlotSpec | undefined => service.slots.find((slot) => slot.type === type);
  if (reading.name !== undefined) {
    const slot = named("person");
    if (slot !== undefined && (reading.name.sure || isAsked(memory, slot.name))) said = set(memory, slot.name, reading.name.name) || said;
  }
  if (reading.count !== undefined) said = count(memory, reading.count, named("count")) || said;
  const phone = named("phone");
  if (phone !== undefined && reading.phone !== undefined) said = set(memory, phone.name, reading.phone) || said;
  if (phone !== undefined && reading.digits !== undefined && reading.phone === undefined) {
    memory.digits = reading.digits;
    memory.turn.refused = { code: "more_digits", message: "", slot: phone.name, options: [] };
    said = true;
  }
  const email = named("email");
  if (email !== undefined && reading.email !== undefined) said = set(memory, email.name, reading.email) || said;
  for (const { slot, value } of reading.choices) said = set(memory, slot, value) || said;
  const text = service.slots.find((slot) => slot.type === "text" && (slot.required || isAsked(memory, slot.name)));
  if (text !== undefined && reading.complaint !== undefined && (memory.slots[text.name] === undefined || isAsked(memory, text.name)))
    said = set(memory, text.name, reading.complaint) || said;
  return said;
}

export function isAsked(memory: Memory, slot: string): boolean {
  const { asked } = memory;
  return (asked.is === "slots" && asked.slots.includes(slot)) || ((asked.is === "sure" || asked.is === "places") && asked.slot === slot);
}

export function news(memory: Memory, slot: string): void {
  if (!memory.turn.news.includes(slot)) memory.turn.news.push(slot);
  delete memory.tries[slot];
}

/** Fills a slot; true always, for it was said. */
export function set(memory: Memory, slot: string, value: string | number, more: Partial<Filled> = {}): true {
  const before = memory.slots[slot];
  if (before === undefined || before.value !== value || more.found === false) {
    memory.slots[slot] = { value, said: String(value), found: true, approximate: false, sure: false, ...more };
    news(memory, slot);
  }
  memory.digits = "";
  return true;
}

function count(memory: Memory, value: number, slot: SlotSpec | undefined): boolean {
  if (slot === undefined) return false;
  if (value < (slot.min ?? 1) || value > (slot.max ?? 999)) {
    memory.turn.refused = { code: value > (slot.max ?? 999) ? "too_many" : "too_few", message: String(slot.max ?? ""), slot: slot.name, options: [] };
    delete memory.slots[slot.name];
    return true;
  }
  return set(memory, slot.name, value);
}

/** Gives a place to the slot whose end of the journey it is; where that is not clear it is asked. */
function place(memory: Memory, find: PlaceFind, reading: Reading, service: ServiceSpec): boolean {
  const slots = service.slots.filter(({ type }) => type === "place");
  const byRole =
    slots.find((slot) => roleOf(service, slot) === find.role) ?? (slots.length === 1 && roleOf(service, slots[0]!) === "site" ? slots[0] : undefined);
  const slot = byRole ?? (find.role === "any" || find.role === "site" ? anySlot(memory, find, reading, service, slots) : undefined);
  if (slot === undefined) return false;
  if (isPrivate(find.place)) {
    memory.turn.refused = { code: "private_place", message: find.place, slot: slot.name, options: [] };
    delete memory.slots[slot.name];
    return true;
  }
  const before = memory.slots[slot.name];
  if (before !== undefined && before.said.toLowerCase() === find.place.toLowerCase()) {
    // The same words again, against a read-back: what was found for them is not what they mean.
    if (!reading.acts.has("deny") || !misplaced(memory, slot.name)) return true;
    memory.turn.refused = { code: "no_place", message: before.said, slot: slot.name, options: [] };
    delete memory.slots[slot.name];
    return true;
  }
  return set(memory, slot.name, find.place, { found: false, said: find.place });
}

/** Remembers that what was found for a place's words was not meant. True where something else than the words was found. */
export function misplaced(memory: Memory, slot: string): boolean {
  const filled = memory.slots[slot];
  if (filled === undefined || !filled.found || overlap(filled.said, String(filled.value)) > 0.5) return false;
  memory.known[notMeant(slot, filled.said, String(filled.value))] = true;
  return true;
}

/** The key under which a wrong finding is kept. */
export const notMeant = (slot: string, said: string, value: string): string => `${slot}: ${said.toLowerCase()} is not ${value}`;

function anySlot(memory: Memory, find: PlaceFind, reading: Reading, service: ServiceSpec, slots: readonly SlotSpec[]): SlotSpec | undefined {
  const asked = slots.filter(({ name }) => isAsked(memory, name));
  const named = slots.filter(({ name }) => reading.mentions.includes(name));
  if (named.length === 1) return named[0];
  if (asked.length === 1) return asked[0];
  const others = reading.places.filter(({ role }) => role === "any" || role === "site");
  if (asked.length === 2 && others.length === 2) return asked[others.indexOf(find)];
  const open = asked.filter(({ name }) => !reading.places.some((other) => other !== find && roleOf(service, slotNamed(service, name)!) === other.role));
  if (open.length === 1) return open[0];
  if (asked.length === 0 && (memory.asked.is === "confirm" || memory.asked.is === "change") && slots.length > 1) {
    memory.asked = { is: "role", place: find.place, slots: slots.map(({ name }) => name) };
    return undefined;
  }
  if (asked.length === 0) {
    const empty = slots.filter((slot) => slot.required && !isTouched(memory, slot));
    return empty.length === 1 && memory.asked.is === "nothing" ? empty[0] : undefined;
  }
  memory.asked = { is: "role", place: find.place, slots: asked.map(({ name }) => name) };
  return undefined;
}
