import { type Memory, noWhen } from "../memory.ts";
import type { Reading } from "../read/reading.ts";
import type { Scene } from "../scene.ts";
import { clearNamed, takeFacts } from "./facts.ts";
import { drop, want } from "./wishes.ts";

/** What the caller's words mean for the read-back. Nothing new may be in a yes; the code's own reading of it decides. */
export function hearConsent(memory: Memory, reading: Reading, scene: Scene): boolean {
  const { consent, proposal } = scene.prompt;
  const { acts } = reading;
  const ours = memory.asked.is === "confirm" && memory.asked.proposal === proposal?.id;
  const changed = takeFacts(memory, reading, scene) && memory.turn.news.length > 0;
  if (changed || memory.turn.refused !== null || memory.asked.is === "role") return true;
  if (consent === "yes" && ours && proposal?.heard === true && reading.question === undefined) {
    want(memory, "confirm");
    return true;
  }
  if (reading.question !== undefined) return true;
  if (acts.has("repeat") || acts.has("wait")) return false;
  if (consent === "no" || acts.has("deny")) {
    if (proposal?.kind === "cancel") {
      drop(memory);
      want(memory, "dropped");
      return true;
    }
    if (acts.has("done") || acts.has("bye")) {
      memory.asked = { is: "nothing" };
      want(memory, "bye");
      return true;
    }
    if (clearNamed(memory, reading, scene)) return true;
    if (proposal?.kind === "reschedule") {
      memory.when = noWhen;
      memory.asked = { is: "nothing" };
      return true;
    }
    want(memory, "change");
    return true;
  }
  if (clearNamed(memory, reading, scene)) return true;
  if (acts.has("bye") || acts.has("done")) {
    want(memory, "bye");
    return true;
  }
  want(memory, acts.has("affirm") || consent === "mixed" ? "unclear" : "repeat");
  return true;
}
