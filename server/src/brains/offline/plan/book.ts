import type { Json } from "@firstring/contract/call/event.ts";
import type { ServiceSpec, SlotSpec } from "@firstring/contract/call/service.ts";
import { isoOf } from "../read/day.ts";
import { clockOf, type Minutes } from "../read/times.ts";
import { theService } from "../scene.ts";
import { acknowledged } from "../words/ack.ts";
import { listed } from "../words/phrases.ts";
import { question, rephrased } from "../words/questions.ts";
import { fullDate, momentSaid, phoneSaid, placeSaid, timeSaid, valueSaid } from "../words/said.ts";
import { offerPerson } from "./people.ts";
import { act, say, use, variety, type Work } from "./reply.ts";
import { isFilled, isTouched, isWhen, missingOf, nextToAsk, slotNamed } from "./slots.ts";

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
  if (memory.asked.is === "places") {
    acknowledge(work, service);
    const { options, slot } = memory.asked;
    say(work, "which_place", { count: counted(options.length, memory.language), options: listed(options.map(placeSaid), memory.language, "or") });
    return act(work, "offer", [slot]);
  }
  if (memory.turn.refused !== null && refusal(work, service)) return;
  if (memory.asked.is === "offer" && memory.turn.blank) return again(work);
  if (doubt(work, service)) return;
  const next = nextToAsk(memory, service);
  if (next.length > 0) return ask(work, service, next);
  const unsure = service.slots.find((slot) => slot.confirm !== "implicit" && memory.slots[slot.name]?.sure === false);
  if (unsure !== undefined) return makeSure(work, service, unsure);
  hold(work);
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

/** Asks the world what it must know before the caller is asked anything. */
function lookUp(work: Work, service: ServiceSpec): boolean {
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

const isPast = ({ scene }: Work, date: string, minutes: Minutes): boolean => date === isoOf(scene.today) && minutes <= scene.nowMin;

/** Asks about what was said and could mean two things. True where a question was asked. */
function doubt(work: Work, service: ServiceSpec): boolean {
  const { memory } = work;
  const { when, language } = memory;
  const dates = [...new Set(when.dates)];
  if (dates.length > 1) {
    const slot = service.slots.find(({ type }) => type === "date" || type === "datetime");
    acknowledge(work, service);
    say(work, "which_day", {
      a: fullDate(dates[0]!, language),
      b: listed(
        dates.slice(1, 3).map((date) => fullDate(date, language)),
        language,
        "or",
      ),
    });
    memory.asked = { is: "day", dates: dates.slice(0, 3) };
    act(work, "clarify", [slot?.name ?? "date"]);
    return true;
  }
  const [date] = dates;
  if (when.times.length > 1 && date !== undefined) {
    const open = when.times.filter((minutes) => !isPast(work, date, minutes) && memory.known[`${date} ${clockOf(minutes)}`] !== false);
    const [only] = open;
    const slot = service.slots.find(({ type }) => type === "time" || type === "datetime");
    if (open.length === 1 && only !== undefined) {
      memory.when = { ...when, times: [only] };
      if (slot !== undefined && !memory.turn.news.includes(slot.name)) memory.turn.news.push(slot.name);
      return false;
    }
    const options = open.length > 1 ? open : when.times;
    acknowledge(work, service);
    say(work, "which_half", { a: halfSaid(options[0]!, language), b: halfSaid(options[1]!, language) });
    memory.asked = { is: "half", times: options.slice(0, 2) };
    act(work, "clarify", [slot?.name ?? "time"]);
    return true;
  }
  return false;
}

function halfSaid(minutes: Minutes, language: "en" | "fr"): string {
  if (language === "fr") return timeSaid(minutes, language);
  const clock = timeSaid(minutes, language).replace(/ [ap]\.m\.$/, "");
  if (/noon|midnight/.test(clock)) return clock;
  return `${clock} in the ${minutes < 720 ? "morning" : minutes < 1020 ? "afternoon" : "evening"}`;
}

/** Asks for slots; the second time more slowly, the third time with an example, then for a person. */
function ask(work: Work, service: ServiceSpec, slots: readonly SlotSpec[]): void {
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

/** Nothing was understood of the answer to an offer. */
function again(work: Work): void {
  const { memory } = work;
  if (memory.asked.is !== "offer") return;
  memory.tries["offer"] = (memory.tries["offer"] ?? 0) + 1;
  if (memory.tries["offer"] >= 3) {
    delete memory.tries["offer"];
    say(work, "trouble_person");
    return offerPerson(work);
  }
  say(work, "again");
  offer(work, memory.asked.options, "offer");
}

function offer(work: Work, options: readonly { date: string; time: string }[], how: "offer" | "earliest"): void {
  const { memory, scene } = work;
  const said = listed(
    options.map((option) => momentSaid(option, memory.language, scene)),
    memory.language,
    "or",
  );
  say(work, options.length === 1 ? (how === "earliest" ? "earliest" : "offer_one") : "offer", { options: said });
  memory.asked = { is: "offer", options: [...options] };
  act(work, "offer", ["date", "time"]);
}

/** Says why not, and what else. True where the reply is whole with it. */
function refusal(work: Work, service: ServiceSpec): boolean {
  const { memory } = work;
  const { refused } = memory.turn;
  if (refused === null) return false;
  memory.turn.refused = null;
  const slot = refused.slot === null ? undefined : slotNamed(service, refused.slot);
  switch (refused.code) {
    case "more_digits":
      say(work, "digits");
      memory.asked = { is: "slots", slots: [slot?.name ?? "phone"] };
      act(work, "ask", memory.asked.slots);
      return true;
    case "no_place":
      acknowledge(work, service);
      if (refused.message !== "") say(work, "no_place", { place: refused.message });
      say(work, "street");
      return asking(work, slot);
    case "private_place":
      acknowledge(work, service);
      say(work, "private_place");
      return asking(work, slot);
    case "too_many":
    case "too_few":
      if (refused.code === "too_few" || slot?.max === undefined) say(work, "too_many_plain");
      else say(work, "too_many", { max: String(slot.max) });
      if (slot === undefined) return false;
      work.reply.sentences.push(slot.ask[memory.language]);
      return asking(work, slot);
    case "invalid":
      say(work, "invalid");
      return askAgain(work, slot);
    case "missing":
    case "again":
      acknowledge(work, service);
      return askAgain(work, slot);
    case "none_suits":
      say(work, "another_time");
      return asking(
        work,
        service.slots.find(isWhen),
        service.slots.filter(isWhen).map(({ name }) => name),
      );
    case "openings":
      acknowledge(work, service);
      offer(work, refused.options, "offer");
      return true;
    case "past":
    case "closed":
    case "slot_taken":
    case "too_soon":
    case "too_far":
    case "nothing_free":
    case "full":
      say(work, refused.code === "full" ? "slot_taken" : refused.code);
      if (refused.options.length > 0) offer(work, refused.options, "offer");
      else {
        say(work, "another_time");
        memory.when = { ...memory.when, dates: [], times: [], mode: "at", asap: false };
        return asking(
          work,
          service.slots.find(isWhen),
          service.slots.filter(isWhen).map(({ name }) => name),
        );
      }
      return true;
    default:
      return false;
  }
}

function askAgain(work: Work, slot: SlotSpec | undefined): boolean {
  if (slot === undefined || isTouched(work.memory, slot)) return false;
  work.reply.sentences.push(slot.ask[work.memory.language]);
  return asking(work, slot);
}

function asking(work: Work, slot: SlotSpec | undefined, names?: readonly string[]): boolean {
  if (slot === undefined) return false;
  const slots = names ?? [slot.name];
  work.memory.asked = { is: "slots", slots: [...slots] };
  act(work, "ask", slots);
  return true;
}

function makeSure(work: Work, service: ServiceSpec, slot: SlotSpec): void {
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

function askService(work: Work): void {
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

function acknowledge(work: Work, service: ServiceSpec): void {
  const said = acknowledged(work.memory, service, work.scene, variety(work));
  if (said !== undefined) work.reply.sentences.push(said);
  work.memory.turn.news = [];
}

/** Everything is there: held, and read back by the tool. Only the caller's clear yes to that makes it a booking. */
export function hold(work: Work): void {
  const { memory, scene } = work;
  const service = theService(scene, memory);
  if (service === undefined || nextToAsk(memory, service).length > 0 || !service.slots.filter((slot) => slot.required).every((slot) => isFilled(memory, slot)))
    return book(work);
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

function slotsOf({ memory }: Work, service: ServiceSpec): { [key: string]: Json } {
  const values: { [key: string]: Json } = {};
  const { dates, times } = memory.when;
  for (const slot of service.slots) {
    if (!isFilled(memory, slot)) continue;
    if (slot.type === "date") values[slot.name] = dates[0]!;
    else if (slot.type === "time") values[slot.name] = clockOf(times[0]!);
    else if (slot.type === "datetime") values[slot.name] = `${dates[0]!}T${clockOf(times[0]!)}`;
    else values[slot.name] = memory.slots[slot.name]!.value;
  }
  return values;
}

const counted = (count: number, language: "en" | "fr"): string =>
  (language === "en" ? ["none", "one", "two", "three"] : ["aucun", "un", "deux", "trois"])[count] ?? String(count);
