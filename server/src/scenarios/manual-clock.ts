import type { Clock } from "../ports/clock.ts";

export type ManualClock = Clock & {
  /** Moves time on; what falls due is woken in order. */
  advance(ms: number): void;
  /** How many wait to be woken: 0 when nothing was left behind. */
  waiting(): number;
};

/** A clock that stands still until it is moved. */
export function manualClock(startMs = 1_750_000_000_000): ManualClock {
  let nowMs = startMs;
  let timers: { dueMs: number; wake: () => void }[] = [];
  return {
    nowMs: () => nowMs,
    after(ms, wake) {
      const timer = { dueMs: nowMs + ms, wake };
      timers.push(timer);
      return {
        cancel() {
          timers = timers.filter((other) => other !== timer);
        },
      };
    },
    advance(ms) {
      const untilMs = nowMs + ms;
      for (;;) {
        const next = timers.filter((timer) => timer.dueMs <= untilMs).sort((a, b) => a.dueMs - b.dueMs)[0];
        if (next === undefined) break;
        timers = timers.filter((timer) => timer !== next);
        nowMs = next.dueMs;
        next.wake();
      }
      nowMs = untilMs;
    },
    waiting: () => timers.length,
  };
}
