import type { Language } from "@firstring/contract/call/agent.ts";
import type { Json, Understood } from "@firstring/contract/call/event.ts";
import type { Minutes, Part } from "./read/times.ts";

/** What the brain keeps between replies; it travels in the log as JSON. */
export type Memory = {
  brain: typeof VERSION;
  /** Lines of the transcript that are already taken in. */
  seen: number;
  language: Language;
  task: Task;
  /** Slug of the service that is booked, once it is clear. */
  service: string | null;
  slots: Record<string, Filled>;
  /** What the booking before this one in the call had: "the same name". */
  before?: Record<string, Filled>;
  when: When;
  /** Our open question: it shapes the reading of whatever comes next. */
  asked: Asked;
  /** Failures in a row at a question. */
  tries: Record<string, number>;
  /** Times in a row that nothing was understood. */
  lost: number;
  angry: number;
  /** What each tool call of ours is for, by its id. */
  pending: Record<string, Purpose>;
  turn: Turn;
  manage: Manage;
  message: { text: string | null; open: boolean };
  /** Codes of bookings that this call replaces: they are cancelled once the new one stands. */
  replaces: string[];
  /** Times that the business would accept or not, by `date time`. */
  known: Record<string, boolean>;
  /** The beginning of a telephone number whose rest is still to come. */
  digits: string;
  understood: Understood | null;
};

const VERSION = "offline/1";

export type Task = "none" | "book" | "reschedule" | "cancel" | "message";
export type Place = { placeId: string; address: string; name: string | null; approximate: boolean };
/** A slot's value: a place stands as it was said until it was found. */
export type Filled = { value: string | number; said: string; found: boolean; approximate: boolean; sure: boolean };
export type Moment = { date: string; time: string };

export type When = {
  /** Days that were meant: one is clear, several must be asked about. */
  dates: string[];
  times: Minutes[];
  mode: "at" | "after" | "before";
  part: Part | null;
  /** The earliest that is free. */
  asap: boolean;
  vague: string | null;
};

export type Asked =
  | { is: "nothing" }
  | { is: "slots"; slots: string[] }
  | { is: "confirm"; proposal: string }
  | { is: "change" }
  | { is: "offer"; options: Moment[] }
  | { is: "places"; slot: string; options: Place[] }
  | { is: "half"; times: Minutes[] }
  | { is: "day"; dates: string[] }
  | { is: "role"; place: string; slots: string[] }
  | { is: "sure"; slot: string }
  | { is: "service" }
  | { is: "bookings"; options: Booked[] }
  | { is: "code" }
  /** Whose name the booking of a code is under. */
  | { is: "whose" }
  | { is: "message" }
  | { is: "message_offer" }
  | { is: "person_offer" }
  | { is: "more" }
  | { is: "leave" };

export type Booked = { id: string; code: string; service: string; date: string; time: string; summary: string };
export type Manage = { code: string | null; booking: Booked | null; searched: boolean /** The name on it, where it was asked for. */; name?: string };

export type Purpose =
  | { for: "place"; slot: string }
  | { for: "half"; key: string }
  | { for: "earliest" }
  | { for: "openings" }
  | { for: "hold" }
  | { for: "find" }
  | { for: "manage" }
  | { for: "confirm" }
  | { for: "answer"; question: string }
  | { for: "message" }
  | { for: "person" }
  | { for: "bye" };

/** What the caller's last words ask of this reply; it lasts while tools are at work for it. */
export type Turn = {
  /** Slots that were filled or changed by these words. */
  news: string[];
  wants: Want[];
  question: string | null;
  answers: string[] | null;
  /** Why what was asked for cannot be had, and what can. */
  refused: { code: string; message: string; slot: string | null; options: Moment[] } | null;
  /** Nothing in the words was understood. */
  blank: boolean;
  greeted: boolean;
};

/** Wishes that a reply must meet, the most pressing first. */
export type Want =
  | "emergency"
  | "urgent"
  | "machine"
  | "language"
  | "person"
  | "person_refused"
  | "confirm"
  | "change"
  | "unclear"
  | "repeat"
  | "wait"
  | "bye"
  | "done"
  | "quit"
  | "calm"
  | "openings"
  | "message_offer"
  | "trouble"
  | "start"
  | "no_number"
  | "code_unknown"
  | "dropped";

export const quietTurn: Turn = { news: [], wants: [], question: null, answers: null, refused: null, blank: false, greeted: false };
export const noWhen: When = { dates: [], times: [], mode: "at", part: null, asap: false, vague: null };

export function blankMemory(language: Language): Memory {
  return {
    brain: VERSION,
    seen: 0,
    language,
    task: "none",
    service: null,
    slots: {},
    when: noWhen,
    asked: { is: "nothing" },
    tries: {},
    lost: 0,
    angry: 0,
    pending: {},
    turn: quietTurn,
    manage: { code: null, booking: null, searched: false },
    message: { text: null, open: false },
    replaces: [],
    known: {},
    digits: "",
    understood: null,
  };
}

/** The memory as this brain left it, or undefined where another brain was at work since. */
export function memoryFrom(json: Json): Memory | undefined {
  const ours = typeof json === "object" && json !== null && !Array.isArray(json) && json["brain"] === VERSION;
  return ours ? (structuredClone(json) as unknown as Memory) : undefined;
}

export const jsonOf = (memory: Memory): Json => memory as unknown as Json;
