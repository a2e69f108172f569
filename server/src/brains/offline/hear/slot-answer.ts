import type { Memory } from "../memory.ts";
import { slotNamed } from "../plan/slots.ts";
import type { Reading } from "../read/reading.ts";
import { type Scene, theService } from "../scene.ts";
import { plainOf } from "../text/text.ts";
import { hasWhen } from "./facts.ts";
import { set } from "./fill.ts";
import { hearMove } from "./move.ts";
import { want } from "./wishes.ts";

/** The answer to the question for slots, where the words are not a fact by themselves. */
export function hearSlots(memory: Memory, reading: Reading, words: string, scene: Scene): boolean {
  if (memory.asked.is !== "slots") return false;
  const service = theService(scene, memory);
  if (service === undefined) return false;
  const asked = memory.asked.slots.map((name) => slotNamed(service, name));
  if (memory.task === "reschedule") return hearMove(memory, reading, scene);
  const phone = asked.find((slot) => slot?.type === "phone");
  const { caller } = scene.prompt;
  if (phone !== undefined && caller !== "" && (reading.acts.has("same") || (reading.acts.has("affirm") && reading.phone === undefined)))
    return set(memory, phone.name, caller);
  // "The same name", "same place": as in the booking before this one.
  if (reading.acts.has("same") && memory.before !== undefined) {
    const known = asked.filter((slot) => slot !== undefined && memory.before?.[slot.name] !== undefined && memory.slots[slot.name] === undefined);
    for (const slot of known) memory.slots[slot!.name] = memory.before[slot!.name]!;
    if (known.length > 0) {
      memory.turn.news.push(...known.map((slot) => slot!.name));
      return true;
    }
  }
  const when = asked.find((slot) => slot?.type === "time" || slot?.type === "datetime");
  if (when !== undefined && !hasWhen(reading)) {
    if (reading.acts.has("any")) {
      memory.when = { ...memory.when, asap: true };
      return true;
    }
    if (
      /\b(?:what (?:do you have|times|is available|have you got)|which times|when (?:are you|can you|could you)|qu'est-ce que vous avez|quelles? (?:heures|disponibilites|plages)|quand (?:pouvez|pourriez|etes))/.test(
        plainOf(words),
      )
    ) {
      memory.turn.question = null;
      want(memory, "openings");
      return true;
    }
  }
  return false;
}
