import type { Clock } from "../../src/ports/clock.ts";

/** A clock that stands still until it is told to go on; `pending` is for leak checks. */
export class ManualClock implements Clock {
  #nowMs: number;
  #alarms: { atMs: number; wake: () => void }[] = [];

  constructor(nowMs = Date.UTC(2026, 10, 21, 15, 0, 0)) {
    this.#nowMs = nowMs;
  }

  nowMs(): number {
    return this.#nowMs;
  }

  after(ms: number, wake: () => void): { cancel(): void } {
    const alarm = { atMs: this.#nowMs + ms, wake };
    this.#alarms.push(alarm);
    return {
      cancel: () => {
        this.#alarms = this.#alarms.filter((other) => other !== alarm);
      },
    };
  }

  get pending(): number {
    return this.#alarms.length;
  }

  /** Moves on, waking in order; what a wake sets within the span is woken too. */
  advance(ms: number): void {
    const untilMs = this.#nowMs + ms;
    for (;;) {
      const next = this.#alarms.filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0];
      if (next === undefined) break;
      this.#alarms = this.#alarms.filter((other) => other !== next);
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.wake();
    }
    this.#nowMs = untilMs;
  }
}
