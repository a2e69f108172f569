import type { ServiceSpec } from "@firstring/contract/call/service.ts";
import { isoOf } from "../read/day.ts";
import { clockOf } from "../read/times.ts";
import { isPast } from "./past.ts";
import { use, type Work } from "./reply.ts";
import { missingOf, slotNamed } from "./slots.ts";

/** Asks the world what it must know before the caller is asked anything. */
export function lookUp(work: Work, service: ServiceSpec): boolean {
  const { memory, scene } = work;
  const { when, slots } = memory;
  for (const [name, filled] of Object.entries(slots)) {
    if (memory.asked.is === "places" && memory.asked.slot === name) continue;
    if (filled.found || slotNamed(service, name)?.type !== "place") continue;
    if (scene.has("find_place")) {
      if (work.reply.tools.length < 3) use(work, "find_place", { text: filled.said }, { for: "place", slot: name });
    } else slots[name] = { ...filled, found: true, approximate: true };
  }
  if (!scene.has("check_availability")) {
    if (when.asap) memory.when = { ...when, asap: false };
    return work.reply.tools.length > 0;
  }
  const party = partyOf(work, service);
  const [date] = when.dates;
  const clear = when.dates.length === 1 && date !== undefined;
  if (when.asap && work.reply.tools.length === 0 && !missingOf(memory, service).some(({ name }) => name === service.capacitySlot)) {
    const today = clear ? date : isoOf(scene.today);
    const now = today === isoOf(scene.today) ? { time: clockOf(Math.min(Math.ceil((scene.nowMin + 1) / 5) * 5, 1435)) } : {};
    use(work, "check_availability", { service: service.slug, date: today, ...now, ...party }, { for: "earliest" });
  } else if (clear && when.mode !== "at" && when.times.length > 0 && when.times.length < 3) {
    use(work, "check_availability", { service: service.slug, date, time: clockOf(when.times.at(-1)!), ...party }, { for: "openings" });
  } else if (clear && memory.turn.wants.includes("openings")) {
    memory.turn.wants = memory.turn.wants.filter((want) => want !== "openings");
    use(work, "check_availability", { service: service.slug, date, ...party }, { for: "openings" });
  } else if (clear && when.times.length === 2) {
    for (const minutes of when.times) {
      const key = `${date} ${clockOf(minutes)}`;
      if (memory.known[key] === undefined && !isPast(work, date, minutes))
        use(work, "check_availability", { service: service.slug, date, time: clockOf(minutes), ...party }, { for: "half", key });
    }
  }
  return work.reply.tools.length > 0;
}

function partyOf({ memory }: Work, service: ServiceSpec): { party?: number } {
  const value = service.capacitySlot === undefined ? undefined : memory.slots[service.capacitySlot]?.value;
  return typeof value === "number" ? { party: value } : {};
}
