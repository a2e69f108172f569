import type { Language } from "@firstring/contract/call/agent.ts";
import type { CallState } from "@firstring/contract/call/state.ts";
import { pick, type Random } from "../../lib/random.ts";
import type { Script, Twist } from "./script.ts";

export type Move = { is: "say"; text: string } | { is: "hang_up" };

/** Plays a script: answers what the agent did (its act, the open proposal, the ledger), never its wording. */
export class SimulatedCaller {
  readonly #random: Random;
  readonly #language: Language;
  readonly #script: Script;
  readonly #facts: Record<string, string>;
  readonly #twists: Set<Twist>;
  #turns = 0;
  #asked = 0;
  #offers = 0;
  #booked = 0;
  #leaving = false;
  #last = "";
  readonly #told = new Map<string, number>();

  /** @param script with its moments filled in */
  constructor(script: Script, random: Random) {
    this.#script = script;
    this.#random = random;
    this.#language = script.language;
    this.#facts = { ...script.facts };
    this.#twists = new Set(script.twists ?? []);
  }

  /** What the caller does now that it is their turn. */
  next(state: CallState): Move {
    if (this.#leaving || ++this.#turns > MOST_TURNS) return { is: "hang_up" };
    const text = this.#answer(state);
    if (text === undefined) return { is: "hang_up" };
    this.#last = text;
    return { is: "say", text };
  }

  #answer(state: CallState): string | undefined {
    if (this.#turns === 1) return this.#script.opening;
    if (state.proposal?.heard) return this.#twist("read_back") ?? (state.proposal.kind === "cancel" ? this.#say("cancelIt") : this.#say("yes"));
    if (state.bookings.length > this.#booked) {
      this.#booked = state.bookings.length;
      return this.#twist("booked") ?? this.#leave();
    }
    if (state.silences > 0) return this.#last;
    const slots = state.act?.slots ?? [];
    switch (state.act?.kind) {
      case "ask":
        return this.#twist("ask", ++this.#asked) ?? this.#tellOrLeave(slots.length > 0 ? slots : this.#missing(state));
      case "confirm":
        return this.#say("yes");
      case "offer":
        return ++this.#offers > MOST_OFFERS ? this.#leave() : this.#say("first");
      case "clarify":
        return slots.length > 0 ? this.#tell(slots) : this.#last;
      case "answer":
        return this.#tellOrLeave(slots.length > 0 ? slots : this.#missing(state));
      case "message":
        return this.#tell(["message"]);
      case "escalate":
        return this.#say("fine");
      case "greet":
        return this.#script.opening;
      case "tool":
      case undefined: {
        const wanted = this.#missing(state);
        return wanted.length > 0 ? this.#tell(wanted) : this.#last;
      }
      case "booked":
      case "cancelled":
      case "bye":
        return this.#leave();
      default:
        return state.act?.kind satisfies undefined;
    }
  }

  /** A question for nothing they came for ("anything else?") ends the call. */
  #tellOrLeave(slots: readonly string[]): string {
    return slots.length === 0 ? this.#leave() : this.#tell(slots);
  }

  /** Tells what was asked for; who is asked the same thing for the third time gives up. */
  #tell(slots: readonly string[]): string {
    const known = slots.filter((slot) => this.#facts[slot] !== undefined);
    for (const slot of known) this.#told.set(slot, (this.#told.get(slot) ?? 0) + 1);
    if (known.some((slot) => (this.#told.get(slot) ?? 0) > MOST_TELLINGS)) return this.#leave();
    return known.length === 0 ? this.#say("dontKnow") : this.#together(known);
  }

  /** Several facts as one answer: a route and a moment are said in one breath. */
  #together(slots: readonly string[]): string {
    const french = this.#language === "fr";
    const left = new Set(slots);
    const parts: string[] = [];
    const both = (one: string, two: string, join: (one: string, two: string) => string): void => {
      if (!left.has(one) || !left.has(two)) return;
      left.delete(one);
      left.delete(two);
      parts.push(join(this.#fact(one), this.#fact(two)));
    };
    both("pickup", "dropoff", (from, to) => (french ? `de ${from} à ${to}` : `from ${from} to ${to}`));
    both("date", "time", (day, time) => `${day} ${french ? "à " : time.startsWith("at ") ? "" : "at "}${time}`);
    return [...parts, ...[...left].map((slot) => this.#fact(slot))].join(", ");
  }

  #fact(slot: string): string {
    const [once = "", again] = (this.#facts[slot] ?? "").split("|");
    return again !== undefined && (this.#told.get(slot) ?? 0) > 1 ? again : once;
  }

  /** Required and not yet understood, two at a time. */
  #missing({ goal }: CallState): string[] {
    return (goal?.slots ?? [])
      .filter(({ name, value, required }) => required && value === undefined && this.#facts[name] !== undefined)
      .map(({ name }) => name)
      .slice(0, 2);
  }

  #twist(at: Twist["at"], nth?: number): string | undefined {
    const twist = [...this.#twists].find((each) => each.at === at && (each.nth === undefined || each.nth === nth));
    if (twist === undefined) return undefined;
    this.#twists.delete(twist);
    Object.assign(this.#facts, twist.facts);
    return twist.say;
  }

  #leave(): string {
    this.#leaving = true;
    return this.#say("bye");
  }

  #say(what: keyof typeof phrases): string {
    return pick(this.#random, phrases[what][this.#language]);
  }
}

/** Patience of a caller. */
const MOST_TURNS = 25;
const MOST_TELLINGS = 3;
const MOST_OFFERS = 3;

const phrases = {
  yes: {
    en: ["Yes, that's right.", "Yes please.", "That's correct.", "Perfect, yes."],
    fr: ["Oui, c'est ça.", "Oui, s'il vous plaît.", "C'est exact.", "Oui, parfait."],
  },
  cancelIt: { en: ["Yes, cancel it."], fr: ["Oui, annulez."] },
  first: { en: ["The first one, please.", "The first one works."], fr: ["Le premier, s'il vous plaît.", "Le premier me va."] },
  fine: { en: ["Okay, thank you."], fr: ["D'accord, merci."] },
  dontKnow: { en: ["I don't know, sorry.", "I'm not sure."], fr: ["Je ne sais pas, désolé.", "Je ne suis pas certain."] },
  bye: { en: ["Great, thank you. Bye!", "Thanks a lot, that's all. Goodbye."], fr: ["Super, merci. Au revoir!", "Merci beaucoup, c'est tout. Bonne journée!"] },
} as const;
