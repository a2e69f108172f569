import type { Memory } from "./memory.ts";
import { mentioned, roleOf } from "./plan/slots.ts";
import { type Scene, theService } from "./scene.ts";
import { plainOf } from "./text/text.ts";

/** What somebody else's words (a greeting, another brain) asked the caller, for the reading of the answer. */
export function guessAsked(memory: Memory, words: string, scene: Scene): void {
  if (memory.asked.is === "confirm" && scene.prompt.proposal?.readBack.trim() === words.trim()) return;
  const service = theService(scene, memory);
  const asks = plainOf(words)
    .match(/[^.!?]*\?/g)
    ?.at(-1);
  if (service === undefined || asks === undefined) {
    if (memory.asked.is !== "confirm") memory.asked = { is: "nothing" };
    return;
  }
  if (/\b(?:anything else|autre chose)\b/.test(asks)) {
    memory.asked = { is: "more" };
    return;
  }
  const exact = service.slots.filter(({ ask }) => Object.values(ask).some((question) => plainOf(words).includes(plainOf(question))));
  const guessed = exact.length > 0 ? exact : service.slots.filter((slot) => isAskedBy(slot, asks));
  memory.asked = guessed.length > 0 ? { is: "slots", slots: guessed.slice(0, 3).map(({ name }) => name) } : { is: "nothing" };

  function isAskedBy(slot: (typeof service & object)["slots"][number], question: string): boolean {
    if (slot.type === "place") {
      const role = roleOf(service!, slot);
      if (role === "destination") return /\b(?:take you|going|go to|headed|heading|drop|destination|conduire|allez|deposer)\b/.test(question);
      if (role === "origin")
        return /\b(?:pick you|picking you|pick[- ]?up|leaving from|coming from|venir vous|vous prendre|chercher|depart|partez)\b/.test(question);
    }
    if (slot.type === "date" && /\b(?:when|what day|which day|quand|quel jour)\b/.test(question)) return true;
    if (slot.type === "time" && /\b(?:when|what time|quand|quelle heure)\b/.test(question)) return true;
    if (slot.type === "count" && /\b(?:how many|combien)\b/.test(question)) return true;
    return mentioned({ ...service!, slots: [slot] }, question).length > 0;
  }
}
