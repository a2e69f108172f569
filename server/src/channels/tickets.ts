import { randomBytes } from "node:crypto";
import { Refusal } from "../lib/refusal.ts";
import type { Clock } from "../ports/clock.ts";

/** Single-use tickets, good for half a minute. A ticket is taken out by being looked at. */
export class Tickets<T> {
  readonly #clock: Clock;
  readonly #kept = new Map<string, { for: T; untilMs: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @throws Refusal 503 when more are out than anybody could use. */
  issue(what: T): string {
    const nowMs = this.#clock.nowMs();
    for (const [token, { untilMs }] of this.#kept) {
      if (untilMs > nowMs) break; // the oldest come first
      this.#kept.delete(token);
    }
    if (this.#kept.size >= MOST) throw new Refusal(503, "too_many_tickets", "Too many callers at once: try again in a minute.");
    const token = randomBytes(32).toString("base64url");
    this.#kept.set(token, { for: what, untilMs: nowMs + GOOD_FOR_MS });
    return token;
  }

  take(token: string): T | undefined {
    const ticket = this.#kept.get(token);
    this.#kept.delete(token);
    return ticket !== undefined && ticket.untilMs > this.#clock.nowMs() ? ticket.for : undefined;
  }
}

const GOOD_FOR_MS = 30_000;
const MOST = 10_000;
