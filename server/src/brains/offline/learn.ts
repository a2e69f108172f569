import type { Json } from "@firstring/contract/call/event.ts";
import type { Line } from "@firstring/contract/call/state.ts";
import { notMeant, set } from "./hear/fill.ts";
import { want } from "./hear/wishes.ts";
import type { Booked, Memory, Moment, Place, Purpose } from "./memory.ts";
import { slotNamed } from "./plan/slots.ts";
import { clockOf } from "./read/times.ts";
import type { Scene } from "./scene.ts";
import { theService } from "./scene.ts";
import { placeSaid } from "./words/said.ts";

type ToolLine = Extract<Line, { who: "tool" }>;
type Object = { [key: string]: Json };

/** Takes the result of a tool into the memory. */
export function learn(memory: Memory, line: ToolLine, scene: Scene): void {
  const purpose = memory.pending[line.id] ?? purposeOf(line);
  delete memory.pending[line.id];
  const failed = "error" in line.output;
  const output = failed ? {} : (line.output as Exclude<ToolLine["output"], { error: string }>);
  const data = objectOf(output.data ?? null);
  const refused = failed ? whyFailed(String((line.output as { error: string }).error)) : typeof data["refused"] === "string" ? data["refused"] : undefined;
  switch (purpose?.for) {
    case "place":
      return learnPlace(memory, purpose.slot, failed ? undefined : data);
    case "half":
      memory.known[purpose.key] = failed || !["closed", "past", "too_soon"].includes(String(data["reason"] ?? ""));
      return;
    case "earliest":
      return learnOpenings(memory, failed ? {} : data, scene, true);
    case "openings":
      return learnOpenings(memory, failed ? {} : data, scene, false);
    case "hold":
    case "manage":
      if (output.proposal !== undefined) {
        memory.asked = { is: "confirm", proposal: output.proposal.id };
        return;
      }
      return learnRefusal(memory, refused ?? "unavailable", data, scene);
    case "find":
      return learnBookings(memory, failed ? {} : data);
    case "confirm":
      if (output.booking !== undefined) return learnDone(memory, output.booking.code);
      memory.asked = { is: "nothing" };
      if (refused === "interrupted" || refused === "not_agreed") want(memory, "unclear");
      else if (failed) want(memory, "trouble");
      return;
    case "answer": {
      const answers = Array.isArray(data["answers"]) ? data["answers"].flatMap((entry) => textOf(objectOf(entry)["answer"])) : [];
      memory.turn.answers = answers;
      return;
    }
    case "message":
      if (output.messageTaken === true) {
        memory.message = { text: null, open: false };
        memory.task = "none";
        memory.asked = { is: "more" };
      } else if (refused === "invalid") {
        // The number cannot be called back: the words are kept, and another is asked for.
        memory.message = { text: textOf(objectOf(line.input)["text"])[0] ?? null, open: true };
        delete memory.slots["phone"];
        delete memory.tries["message"];
      } else if (refused !== "interrupted") want(memory, "trouble");
      return;
    case "person":
      if (output.transfer === undefined && refused !== "interrupted") {
        memory.turn.wants = memory.turn.wants.filter((wish) => wish !== "person");
        want(memory, "person_refused");
      }
      return;
    case "bye":
    case undefined:
      return;
  }
}

/** A tool that failed could not answer at all, unless it was held back by the call itself. */
const whyFailed = (kind: string): string => (kind === "interrupted" || kind === "not_agreed" ? kind : "unavailable");

/** What a tool call that is not ours (another brain's) was for: read off the tool itself. */
function purposeOf({ tool, input }: ToolLine): Purpose | undefined {
  const given = objectOf(input);
  switch (tool) {
    case "hold_booking":
      return { for: "hold" };
    case "reschedule_booking":
    case "cancel_booking":
      return { for: "manage" };
    case "confirm":
      return { for: "confirm" };
    case "take_message":
      return { for: "message" };
    case "transfer_to_person":
      return { for: "person" }; // also how a transfer that nobody answered comes back
    case "find_place":
      return typeof given["slot"] === "string" ? { for: "place", slot: given["slot"] } : undefined;
    default:
      return undefined;
  }
}

function learnPlace(memory: Memory, slot: string, data: Object | undefined): void {
  const filled = memory.slots[slot];
  if (filled === undefined) return;
  // Places cannot be looked up now: the caller's own words are good enough, and the read-back says them.
  if (data === undefined) {
    memory.slots[slot] = { ...filled, found: true, approximate: true };
    return;
  }
  const places = (Array.isArray(data["candidates"]) ? data["candidates"] : []).map((entry) => placeOf(objectOf(entry))).filter((place) => place.address !== "");
  const options = places
    .filter((place, i) => places.findIndex((other) => placeSaid(other) === placeSaid(place)) === i)
    .filter((place) => memory.known[notMeant(slot, filled.said, placeSaid(place))] !== true);
  const [first, second] = options;
  if (first === undefined) {
    delete memory.slots[slot];
    memory.turn.news = memory.turn.news.filter((name) => name !== slot);
    memory.turn.refused = { code: "no_place", message: filled.said, slot, options: [] };
  } else if (second === undefined) {
    memory.slots[slot] = { value: placeSaid(first), said: filled.said, found: true, approximate: first.approximate, sure: filled.sure };
  } else {
    memory.asked = { is: "places", slot, options: options.slice(0, 3) };
  }
}

function learnOpenings(memory: Memory, data: Object, scene: Scene, take: boolean): void {
  const options = momentsOf(data["free"]);
  const [first] = options;
  memory.when = { ...memory.when, asap: false };
  const reason = typeof data["reason"] === "string" ? data["reason"] : null;
  if (first !== undefined && take && reason === null) {
    memory.when = { ...memory.when, dates: [first.date], times: [minutesOf(first.time)], mode: "at", vague: null };
    memory.known[`${first.date} ${first.time}`] = true;
    const service = theService(scene, memory);
    for (const slot of service?.slots ?? [])
      if (["date", "time", "datetime"].includes(slot.type) && !memory.turn.news.includes(slot.name)) memory.turn.news.push(slot.name);
    return;
  }
  memory.when = { ...memory.when, times: [], mode: "at" };
  memory.turn.refused = { code: first === undefined ? "nothing_free" : (reason ?? "openings"), message: "", slot: null, options: options.slice(0, 3) };
}

/** Why it cannot be held, and what can; a slot that was wrong is asked for again. */
function learnRefusal(memory: Memory, code: string, data: Object, scene: Scene): void {
  const slot = typeof data["slot"] === "string" ? data["slot"] : null;
  const options = momentsOf(data["alternatives"]).slice(0, 3);
  const message = textOf(data["message"])[0] ?? "";
  memory.asked = { is: "nothing" };
  memory.turn.refused = { code, message, slot, options };
  // What stands cannot be changed so: it is said, and left as it is.
  if (message !== "" && (code === "not_open" || code === "unchanged" || (memory.task === "cancel" && code === "past"))) {
    memory.task = "none";
    memory.manage = { code: null, booking: null, searched: false };
    memory.turn.refused = { code: "told", message, slot: null, options: [] };
    return;
  }
  const spec = slot === null ? undefined : slotNamed(theService(scene, memory), slot);
  if (code === "interrupted" || code === "not_agreed") memory.turn.refused = null;
  else if (spec !== undefined && ["missing", "invalid", "too_many"].includes(code)) {
    if (spec.type === "date" || spec.type === "datetime") memory.when = { ...memory.when, dates: [] };
    if (spec.type === "time" || spec.type === "datetime") memory.when = { ...memory.when, times: [] };
    delete memory.slots[spec.name];
  } else if (["slot_taken", "closed", "past", "too_soon", "too_far"].includes(code))
    memory.when = { ...memory.when, times: [], mode: "at", ...((code !== "slot_taken" || options.length > 0) && { dates: [] }) };
  else if (code === "not_theirs" && data["needs"] === "name") memory.turn.refused.code = "needs_name";
  else if (code === "too_many_tries") memory.manage = { code: null, booking: null, searched: true };
  else if (code === "no_such_booking" || code === "not_theirs" || code === "not_found" || code === "unknown_code")
    memory.manage = { code: null, booking: null, searched: true };
  else if (code !== "expired") want(memory, "trouble");
}

function learnBookings(memory: Memory, data: Object): void {
  const found = (Array.isArray(data["bookings"]) ? data["bookings"] : []).map((entry) => bookedOf(objectOf(entry)));
  const [first, second] = found;
  memory.manage = { ...memory.manage, searched: true };
  if (first !== undefined && second === undefined) memory.manage = { code: first.code, booking: first, searched: true };
  else if (second !== undefined) memory.asked = { is: "bookings", options: found.slice(0, 4) };
  else if (memory.manage.code !== null) {
    memory.turn.refused = { code: "no_such_booking", message: "", slot: null, options: [] };
    memory.manage = { code: null, booking: null, searched: true };
  }
}

/** It is done, in the ledger's own words: what is left is anything else, or the booking that this one replaces. */
function learnDone(memory: Memory, code: string): void {
  memory.replaces = memory.replaces.filter((old) => old !== code);
  memory.task = "none";
  memory.manage = { code: null, booking: null, searched: false };
  memory.asked = { is: "more" };
  memory.tries = {};
}

function momentsOf(json: Json | undefined): Moment[] {
  return (Array.isArray(json) ? json : []).flatMap((entry) => {
    const { date, time } = objectOf(entry);
    return typeof date === "string" && typeof time === "string" ? [{ date, time: clockOf(minutesOf(time)) }] : [];
  });
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
const objectOf = (json: Json | undefined): Object => (typeof json === "object" && json !== null && !Array.isArray(json) ? json : {});
const textOf = (json: Json | undefined): string[] => (typeof json === "string" && json !== "" ? [json] : []);

function placeOf(data: Object): Place {
  return {
    placeId: textOf(data["placeId"])[0] ?? "",
    address: textOf(data["address"])[0] ?? "",
    name: textOf(data["name"])[0] ?? null,
    approximate: data["approximate"] === true,
  };
}

function bookedOf(data: Object): Booked {
  const text = (key: string): string => textOf(data[key])[0] ?? "";
  return { id: text("id"), code: text("code"), service: text("service"), date: text("date"), time: text("time"), summary: text("summary") };
}

/** Slots that another brain held for the caller are known to us too. */
export function adopt(memory: Memory, line: ToolLine, scene: Scene): void {
  if (line.tool !== "hold_booking") return;
  const input = objectOf(line.input);
  const given = objectOf(input["slots"]);
  if (typeof input["service"] === "string") memory.service = input["service"];
  const service = theService(scene, memory);
  if (service === undefined) return;
  memory.task = "book";
  for (const [name, value] of Object.entries(given)) {
    const slot = slotNamed(service, name);
    if (slot === undefined || (typeof value !== "string" && typeof value !== "number")) continue;
    if (slot.type === "date") memory.when = { ...memory.when, dates: [String(value)] };
    else if (slot.type === "time") memory.when = { ...memory.when, times: [minutesOf(String(value))] };
    else if (slot.type === "datetime") memory.when = { ...memory.when, dates: [String(value).slice(0, 10)], times: [minutesOf(String(value).slice(11))] };
    else set(memory, name, value, { found: true });
  }
}
