import { isoOf } from "../read/day.ts";
import { clockOf, type Minutes } from "../read/times.ts";
import { theService } from "../scene.ts";
import { listed } from "../words/phrases.ts";
import { dateSaid, momentSaid, timeSaid } from "../words/said.ts";
import { caller } from "./caller.ts";
import { offerMessage, offerPerson } from "./people.ts";
import { act, say, use, type Work } from "./reply.ts";

/** Moves or cancels a booking: which one, then (to move) when, then the tool's read-back. */
export function manage(work: Work): void {
  const { memory, scene } = work;
  const { refused } = memory.turn;
  const tool = memory.task === "cancel" ? "cancel_booking" : "reschedule_booking";
  if (!scene.has(tool)) {
    memory.task = "none";
    say(work, "cannot");
    return offerPerson(work);
  }
  if (memory.turn.wants.includes("unclear") || memory.turn.wants.includes("repeat")) say(work, memory.turn.wants.includes("unclear") ? "unclear" : "reread");
  if (refused?.code === "too_many_tries") {
    memory.turn.refused = null;
    say(work, "not_here");
    return offerPerson(work);
  }
  if (refused?.code === "needs_name" || memory.asked.is === "whose") return askWhose(work);
  if (refused?.code === "no_such_booking" || refused?.code === "not_theirs") {
    memory.turn.refused = null;
    say(work, refused.code);
    memory.tries["code"] = (memory.tries["code"] ?? 0) + 1;
    if (memory.tries["code"] >= 3) return offerPerson(work);
    return askCode(work);
  }
  if (memory.asked.is === "bookings") {
    const options = memory.asked.options.map((option) => (option.summary === "" ? momentSaid(option, memory.language, scene) : option.summary));
    say(work, "which_booking", { options: listed(options, memory.language, "and") });
    return act(work, "offer", ["code"]);
  }
  if (memory.manage.code === null) return find(work);
  if (memory.task === "cancel") {
    act(work, "confirm", []);
    return use(work, "cancel_booking", { code: memory.manage.code, ...named(work) }, { for: "manage" });
  }
  move(work, memory.manage.code);
}

function find(work: Work): void {
  const { memory, scene } = work;
  if (!memory.manage.searched && scene.has("find_booking") && scene.prompt.caller !== "") {
    act(work, "tool");
    return use(work, "find_booking", {}, { for: "find" });
  }
  const known = memory.asked.is === "code";
  if (known && memory.turn.blank) {
    memory.tries["code"] = (memory.tries["code"] ?? 0) + 1;
    if (memory.tries["code"] >= 3) return offerPerson(work);
    say(work, "again");
  } else if (memory.manage.searched && !known && scene.prompt.caller !== "") say(work, "no_bookings");
  askCode(work);
}

function askCode(work: Work): void {
  say(work, "code");
  work.memory.asked = { is: "code" };
  act(work, "ask", ["code"]);
}

/** A code alone is not enough for who is neither calling from the number on the booking nor signed in. */
function askWhose(work: Work): void {
  const { memory } = work;
  memory.turn.refused = null;
  if (memory.asked.is === "whose" && memory.turn.blank) {
    memory.tries["whose"] = (memory.tries["whose"] ?? 0) + 1;
    if (memory.tries["whose"] >= 3) return offerPerson(work);
    say(work, "again");
  }
  say(work, "whose");
  memory.asked = { is: "whose" };
  act(work, "ask", ["name"]);
}

/** The name they gave for this booking, or else their own. */
function named({ memory, scene }: Work): { name?: string } {
  const name = memory.manage.name ?? caller({ memory, scene }).name;
  return name === undefined ? {} : { name };
}

/** When to: asked for, and doubts asked about, as for a booking; the tool says whether it is free. */
function move(work: Work, code: string): void {
  const { memory, scene } = work;
  const { when, language } = memory;
  const { refused } = memory.turn;
  memory.turn.refused = null;
  if (refused !== null && refused.options.length > 0) {
    if (["past", "closed", "slot_taken", "too_soon", "too_far"].includes(refused.code)) say(work, refused.code as "past");
    say(work, refused.options.length === 1 ? "offer_one" : "offer", {
      options: listed(
        refused.options.map((option) => momentSaid(option, language, scene)),
        language,
        "or",
      ),
    });
    memory.asked = { is: "offer", options: refused.options };
    return act(work, "offer", ["date", "time"]);
  }
  if (refused?.code === "past") say(work, "past");
  if (memory.turn.blank && memory.asked.is !== "nothing") {
    memory.tries["move"] = (memory.tries["move"] ?? 0) + 1;
    if (memory.tries["move"] >= 3) {
      delete memory.tries["move"];
      return offerPerson(work);
    }
    say(work, "again");
  }
  const { booking } = memory.manage;
  const date = when.dates.length === 0 && when.times.length > 0 && booking !== null ? booking.date : when.dates[0];
  if (when.dates.length > 1) {
    say(work, "which_day", { a: dateSaid(when.dates[0]!, language, scene), b: dateSaid(when.dates[1]!, language, scene) });
    memory.asked = { is: "day", dates: when.dates.slice(0, 3) };
    return act(work, "clarify", ["date"]);
  }
  if (date === undefined || when.times.length === 0) {
    say(work, date === undefined ? (when.times.length > 0 ? "new_day" : "new_time") : "new_hour");
    memory.asked = { is: "slots", slots: date === undefined ? ["date", "time"] : ["time"] };
    return act(work, "ask", memory.asked.slots);
  }
  const times = halves(work, date);
  if (times === "waiting") return act(work, "tool");
  const [time, other] = times;
  if (time !== undefined && other !== undefined) {
    say(work, "which_half", { a: timeSaid(time, language), b: timeSaid(other, language) });
    memory.asked = { is: "half", times: [time, other] };
    return act(work, "clarify", ["time"]);
  }
  act(work, "confirm", ["date", "time"]);
  use(work, "reschedule_booking", { code, ...named(work), date, time: clockOf(time ?? when.times[0]!) }, { for: "manage" });
}

/** The halves of the day in which a time could be, after the clock and the business's hours. */
function halves(work: Work, date: string): Minutes[] | "waiting" {
  const { memory, scene } = work;
  const service = theService(scene, memory);
  const { times } = memory.when;
  if (times.length < 2) return times;
  const ahead = times.filter((minutes) => date !== isoOf(scene.today) || minutes > scene.nowMin);
  if (ahead.length < 2 || service === undefined || !scene.has("check_availability")) return ahead.length > 0 ? ahead : times;
  for (const minutes of ahead) {
    const key = `${date} ${clockOf(minutes)}`;
    if (memory.known[key] === undefined) use(work, "check_availability", { service: service.slug, date, time: clockOf(minutes) }, { for: "half", key });
  }
  if (work.reply.tools.length > 0) return "waiting";
  const open = ahead.filter((minutes) => memory.known[`${date} ${clockOf(minutes)}`] !== false);
  return open.length > 0 ? open : ahead;
}

/** The new booking stands: the one it replaces is cancelled, with a read-back of its own. */
export function replaceOld(work: Work): void {
  const { memory, scene } = work;
  const [code] = memory.replaces;
  if (code === undefined || !scene.has("cancel_booking")) return offerMessage(work);
  say(work, "replace");
  memory.task = "cancel";
  memory.manage = { code, booking: null, searched: true };
  memory.replaces = memory.replaces.slice(1);
  act(work, "confirm", []);
  use(work, "cancel_booking", { code }, { for: "manage" });
}
