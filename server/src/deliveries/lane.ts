import type { Claimed } from "./claim.ts";

/** Attempts at one endpoint at once. */
const WIDTH = 16;
/** Deliveries taken ahead for an endpoint that answers: enough to keep it busy between two looks. */
const AHEAD = 256;
/** For one not yet known. */
const FIRST = 16;
/** A receiver this slow holds up whoever waits behind it, so it gets one at a time until it is quick again. */
const SLOW_MS = 5_000;

/** One endpoint as a worker sees it: what is taken for it, and how much it can take. */
export class Lane {
  readonly waiting: Claimed[] = [];
  running = 0;
  /** More may be due for it than was taken. */
  more = false;
  #pace: "unknown" | "quick" | "slow" = "unknown";

  /** How many may be taken for it now. */
  get room(): number {
    const most = this.#pace === "slow" ? 1 : this.#pace === "quick" ? AHEAD : FIRST;
    return Math.max(0, most - this.waiting.length - this.running);
  }

  /** Whether another attempt may begin. */
  get open(): boolean {
    return this.waiting.length > 0 && this.running < (this.#pace === "slow" ? 1 : WIDTH);
  }

  /** More may be due, and what is in hand runs out soon. */
  get low(): boolean {
    return this.more && this.waiting.length <= WIDTH;
  }

  get idle(): boolean {
    return this.waiting.length === 0 && this.running === 0;
  }

  met(ms: number): void {
    this.#pace = ms >= SLOW_MS ? "slow" : "quick";
  }
}

export const usualRoom = FIRST;
