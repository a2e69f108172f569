import { DateTime } from "luxon";
import type { Draw } from "../../dialogue-heart/draw.ts";
import type { Heard } from "../../dialogue-heart/driver.ts";
import type { Goal } from "../../dialogue-heart/goals.ts";
import { sameValue } from "../../dialogue-heart/same-value.ts";
import type { Kind, Wordings } from "../../dialogue-heart/wordings.ts";

/** What a caller does next: words, silence, or nothing more. */
export type Move = { is: "says"; words: string } | { is: "silent" } | { is: "hangs up" };
/** How often callers do what people do beside answering, each a chance from 0 to 1. */
export type Habits = { digresses: number; changes: number; silent: number; overAnswers: number };
export type Setting = {
  language: "en" | "fr";
  nowMs: number;
  zone: string;
  wordings: Wordings;
  digressions: readonly string[];
  dates?: readonly [string, string][];
  habits: Habits;
};
export type Caller = { readonly goal: Readonly<Record<string, string>>; next(heard: Heard): Move; turns(): number; reasks(): number };

export const LONGEST = 25;
const open = ["passengers", "pickup", "dropoff", "date", "time", "name"];
const label = {
  en: { pickup: "pick-up", dropoff: "destination", passengers: "number of passengers", date: "date", time: "time", name: "name" },
  fr: { pickup: "départ", dropoff: "destination", passengers: "nombre de passagers", date: "date", time: "heure", name: "nom" },
} as const;

/**
 * A caller with a wish who reads only the structured act: answers, tells more than was asked, asks something else, changes
 * their mind once, falls silent, and says no to a read-back that is wrong.
 */
export function callerFor(recorded: Goal, setting: Setting, draw: Draw): Caller {
  const { wordings, habits, language } = setting;
  const words: Record<string, string> = {};
  const goal: Record<string, string> = { ...recorded.slots };
  fillOpen();
  for (const [slot, value] of Object.entries(goal)) words[slot] ??= value;
  const unsaid = [...recorded.turns];
  const told = new Set<string>();
  const changes = draw.next() < habits.changes;
  let changed = false;
  let turns = 0;
  let reasks = 0;
  let refusals = 0;
  let booked = false;
  let asked = "";
  let corrected = 0;
  return { goal, next, turns: () => turns, reasks: () => reasks };

  function next(heard: Heard): Move {
    if (heard.ended || heard.transferred || heard.messageTaken || turns >= LONGEST) return { is: "hangs up" };
    turns++;
    if (turns === 1) return { is: "says", words: recorded.opening };
    const kind = heard.act?.kind;
    if (!booked && kind !== "booked" && kind !== "bye") {
      if (draw.next() < habits.silent) return { is: "silent" };
      if ((kind === "ask" || kind === "confirm") && draw.next() < habits.digresses) return { is: "says", words: draw.one(setting.digressions) };
    }
    const reply = replyTo(heard);
    return reply === undefined ? { is: "hangs up" } : { is: "says", words: reply };
  }

  function replyTo({ act, readBack, offered }: Heard): string | undefined {
    const slots = act?.slots ?? [];
    if (act?.kind === "booked") booked = true;
    if (booked) return worded("bye", []) ?? (language === "fr" ? "non merci, c'est tout" : "no thanks, that's all");
    if (act?.kind === "confirm" && readBack !== undefined) return judge(readBack);
    if (act?.kind === "confirm") return yes();
    if (act?.kind === "offer" && offered.length > 0) return choose(offered, slots[0]);
    if (act?.kind === "offer") return refusals++ === 0 ? (language === "fr" ? "non" : "no") : language === "fr" ? "oui s'il vous plaît" : "yes please";
    if (act?.kind === "bye" || act?.kind === "escalate" || act?.kind === "message") return undefined;
    if (act?.kind === "clarify" && slots.length > 0) return clarify(slots);
    if (slots.length === 0) return human(open) ?? worded("opening", ["dropoff", "pickup"]) ?? (language === "fr" ? "je veux un taxi" : "I need a ride");
    const key = slots.join();
    if (key === asked) reasks++;
    asked = key;
    if (changes && !changed && told.has("date") && slots.includes("name")) return change();
    const more = draw.next() < habits.overAnswers ? open.filter((slot) => !told.has(slot) && !slots.includes(slot) && slot !== "name").slice(0, 1) : [];
    return inform("inform", [...slots.filter((slot) => goal[slot] !== undefined), ...more]);
  }

  function yes(): string {
    return worded("affirm", []) ?? (language === "fr" ? "oui" : "yes");
  }

  function judge(readBack: Readonly<Record<string, unknown>>): string {
    if (changes && !changed) return change();
    const wrong = open.filter((slot) => goal[slot] !== undefined && !sameValue(slot, goal[slot]!, readBack[slot]));
    if (wrong.length === 0) return yes();
    reasks++;
    corrected++;
    // The third time a person says it in the plainest way there is.
    if (corrected > 2) return plainly(wrong[0]!);
    return inform("correct", wrong.slice(0, 1));
  }

  function plainly(slot: string): string {
    const value = slot === "date" ? dateSaid(goal[slot]!) : slot === "time" ? timeSaid(goal[slot]!) : goal[slot]!;
    return language === "fr"
      ? `non, ${slot === "time" ? "l'" : slot === "dropoff" ? "la " : "le "}${label.fr[slot as "date"]} c'est ${value}`
      : `no, the ${label.en[slot as "date"]} is ${value}`;
  }

  /** Another day or time than what was told. */
  function change(): string {
    changed = true;
    const slot = draw.one(["date", "time"]);
    if (slot === "date") {
      const day = DateTime.fromISO(goal["date"]!).plus({ days: 1 + Math.floor(draw.next() * 3) });
      goal["date"] = day.toISODate()!;
      words["date"] = dateSaid(goal["date"]);
    } else {
      goal["time"] = draw.one(["09:30", "11:00", "14:15", "16:45", "18:30"].filter((time) => time !== goal["time"]));
      words["time"] = timeSaid(goal["time"]);
    }
    return language === "fr"
      ? `en fait, finalement ${slot === "time" ? "à " : ""}${words[slot]}`
      : `actually, make it ${slot === "date" ? "on" : "at"} ${words[slot]} instead`;
  }

  function dateSaid(iso: string): string {
    const day = DateTime.fromISO(iso).setLocale(language);
    return day.toFormat(language === "fr" ? "d MMMM" : "MMMM d");
  }

  function timeSaid(clock: string): string {
    const [hour = 0, minute = 0] = clock.split(":").map(Number);
    if (language === "fr") return minute === 0 ? `${hour} h` : `${hour} h ${String(minute).padStart(2, "0")}`;
    return `${hour % 12 === 0 ? 12 : hour % 12}:${String(minute).padStart(2, "0")} ${hour < 12 ? "am" : "pm"}`;
  }

  function inform(kind: Kind, slots: readonly string[]): string {
    for (const slot of slots) told.add(slot);
    const said = kind === "correct" ? undefined : human(slots);
    if (said !== undefined) return said;
    const order = slots.flatMap((slot) => (slot === "name" && goal["name"]!.split(" ").length === 2 ? ["first", "last"] : [slot]));
    const direct = worded(kind, order) ?? (kind === "correct" ? undefined : worded("inform", order));
    if (direct !== undefined) return direct;
    if (kind === "correct") return plainly(slots[0]!);
    const [from, to] = language === "fr" ? ["de", "à"] : ["from", "to"];
    return slots
      .map(
        (slot) =>
          worded("inform", slot === "name" ? ["first", "last"] : [slot]) ??
          (slot === "pickup" ? `${from} ${words[slot]}` : slot === "dropoff" ? `${to} ${words[slot]}` : words[slot]),
      )
      .join(", ");
  }

  /** The human's own words, where they tell what is asked; each is said once. */
  function human(slots: readonly string[]): string | undefined {
    const at = unsaid.findIndex(({ tells }) => tells.some((slot) => slots.includes(slot)));
    return at < 0 ? undefined : unsaid.splice(0, at + 1).at(-1)!.text;
  }

  function worded(kind: Kind, slots: readonly string[]): string | undefined {
    const template = wordings.template(kind, slots, draw);
    const [first = "", ...last] = (goal["name"] ?? "").split(" ");
    return template?.replace(/\{(\w+)\}/g, (_, slot: string) => ({ first, last: last.join(" ") })[slot] ?? words[slot] ?? "");
  }

  function clarify(slots: readonly string[]): string {
    const [slot] = slots;
    if (slots.includes("pickup") && slots.includes("dropoff"))
      return language === "fr" ? `de ${words["pickup"]} à ${words["dropoff"]}` : `from ${words["pickup"]} to ${words["dropoff"]}`;
    if (slot === "time") {
      const hour = Number(goal["time"]!.slice(0, 2));
      if (language === "fr") return hour < 12 ? "le matin" : hour < 17 ? "l'après-midi" : "le soir";
      return hour < 12 ? "in the morning" : hour < 17 ? "in the afternoon" : "in the evening";
    }
    if (slot === "date") return dateSaid(goal["date"]!);
    return inform("inform", slots);
  }

  function choose(offered: readonly string[], slot: string | undefined): string {
    const first = language === "fr" ? "le premier" : "the first one";
    if (slot === "date" || slot === "time") return first;
    const best = offered.findIndex((option) => sameValue(slot ?? "", goal[slot ?? ""] ?? "", option));
    return best <= 0 ? first : offered[best]!;
  }

  /** What a recorded goal leaves open is drawn: a wish must be whole. */
  function fillOpen(): void {
    const now = DateTime.fromMillis(setting.nowMs, { zone: setting.zone });
    if (goal["passengers"] === undefined) {
      const [said, count] = draw.one(wordings.people);
      goal["passengers"] = count;
      words["passengers"] = said;
    }
    goal["pickup"] ??= draw.one(wordings.places.filter((place) => place !== goal["dropoff"]));
    const name = draw.one(wordings.names);
    goal["name"] ??= `${name[0]} ${name[1]}`;
    if (setting.dates !== undefined) {
      const [said, date] = draw.one(setting.dates);
      goal["date"] = date;
      words["date"] = said;
    } else {
      const day = now.plus({ days: 1 + Math.floor(draw.next() * 12) });
      const ahead = Math.round(day.startOf("day").diff(now.startOf("day"), "days").days);
      const forms = [
        day.toFormat("MMMM d"),
        `the ${day.day}${nth(day.day)}`,
        `${day.day}${nth(day.day)} of ${day.toFormat("MMMM")}`,
        day.toFormat("MMMM d") + nth(day.day),
        ...(ahead === 1 ? ["tomorrow", "tomorrow"] : []),
        ...(ahead < 7 ? [`this ${day.toFormat("cccc")}`, day.toFormat("cccc")] : []),
      ];
      goal["date"] = day.toISODate()!;
      words["date"] = draw.one(forms);
    }
    const [said, time] = draw.one(wordings.times);
    goal["time"] = time;
    words["time"] = said;
  }
}

const nth = (day: number): string => (day > 10 && day < 14 ? "th" : (["th", "st", "nd", "rd"][day % 10] ?? "th"));
