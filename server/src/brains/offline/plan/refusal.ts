import type { ServiceSpec, SlotSpec } from "@firstring/contract/call/service.ts";
import { acknowledge } from "./acknowledge.ts";
import { asking } from "./ask.ts";
import { offer } from "./offer.ts";
import { offerPerson } from "./people.ts";
import { say, type Work } from "./reply.ts";
import { isTouched, isWhen, slotNamed } from "./slots.ts";

/** Says why not, and what else. True where the reply is whole with it. */
export function refusal(work: Work, service: ServiceSpec): boolean {
  const { memory } = work;
  const { refused } = memory.turn;
  if (refused === null) return false;
  memory.turn.refused = null;
  const slot = refused.slot === null ? undefined : slotNamed(service, refused.slot);
  switch (refused.code) {
    case "more_digits":
      say(work, "digits");
      return asking(work, [slot?.name ?? "phone"]);
    case "no_place":
      if (slot !== undefined && failedAgain(work, slot.name)) return true;
      acknowledge(work, service);
      if (refused.message !== "") say(work, "no_place", { place: refused.message });
      say(work, "street");
      return slot !== undefined && asking(work, [slot.name]);
    case "private_place":
      acknowledge(work, service);
      say(work, "private_place");
      return slot !== undefined && asking(work, [slot.name]);
    case "too_many":
    case "too_few":
      if (refused.code === "too_few" || slot?.max === undefined) say(work, "too_many_plain");
      else say(work, "too_many", { max: String(slot.max) });
      return askAnew(work, slot);
    case "invalid":
      if (refused.message === "") say(work, "invalid");
      else work.reply.sentences.push(refused.message);
      if (refused.message.includes("?")) return slot !== undefined && asking(work, [slot.name]);
      return askAnew(work, slot);
    case "missing":
    case "again":
      acknowledge(work, service);
      return (slot === undefined || !isTouched(memory, slot)) && askAnew(work, slot);
    case "none_suits":
      say(work, "another_time");
      return askWhen(work, service);
    case "openings":
      acknowledge(work, service);
      offer(work, refused.options);
      return true;
    case "past":
    case "closed":
    case "slot_taken":
    case "too_soon":
    case "too_far":
    case "nothing_free":
    case "full":
      say(work, refused.code === "full" ? "slot_taken" : refused.code);
      if (refused.options.length > 0) offer(work, refused.options);
      else {
        say(work, "another_time");
        memory.when = { ...memory.when, dates: [], times: [], mode: "at", asap: false };
        return askWhen(work, service);
      }
      return true;
    default:
      return false;
  }
}

/** The third failure at one slot: a person does better. True where one is offered. */
function failedAgain(work: Work, name: string): boolean {
  const { tries } = work.memory;
  const key = `find ${name}`;
  tries[key] = (tries[key] ?? 0) + 1;
  if (tries[key] < 3) return false;
  delete tries[key];
  say(work, "trouble_person");
  offerPerson(work);
  return true;
}

/** The slot's own question, once more. */
function askAnew(work: Work, slot: SlotSpec | undefined): boolean {
  if (slot === undefined) return false;
  work.reply.sentences.push(slot.ask[work.memory.language]);
  return asking(work, [slot.name]);
}

const askWhen = (work: Work, service: ServiceSpec): true =>
  asking(
    work,
    service.slots.filter(isWhen).map(({ name }) => name),
  );
