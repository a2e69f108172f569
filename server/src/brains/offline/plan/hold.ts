import type { Json } from "@firstring/contract/call/event.ts";
import type { ServiceSpec } from "@firstring/contract/call/service.ts";
import { clockOf } from "../read/times.ts";
import { offerPerson } from "./people.ts";
import { act, say, use, type Work } from "./reply.ts";
import { isFilled, slotNamed } from "./slots.ts";

/** Everything is there: held, and read back by the tool. Only the caller's clear yes to that makes it a booking. */
export function hold(work: Work, service: ServiceSpec): void {
  const { memory, scene } = work;
  if (!scene.has("hold_booking")) {
    say(work, "cannot");
    return offerPerson(work);
  }
  memory.turn.news = [];
  memory.tries["hold"] = (memory.tries["hold"] ?? 0) + 1;
  if (memory.tries["hold"] > 5) {
    delete memory.tries["hold"];
    say(work, "trouble_person");
    return offerPerson(work);
  }
  act(
    work,
    "confirm",
    service.slots.map(({ name }) => name).filter((name) => isFilled(memory, slotNamed(service, name)!)),
  );
  use(work, "hold_booking", { service: service.slug, slots: slotsOf(work, service) }, { for: "hold" });
}

function slotsOf({ memory, scene }: Work, service: ServiceSpec): { [key: string]: Json } {
  const values: { [key: string]: Json } = {};
  const { dates, times } = memory.when;
  for (const slot of service.slots) {
    if (!isFilled(memory, slot)) continue;
    if (slot.type === "date") values[slot.name] = dates[0]!;
    else if (slot.type === "time") values[slot.name] = clockOf(times[0]!);
    else if (slot.type === "datetime") values[slot.name] = `${dates[0]!}T${clockOf(times[0]!)}`;
    // The line's own number is the tool's to fill in, unheard.
    else if (slot.type !== "phone" || memory.slots[slot.name]!.value !== scene.prompt.caller) values[slot.name] = memory.slots[slot.name]!.value;
  }
  return values;
}
