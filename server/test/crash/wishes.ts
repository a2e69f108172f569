import { between, pick, type Random } from "../../src/lib/random.ts";

/** A ride somebody wants. No two wishes of a run share date and time, so that the ledger is easy to read. */
export type Wish = {
  language: "en" | "fr";
  passengers: number;
  pickup: string;
  dropoff: string;
  /** "2026-12-03", "09:30", on the business's own clock. */
  date: string;
  time: string;
  name: string;
};

/** What a caller does beside booking. */
export type Temper =
  | { is: "plain" }
  /** Asks for another time first, and changes their mind when it is read back. */
  | { is: "corrects"; before: string }
  /** Wants a person first, and books when nobody is there. */
  | { is: "asks_for_a_person"; reached: boolean }
  /** Hangs up instead of answering the n-th time. */
  | { is: "hangs_up"; at: number }
  /** Hangs up while the n-th answer is still being worked on. */
  | { is: "cuts_off"; at: number }
  /** Says nothing any more from the n-th time on. */
  | { is: "falls_silent"; at: number }
  /** Disappears at the n-th time: not even the carrier tells. */
  | { is: "vanishes"; at: number };

const names = ["Ann Miller", "Paul Martin", "Julie Gagnon", "Marc Tremblay", "Sarah Cohen", "David Roy", "Emma Wilson", "Luc Bouchard"];
const places = ["1200 Peel Street", "455 Sherbrooke Street West", "4750 Saint-Denis Street", "3535 Saint-Hubert Street", "1000 Fleury Street East"];
const lieux = ["1200 rue Peel", "455 rue Sherbrooke Ouest", "4750 rue Saint-Denis", "3535 rue Saint-Hubert", "1000 rue Fleury Est"];

const FIRST_DAY = 2;
const QUARTERS_PER_DAY = 64;
const FROM_HOUR = 6;

/** The n-th wish of a run. `nowMs` says from which day on. */
export function wishOf(n: number, random: Random, nowMs: number): Wish {
  const language = random() < 0.7 ? "en" : "fr";
  const streets = language === "fr" ? lieux : places;
  const from = Math.floor(random() * streets.length);
  const to = (from + 1 + Math.floor(random() * (streets.length - 1))) % streets.length;
  const quarter = n % QUARTERS_PER_DAY;
  return {
    language,
    passengers: 1 + Math.floor(random() * 4),
    pickup: streets[from]!,
    dropoff: streets[to]!,
    date: new Date(nowMs + (FIRST_DAY + Math.floor(n / QUARTERS_PER_DAY)) * DAY_MS).toISOString().slice(0, 10),
    time: clock(FROM_HOUR * 60 + quarter * 15),
    name: pick(random, names),
  };
}

/** @param vanishing callers of whom nothing is heard any more are only found by waiting for them. */
export function temperOf(random: Random, wish: Wish, vanishing: boolean): Temper {
  const dice = random();
  const at = between(random, 1, 3);
  if (dice < 0.1) return { is: "hangs_up", at };
  if (dice < 0.25) return { is: "cuts_off", at };
  if (dice < 0.32) return { is: "falls_silent", at };
  if (dice < 0.4 && vanishing) return { is: "vanishes", at };
  if (dice < 0.5) return { is: "asks_for_a_person", reached: random() < 0.5 };
  if (dice < 0.65) return { is: "corrects", before: wish.time.endsWith("00") ? wish.time.replace(/00$/, "30") : wish.time.replace(/\d\d$/, "00") };
  return { is: "plain" };
}

const DAY_MS = 86_400_000;
const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
