import type { ServiceSpec } from "@firstring/contract/call/service.ts";
import { theService } from "../scene.ts";
import { ask, askPlace, askService, makeSure } from "./ask.ts";
import { doubt } from "./doubt.ts";
import { hold } from "./hold.ts";
import { lookUp } from "./look-up.ts";
import { offerAgain } from "./offer.ts";
import { refusal } from "./refusal.ts";
import { act, say, type Work } from "./reply.ts";
import { nextToAsk } from "./slots.ts";

/** The next move of a booking: look up what was said, make sure of what is doubtful, ask for what is missing, then hold. */
export function book(work: Work): void {
  const { memory, scene } = work;
  const service = theService(scene, memory);
  if (service === undefined) return askService(work);
  memory.service = service.slug;
  fromLine(work, service);
  if (lookUp(work, service)) return act(work, "tool");
  if (memory.asked.is === "role") {
    const { place, slots } = memory.asked;
    say(work, "which_role", { place });
    return act(work, "clarify", slots);
  }
  if (memory.asked.is === "places") return askPlace(work, service);
  if (memory.turn.refused !== null && refusal(work, service)) return;
  if (memory.asked.is === "offer" && memory.turn.blank) return offerAgain(work);
  if (doubt(work, service)) return;
  const next = nextToAsk(memory, service);
  if (next.length > 0) return ask(work, service, next);
  const unsure = service.slots.find((slot) => slot.confirm !== "implicit" && memory.slots[slot.name]?.sure === false);
  if (unsure !== undefined) return makeSure(work, service, unsure);
  hold(work, service);
}

/** The number that they call from is known: nobody is asked for it. */
function fromLine({ memory, scene }: Work, service: ServiceSpec): void {
  const slot = service.slots.find(({ type }) => type === "phone");
  const { caller } = scene.prompt;
  if (slot === undefined || memory.slots[slot.name] !== undefined || !/^\+\d{8,15}$/.test(caller) || memory.tries[slot.name] !== undefined) return;
  if (memory.turn.refused?.slot === slot.name || (memory.asked.is === "slots" && memory.asked.slots.includes(slot.name))) return;
  // Where nobody has to be called back the line's own number needs no question; the read-back tells it.
  memory.slots[slot.name] = { value: caller, said: caller, found: true, approximate: false, sure: !slot.required };
}
