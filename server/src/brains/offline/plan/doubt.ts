import type { ServiceSpec } from "@firstring/contract/call/service.ts";
import { clockOf } from "../read/times.ts";
import { listed } from "../words/phrases.ts";
import { fullDate, halfSaid } from "../words/said.ts";
import { acknowledge } from "./acknowledge.ts";
import { isPast } from "./past.ts";
import { offerPerson } from "./people.ts";
import { act, say, type Work } from "./reply.ts";

/** Asks about what was said and could mean two things. True where a question was asked. */
export function doubt(work: Work, service: ServiceSpec): boolean {
  const { memory } = work;
  const { when, language } = memory;
  const dates = [...new Set(when.dates)];
  if (dates.length > 1) {
    const slot = service.slots.find(({ type }) => type === "date" || type === "datetime");
    acknowledge(work, service);
    if (memory.asked.is === "day" && memory.turn.news.length === 0 && tooOften(work)) return true;
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
    if (memory.asked.is === "half" && memory.turn.news.length === 0 && tooOften(work)) return true;
    say(work, "which_half", { a: halfSaid(options[0]!, language), b: halfSaid(options[1]!, language) });
    memory.asked = { is: "half", times: options.slice(0, 2) };
    act(work, "clarify", [slot?.name ?? "time"]);
    return true;
  }
  return false;
}

/** The same doubt, asked three times in vain, is a person's to settle. */
function tooOften(work: Work): boolean {
  const { memory } = work;
  memory.tries["doubt"] = (memory.tries["doubt"] ?? 0) + 1;
  if (memory.tries["doubt"] < 3) return false;
  delete memory.tries["doubt"];
  say(work, "trouble_person");
  offerPerson(work);
  return true;
}
