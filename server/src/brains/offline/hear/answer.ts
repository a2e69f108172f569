import { type Filled, type Memory, noWhen } from "../memory.ts";
import { byOrdinal, choose } from "../plan/choose.ts";
import { roleOf, slotNamed } from "../plan/slots.ts";
import type { Reading } from "../read/reading.ts";
import { clockOf, inPart, type Minutes } from "../read/times.ts";
import type { Scene } from "../scene.ts";
import { standing, theService } from "../scene.ts";
import { plainOf } from "../text/text.ts";
import { momentSaid, placeSaid } from "../words/said.ts";
import { fill, isAsked, news, set } from "./fill.ts";
import { hearMove } from "./move.ts";
import { drop, want } from "./wishes.ts";

/** Reads words as the answer to our open question. True where they are one. */
export function hearAnswer(memory: Memory, reading: Reading, words: string, scene: Scene): boolean {
  const { acts } = reading;
  const { asked } = memory;
  const { consent } = scene.prompt;
  switch (asked.is) {
    case "confirm":
      return hearConsent(memory, reading, scene);
    case "change":
      if (takeFacts(memory, reading, scene)) return true;
      if (clearNamed(memory, reading, scene)) return true;
      if (acts.has("deny") || acts.has("done") || /^(?:nothing|rien)\b/.test(plainOf(words))) {
        memory.asked = { is: "nothing" };
        return true;
      }
      return false;
    case "offer": {
      if (acts.has("any") && !hasWhen(reading)) return takeOffer(memory, 0);
      const said = asked.options.map((option) => momentSaid(option, memory.language, scene));
      const timed = reading.days.length + reading.times.length > 0 ? fromOptions(memory, reading) : undefined;
      const picked = timed ?? byOrdinal(words, said.length) ?? (hasWhen(reading) ? undefined : choose(words, said));
      if (picked !== undefined) return takeOffer(memory, picked);
      if (hasWhen(reading)) return takeFacts(memory, reading, scene);
      if (acts.has("affirm") && asked.options.length === 1) return takeOffer(memory, 0);
      if (acts.has("affirm")) {
        want(memory, "unclear");
        return true;
      }
      if (acts.has("deny")) {
        memory.when = { ...noWhen };
        memory.asked = { is: "nothing" };
        memory.turn.refused = { code: "none_suits", message: "", slot: null, options: [] };
        return true;
      }
      return false;
    }
    case "places": {
      const picked = choose(words, asked.options.map(placeSaid));
      if (picked !== undefined) return takePlace(memory, asked.slot, picked);
      if (acts.has("any") || (acts.has("affirm") && asked.options.length === 1)) return takePlace(memory, asked.slot, 0);
      if (acts.has("deny") && reading.places.length === 0) {
        delete memory.slots[asked.slot];
        memory.asked = { is: "nothing" };
        memory.turn.refused = { code: "no_place", message: "", slot: asked.slot, options: [] };
        return true;
      }
      return takeFacts(memory, reading, scene);
    }
    case "half": {
      const other = reading.times.length > 0 && !reading.times.some(({ times }) => times.some((minutes) => asked.times.includes(minutes)));
      const half = other ? undefined : halfOf(words, asked.times, reading);
      if (half === undefined) return false;
      memory.when = { ...memory.when, times: [half] };
      const slot = theService(scene, memory)?.slots.find(({ type }) => type === "time" || type === "datetime");
      if (slot !== undefined) news(memory, slot.name);
      memory.asked = { is: "nothing" };
      takeFacts(memory, { ...reading, times: [], parts: [] }, scene);
      return true;
    }
    case "day": {
      const dates = reading.days
        .flatMap(({ days }) => days.map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10)))
        .filter((date) => asked.dates.includes(date));
      const one =
        dates.length === 1
          ? asked.dates.indexOf(dates[0]!)
          : choose(
              words,
              asked.dates.map((date) => momentSaid({ date, time: "" }, memory.language, scene)),
            );
      const next = /\b(?:next|after|following|prochaine?|d'apres|suivante?)\b/.test(plainOf(words))
        ? asked.dates.length - 1
        : /\b(?:this|coming|today|ce|cette|aujourd'hui)\b/.test(plainOf(words))
          ? 0
          : undefined;
      const picked = one ?? next;
      if (picked === undefined) return false;
      memory.when = { ...memory.when, dates: [asked.dates[picked]!], vague: null };
      const slot = theService(scene, memory)?.slots.find(({ type }) => type === "date" || type === "datetime");
      if (slot !== undefined) news(memory, slot.name);
      memory.asked = { is: "nothing" };
      takeFacts(memory, { ...reading, days: [] }, scene);
      return true;
    }
    case "role": {
      if (reading.places.some(({ role }) => role === "origin" || role === "destination")) {
        memory.asked = { is: "nothing" };
        return takeFacts(memory, reading, scene);
      }
      const service = theService(scene, memory);
      const named = reading.mentions.filter((name) => asked.slots.includes(name));
      const low = plainOf(words);
      const role = /\b(?:pick|from|start|leav|depart|origin|ramass|de la|je pars)/.test(low)
        ? "origin"
        : /\b(?:drop|to|going|destination|arriv|vais|va)\b/.test(low)
          ? "destination"
          : undefined;
      const slot = named.length === 1 ? named[0] : asked.slots.find((name) => service !== undefined && roleOf(service, slotNamed(service, name)!) === role);
      const { place } = asked;
      if (slot === undefined) return false;
      memory.asked = { is: "nothing" };
      return set(memory, slot, place, { found: false, said: place });
    }
    case "sure": {
      const filled = memory.slots[asked.slot];
      if (takeFacts(memory, reading, scene)) return true;
      if (filled === undefined) return false;
      if (acts.has("affirm") && !acts.has("deny")) {
        memory.slots[asked.slot] = { ...filled, sure: true } satisfies Filled;
        memory.asked = { is: "nothing" };
        return true;
      }
      if (acts.has("deny")) {
        delete memory.slots[asked.slot];
        memory.asked = { is: "slots", slots: [asked.slot] };
        memory.turn.refused = { code: "again", message: "", slot: asked.slot, options: [] };
        return true;
      }
      return false;
    }
    case "bookings": {
      const picked =
        reading.code !== undefined
          ? asked.options.findIndex(({ code }) => code === reading.code)
          : choose(
              words,
              asked.options.map((option) => `${option.summary} ${momentSaid(option, memory.language, scene)}`),
            );
      if (picked === undefined || picked < 0) return acts.has("affirm") && asked.options.length === 1 ? takeBooking(memory, 0) : false;
      return takeBooking(memory, picked);
    }
    case "code":
      if (reading.code === undefined) {
        if (acts.has("deny") || acts.has("unsure")) {
          memory.asked = { is: "nothing" };
          want(memory, "code_unknown");
          return true;
        }
        return memory.task === "reschedule" && hearMove(memory, reading, scene);
      }
      memory.manage = { code: reading.code, booking: null, searched: false };
      memory.asked = { is: "nothing" };
      return true;
    case "message":
      return hearMessage(memory, reading, words);
    case "message_offer":
    case "person_offer":
      if (acts.has("message")) return openMessage(memory);
      if (acts.has("affirm") && !acts.has("deny")) {
        if (asked.is === "message_offer") return openMessage(memory);
        want(memory, "person");
        return true;
      }
      if (acts.has("deny")) {
        memory.asked = { is: "nothing" };
        if (acts.has("bye")) want(memory, "bye");
        return takeFacts(memory, reading, scene) || true;
      }
      return false;
    case "leave":
      if (acts.has("bye") || acts.has("done") || acts.has("deny")) {
        want(memory, "bye");
        return true;
      }
      if (acts.has("affirm")) {
        memory.asked = { is: "nothing" };
        return true;
      }
      return false;
    case "more":
      if (standing(scene) !== undefined && memory.replaces.length > 0) return false;
      if (acts.has("another") || acts.has("book")) return false;
      if (acts.has("deny") || acts.has("done") || acts.has("bye")) {
        if (!hasWhen(reading) && reading.places.length === 0) {
          want(memory, "bye");
          return true;
        }
        return false;
      }
      if (acts.has("affirm") && reading.rest.length < 30 && !hasWhen(reading) && !acts.has("thanks")) {
        want(memory, "start");
        return true;
      }
      return false;
    case "service":
    case "slots":
      return hearSlots(memory, reading, words, scene);
    case "nothing":
      if (consent === "none" && acts.has("affirm") && reading.rest.split(" ").length <= 3 && !hasWhen(reading) && !acts.has("thanks")) {
        const only = scene.prompt.agent.services.length === 1 && memory.task === "none" && standing(scene) === undefined;
        if (only && !acts.has("book")) {
          memory.task = "book";
          return true;
        }
      }
      return false;
  }
}

/** What the caller's words mean for the read-back. Nothing new may be in a yes; the code's own reading of it decides. */
function hearConsent(memory: Memory, reading: Reading, scene: Scene): boolean {
  const { consent, proposal } = scene.prompt;
  const { acts } = reading;
  const changed = takeFacts(memory, reading, scene) && memory.turn.news.length > 0;
  if (changed || memory.turn.refused !== null || memory.asked.is === "role") return true;
  if (consent === "yes" && proposal?.heard === true && reading.question === undefined) {
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

/** The answer to the question for slots, where the words are not a fact by themselves. */
function hearSlots(memory: Memory, reading: Reading, words: string, scene: Scene): boolean {
  if (memory.asked.is !== "slots") return false;
  const service = theService(scene, memory);
  if (service === undefined) return false;
  const asked = memory.asked.slots.map((name) => slotNamed(service, name));
  if (memory.task === "reschedule") return hearMove(memory, reading, scene);
  const phone = asked.find((slot) => slot?.type === "phone");
  const { caller } = scene.prompt;
  if (phone !== undefined && caller !== "" && (reading.acts.has("same") || (reading.acts.has("affirm") && reading.phone === undefined)))
    return set(memory, phone.name, caller);
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

/** Facts said instead of, or together with, an answer. */
function takeFacts(memory: Memory, reading: Reading, scene: Scene): boolean {
  const service = theService(scene, memory);
  if (service === undefined || memory.task === "cancel") return false;
  if (memory.task === "reschedule") return hearMove(memory, reading, scene);
  return fill(memory, reading, service, scene);
}

/** "The time is wrong": what they name is asked for anew. */
function clearNamed(memory: Memory, reading: Reading, scene: Scene): boolean {
  const service = theService(scene, memory);
  if (service === undefined || reading.mentions.length === 0 || memory.task === "cancel") return false;
  const names = reading.mentions.slice(0, 2);
  for (const name of names) {
    const slot = slotNamed(service, name);
    if (slot?.type === "date") memory.when = { ...memory.when, dates: [], vague: null, asap: false };
    else if (slot?.type === "time") memory.when = { ...memory.when, times: [], mode: "at", part: null, asap: false };
    else if (slot?.type === "datetime") memory.when = noWhen;
    else delete memory.slots[name];
  }
  memory.asked = { is: "slots", slots: names };
  memory.turn.refused = { code: "again", message: "", slot: names[0]!, options: [] };
  return true;
}

function takeOffer(memory: Memory, picked: number): boolean {
  if (memory.asked.is !== "offer") return false;
  const option = memory.asked.options[picked];
  if (option === undefined) return false;
  memory.when = { ...noWhen, dates: [option.date], times: [Number(option.time.slice(0, 2)) * 60 + Number(option.time.slice(3, 5))] };
  memory.known[`${option.date} ${option.time}`] = true;
  memory.asked = { is: "nothing" };
  return true;
}

/** The one option that fits the day and time that were said. */
function fromOptions(memory: Memory, reading: Reading): number | undefined {
  if (memory.asked.is !== "offer") return undefined;
  const dates = new Set(reading.days.flatMap(({ days }) => days.map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10))));
  const clocks = new Set(reading.times.flatMap(({ times }) => times.map(clockOf)));
  const fitting = memory.asked.options.flatMap(({ date, time }, i) =>
    (dates.size === 0 || dates.has(date)) && (clocks.size === 0 || clocks.has(time)) ? [i] : [],
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}

function takePlace(memory: Memory, slot: string, picked: number): boolean {
  if (memory.asked.is !== "places") return false;
  const option = memory.asked.options[picked];
  if (option === undefined) return false;
  memory.slots[slot] = { value: placeSaid(option), said: placeSaid(option), found: true, approximate: option.approximate, sure: true };
  news(memory, slot);
  memory.asked = { is: "nothing" };
  return true;
}

function takeBooking(memory: Memory, picked: number): boolean {
  if (memory.asked.is !== "bookings") return false;
  const option = memory.asked.options[picked]!;
  memory.manage = { code: option.code, booking: option, searched: true };
  memory.asked = { is: "nothing" };
  return true;
}

function openMessage(memory: Memory): boolean {
  memory.task = "message";
  memory.message = { text: memory.message.text, open: true };
  memory.asked = { is: "nothing" };
  return true;
}

function hearMessage(memory: Memory, reading: Reading, words: string): boolean {
  const { acts } = reading;
  if (reading.phone !== undefined) memory.slots["phone"] ??= { value: reading.phone, said: reading.phone, found: true, approximate: false, sure: true };
  if (reading.name?.sure === true && !isAsked(memory, "name"))
    memory.slots["name"] ??= { value: reading.name.name, said: reading.name.name, found: true, approximate: false, sure: true };
  if (acts.has("repeat") || acts.has("wait") || reading.question !== undefined) return false;
  if ((acts.has("deny") || acts.has("done")) && words.split(/\s+/).length <= 6) {
    drop(memory);
    want(memory, "dropped");
    return true;
  }
  // The words are there already: this is the number to call back, or none.
  if (memory.message.text !== null) {
    memory.asked = { is: "nothing" };
    return true;
  }
  if (words.trim().split(/\s+/).length < 2) return false;
  memory.message = { text: words.trim(), open: true };
  memory.asked = { is: "nothing" };
  return true;
}

/** Which half of the day was meant, of a time that could be either. */
function halfOf(words: string, times: readonly Minutes[], reading: Reading): Minutes | undefined {
  const low = plainOf(words);
  const said = reading.times.flatMap((find) => find.times).filter((minutes) => times.includes(minutes));
  const part =
    reading.parts.at(-1)?.part ??
    (/\b(?:a\.? ?m\.?)(?![a-z'])|\bmatin\b/.test(low) ? "morning" : /\b(?:p\.? ?m\.?)(?![a-z'])|\bsoir\b/.test(low) ? "evening" : undefined);
  if (part !== undefined) {
    const fitting = inPart(times, part);
    if (fitting.length === 1) return fitting[0];
    return part === "morning" ? times.find((minutes) => minutes < 720) : times.find((minutes) => minutes >= 720);
  }
  if (said.length === 1) return said[0];
  if (/\bnoon\b|\bmidi\b|\bdaytime\b|\bday\b/.test(low)) return times.find((minutes) => minutes >= 720);
  const place = choose(words, ["first", "second"]);
  return place === undefined ? undefined : times[place];
}

function hasWhen(reading: Reading): boolean {
  return reading.days.length + reading.times.length + reading.soon.length + reading.parts.length > 0 || reading.acts.has("asap");
}
