import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What a caller wants, from a recorded human dialogue, and how its human said it. */
export type Goal = {
  id: string;
  source: "star" | "sgd";
  /** Values of the service's slots, as they were in the end. */
  slots: Readonly<Record<string, string>>;
  opening: string;
  /** The human's later turns, in order, each with the slots whose final value it tells. */
  turns: readonly { text: string; tells: readonly string[] }[];
};

type Turn = { speaker: string; text?: string; frames?: Record<string, Frame> };
type Frame = { intent?: string; state?: Record<string, string[]>; acts?: { act: string; slot: string; canonical: string[]; values: string[] }[] };
type Row = {
  id: string;
  lang: string;
  tasks?: string[];
  turns: Turn[];
  goals: { slots: Record<string, string | object>; ok?: boolean; service?: string }[];
};

/** The ride bookings of a split of the data: STAR's (`ride_book`) and SGD's (`sgd-rides`). */
export function readGoals(dataDir: string, split: string): Goal[] {
  const star = rows(join(dataDir, split, "star-bookings.jsonl"))
    .filter(({ tasks }) => tasks?.includes("ride_book"))
    .flatMap(starGoal);
  const sgd = rows(join(dataDir, split, "sgd-rides.jsonl")).flatMap(sgdGoal);
  return [...star, ...sgd];
}

export function rows<T = Row>(file: string): T[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);
}

/** The last booking that the human operator made and the system took. */
function starGoal({ id, turns, goals }: Row): Goal[] {
  const booked = goals.filter(({ ok, slots }) => ok === true && slots["RequestType"] === "Book").at(-1);
  if (booked === undefined) return [];
  const text = (key: string): string => (typeof booked.slots[key] === "string" ? (booked.slots[key] as string).trim() : "");
  const slots = { name: text("CustomerName"), pickup: text("DepartureLocation"), dropoff: text("ArrivalLocation") };
  const said = turns.filter((turn) => turn.speaker === "user").map((turn) => turn.text ?? "");
  const [opening] = said;
  if (opening === undefined || Object.values(slots).some((value) => value === "")) return [];
  const told = said.slice(1).map((words) => ({
    text: words,
    tells: Object.entries(slots).flatMap(([slot, value]) => (words.toLowerCase().includes(value.toLowerCase()) ? [slot] : [])),
  }));
  return [{ id, source: "star", slots, opening, turns: told }];
}

const sgdNames: Record<string, string> = { destination: "dropoff", number_of_riders: "passengers", number_of_seats: "passengers" };

/** The final state of the ride service; the dialogue begins for us where the human turns to it. */
function sgdGoal({ id, turns, goals }: Row): Goal[] {
  const goal = goals.at(-1);
  if (goal === undefined) return [];
  const slots: Record<string, string> = {};
  for (const [name, value] of Object.entries(goal.slots)) {
    const slot = sgdNames[name];
    if (slot !== undefined && typeof value === "string") slots[slot] = value;
  }
  const riding = turns.flatMap((turn) => {
    const frame = Object.entries(turn.frames ?? {}).find(([service]) => service.startsWith("RideSharing"))?.[1];
    return turn.speaker === "user" && frame !== undefined ? [{ text: turn.text ?? "", frame }] : [];
  });
  const [first, ...later] = riding;
  if (first === undefined || slots["dropoff"] === undefined) return [];
  const told = later.map(({ text, frame }) => ({
    text,
    tells: (frame.acts ?? []).flatMap(({ act, slot, canonical, values }) => {
      const name = sgdNames[slot];
      return act === "INFORM" && name !== undefined && [...canonical, ...values].includes(slots[name] ?? "") ? [name] : [];
    }),
  }));
  return [{ id, source: "sgd", slots, opening: first.text, turns: told }];
}
