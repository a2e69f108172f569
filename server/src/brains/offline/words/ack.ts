import type { ServiceSpec, SlotSpec } from "@firstring/contract/call/service.ts";
import type { Memory } from "../memory.ts";
import { roleOf, slotNamed } from "../plan/slots.ts";
import { clockOf } from "../read/times.ts";
import type { Scene } from "../scene.ts";
import { listed, phrase } from "./phrases.ts";
import { momentSaid, valueSaid } from "./said.ts";

/** What was just understood, said back in passing, so that a mistake is heard at once. */
export function acknowledged(memory: Memory, service: ServiceSpec, scene: Scene, variety: number): string | undefined {
  const known = memory.turn.news.flatMap((name) => slotNamed(service, name) ?? []);
  const news = known.filter((slot) => slot.type !== "text").sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type));
  const values = [...new Set(news.flatMap((slot) => together(slot) ?? valueSaid(memory, service, slot, scene) ?? []))];
  return values.length === 0 ? undefined : phrase("got", memory.language, variety, { values: listed(values, memory.language, "and") });

  /** Day and time are said as one moment, both ends of a journey as one way. */
  function together(slot: SlotSpec): string | undefined {
    const { dates, times, mode } = memory.when;
    const whens = news.filter(({ type }) => type === "date" || type === "time");
    if (whens.length === 2 && whens.includes(slot) && dates.length === 1 && times.length === 1 && mode === "at")
      return momentSaid({ date: dates[0]!, time: clockOf(times[0]!) }, memory.language, scene);
    if (slot.type !== "place") return undefined;
    const end = (role: string): string | undefined => {
      const found = news.find((other) => other.type === "place" && roleOf(service, other) === role);
      return found && valueSaid(memory, service, found, scene);
    };
    const [from, to] = [end("origin"), end("destination")];
    if (from === undefined || to === undefined) return undefined;
    return memory.language === "en" ? `from ${from} to ${to}` : `départ ${from}, destination ${to}`;
  }
}

/** In which order several things are said. */
const order: readonly SlotSpec["type"][] = ["person", "count", "enum", "place", "datetime", "date", "time", "phone", "email", "text"];
