import { DateTime } from "luxon";
import { drawFrom, seedOf } from "./draw.ts";
import type { Heard } from "./driver.ts";
import type { Goal } from "./goals.ts";
import { sameValue } from "./same-value.ts";
import { spoken } from "./voice.ts";
import type { Kind, Wordings } from "./wordings.ts";

/** A caller who knows what they want, answers what is asked, and says no to a read-back that is wrong. Pure, given its seed. */
export type Caller = {
  readonly goal: Readonly<Record<string, string>>;
  /** The next words, or undefined: the caller hangs up. */
  next(heard: Heard): string | undefined;
  turns(): number;
  reasks(): number;
  /** What was wrong in the first read-back; undefined before one was heard. */
  firstWrong(): readonly string[] | undefined;
};

export const LONGEST = 25;
const open = ["passengers", "pickup", "dropoff", "date", "time", "name"];

export function callerFor(recorded: Goal, wordings: Wordings, clock: { nowMs: number; zone: string }, { seed = 0, voice = false } = {}): Caller {
  const draw = drawFrom(seedOf(recorded.id) + seed);
  const words: Record<string, string> = {};
  const goal: Record<string, string> = { ...recorded.slots };
  fillOpen();
  for (const [slot, value] of Object.entries(goal)) words[slot] ??= value;
  const unsaid = [...recorded.turns];
  let turns = 0;
  let reasks = 0;
  let refusals = 0;
  let booked = false;
  let asked = "";
  let first: readonly string[] | undefined;
  return { goal, next, turns: () => turns, reasks: () => reasks, firstWrong: () => first };

  function next(heard: Heard): string | undefined {
    turns++;
    if (heard.ended || heard.transferred || heard.messageTaken || turns > LONGEST) return undefined;
    const words = turns === 1 ? recorded.opening : reply(heard);
    return voice && words !== undefined ? spoken(words, draw) : words;
  }

  function reply(heard: Heard): string | undefined {
    const { act, readBack } = heard;
    const slots = act?.slots ?? [];
    if (act?.kind === "booked") booked = true;
    if (booked) return worded("bye", []) ?? "no thanks, that's all";
    if (act?.kind === "confirm" && readBack !== undefined) return judge(readBack);
    if (act?.kind === "confirm") return "yes";
    if (act?.kind === "offer" && heard.offered.length > 0) return choose(heard.offered, slots[0]);
    // A person or a message is refused once and taken the second time.
    if (act?.kind === "offer") return refusals++ === 0 ? "no" : "yes please";
    if (act?.kind === "bye" || act?.kind === "escalate" || act?.kind === "message") return undefined;
    if (act?.kind === "clarify" && slots.length > 0) return clarify(slots);
    if (slots.length === 0) return human(Object.keys(goal)) ?? worded("opening", ["dropoff", "pickup"]) ?? "I need a ride";
    const key = slots.join();
    if (key === asked) reasks++;
    asked = key;
    return inform(
      "inform",
      slots.filter((slot) => goal[slot] !== undefined),
    );
  }

  function judge(readBack: Readonly<Record<string, unknown>>): string {
    const wrong = open.filter((slot) => goal[slot] !== undefined && !sameValue(slot, goal[slot]!, readBack[slot]));
    first ??= wrong;
    if (wrong.length === 0) return worded("affirm", []) ?? "yes";
    reasks++;
    return inform("correct", wrong.slice(0, 1));
  }

  function inform(kind: Kind, slots: readonly string[]): string {
    const told = human(slots);
    if (told !== undefined) return told;
    const order = slots.flatMap((slot) => (slot === "name" && goal["name"]!.split(" ").length === 2 ? ["first", "last"] : [slot]));
    const direct = worded(kind, order) ?? (kind === "correct" ? undefined : worded("inform", order));
    if (direct !== undefined) return direct;
    if (kind === "correct") return `no, the ${label(slots[0]!)} is ${words[slots[0]!]}`;
    return slots.map((slot) => (slot === "pickup" ? `from ${words[slot]}` : slot === "dropoff" ? `to ${words[slot]}` : words[slot])).join(", ");
  }

  /** The human's own words, where they tell what is asked; each is said once. */
  function human(slots: readonly string[]): string | undefined {
    const at = unsaid.findIndex(({ tells }) => tells.some((slot) => slots.includes(slot)));
    return at < 0 ? undefined : unsaid.splice(0, at + 1).at(-1)!.text;
  }

  function worded(kind: Kind, slots: readonly string[]): string | undefined {
    const template = wordings.template(kind, slots, draw);
    const [firstName, lastName] = (goal["name"] ?? "").split(" ");
    return template?.replace(/\{(\w+)\}/g, (_, slot: string) => ({ first: firstName ?? "", last: lastName ?? "" })[slot] ?? words[slot] ?? "");
  }

  function clarify(slots: readonly string[]): string {
    const [slot] = slots;
    if (slots.includes("pickup") && slots.includes("dropoff")) return `from ${words["pickup"]} to ${words["dropoff"]}`;
    if (slot === "time") {
      const hour = Number(goal["time"]!.slice(0, 2));
      return hour < 12 ? "in the morning" : hour < 17 ? "in the afternoon" : "in the evening";
    }
    if (slot === "date") return DateTime.fromISO(goal["date"]!).toFormat("MMMM d");
    return inform("inform", slots);
  }

  function choose(offered: readonly string[], slot: string | undefined): string {
    if (slot === "date" || slot === "time") return "the first one";
    const want = goal[slot ?? ""] ?? "";
    const best = offered.findIndex((option) => sameValue(slot ?? "", want, option));
    return best < 0 ? `no, ${want}` : (["the first one", "the second one", "the third one"][best] ?? offered[best]!);
  }

  /** What a recorded goal leaves open is drawn: a wish must be whole. */
  function fillOpen(): void {
    const now = DateTime.fromMillis(clock.nowMs, { zone: clock.zone });
    if (goal["passengers"] === undefined) {
      const [said, count] = draw.one(wordings.people);
      goal["passengers"] = count;
      words["passengers"] = said;
    }
    goal["pickup"] ??= draw.one(wordings.places.filter((place) => place !== goal["dropoff"]));
    const name = draw.one(wordings.names);
    goal["name"] ??= `${name[0]} ${name[1]}`;
    const day = now.plus({ days: 1 + Math.floor(draw.next() * 12) });
    const ahead = Math.round(day.startOf("day").diff(now.startOf("day"), "days").days);
    const forms = [
      day.toFormat("MMMM d"),
      `${day.toFormat("d")}${nth(day.day)} of ${day.toFormat("MMMM")}`,
      day.toFormat("MMMM d") + nth(day.day),
      ...(ahead === 1 ? ["tomorrow", "tomorrow"] : []),
      ...(ahead < 7 ? [`this ${day.toFormat("cccc")}`, day.toFormat("cccc")] : []),
    ];
    goal["date"] = day.toISODate()!;
    words["date"] = draw.one(forms);
    const [said, time] = draw.one(wordings.times);
    goal["time"] = time;
    words["time"] = said;
  }
}

const nth = (day: number): string => (day > 10 && day < 14 ? "th" : (["th", "st", "nd", "rd"][day % 10] ?? "th"));
const label = (slot: string): string => ({ pickup: "pick-up", dropoff: "destination", passengers: "number of passengers" })[slot] ?? slot;
