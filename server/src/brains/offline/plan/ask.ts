import type { ServiceSpec, SlotSpec } from "@firstring/contract/call/service.ts";
import { listed } from "../words/phrases.ts";
import { question, rephrased } from "../words/questions.ts";
import { phoneSaid, placeSaid, valueSaid } from "../words/said.ts";
import { acknowledge } from "./acknowledge.ts";
import { offerPerson } from "./people.ts";
import { act, say, variety, type Work } from "./reply.ts";

/** Asks for slots; the second time more slowly, the third time with an example, then for a person. */
export function ask(work: Work, service: ServiceSpec, slots: readonly SlotSpec[]): void {
  const { memory } = work;
  const names = slots.map(({ name }) => name);
  const key = names[0]!;
  const repeated = memory.asked.is === "slots" && memory.asked.slots.includes(key) && memory.turn.blank;
  if (repeated) {
    memory.tries[key] = (memory.tries[key] ?? 0) + 1;
    if (memory.tries[key]! >= 3) {
      delete memory.tries[key];
      say(work, "trouble_person");
      return offerPerson(work);
    }
    say(work, "again");
  } else if (
    memory.turn.wants.includes("start") ||
    (memory.turn.news.length === 0 && work.reply.sentences.length === 0 && memory.turn.refused === null && memory.asked.is === "nothing")
  )
    say(work, "start");
  acknowledge(work, service);
  const fewer = repeated ? slots.slice(0, 1) : slots;
  work.reply.sentences.push(question(memory, fewer, variety(work)));
  if (repeated && memory.tries[key] === 2) work.reply.sentences.push(rephrased(slots[0]!, memory.language));
  memory.asked = { is: "slots", slots: fewer.map(({ name }) => name) };
  act(work, "ask", memory.asked.slots);
}

/** Opens the question for a slot whose words are already said. True always. */
export function asking(work: Work, names: readonly string[]): true {
  work.memory.asked = { is: "slots", slots: [...names] };
  act(work, "ask", names);
  return true;
}

/** Whether a value is right that must not be wrong. */
export function makeSure(work: Work, service: ServiceSpec, slot: SlotSpec): void {
  const { memory, scene } = work;
  const value = valueSaid(memory, service, slot, scene) ?? "";
  memory.turn.news = memory.turn.news.filter((name) => name !== slot.name);
  acknowledge(work, service);
  if (slot.type === "phone") say(work, "sure_number", { value: phoneSaid(String(memory.slots[slot.name]?.value ?? value)) });
  else if (slot.confirm === "spell") say(work, "sure_spelled", { value, letters: [...value.replace(/[^\p{L}\p{N}]/gu, "")].join("-").toUpperCase() });
  else say(work, "sure", { value });
  memory.asked = { is: "sure", slot: slot.name };
  act(work, "confirm", [slot.name]);
}

/** What they would like to book. */
export function askService(work: Work): void {
  const { memory, scene } = work;
  const { services } = scene.prompt.agent;
  if (services.length === 0) {
    memory.task = "none";
    say(work, "cannot");
    return offerPerson(work);
  }
  say(work, "which_service", {
    options: listed(
      services.map(({ name }) => name[memory.language].toLowerCase()),
      memory.language,
      "or",
    ),
  });
  memory.asked = { is: "service" };
  act(work, "ask", ["service"]);
}

/** Which of the places that were found. */
export function askPlace(work: Work, service: ServiceSpec): void {
  const { memory } = work;
  if (memory.asked.is !== "places") return;
  acknowledge(work, service);
  const { options, slot } = memory.asked;
  say(work, "which_place", { count: counted(options.length, memory.language), options: listed(options.map(placeSaid), memory.language, "or") });
  act(work, "offer", [slot]);
}

const counted = (count: number, language: "en" | "fr"): string =>
  (language === "en" ? ["none", "one", "two", "three"] : ["aucun", "un", "deux", "trois"])[count] ?? String(count);
