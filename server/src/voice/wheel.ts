import type { Clock } from "../ports/clock.ts";

/** One timer for everything that is paced: each line is turned every 5 ms, and a late turn is made up for. */
export type Wheel = { add(turn: (nowMs: number) => void): { remove(): void } };

export function wheel(clock: Clock, everyMs = TURN_MS): Wheel {
  const turns = new Set<(nowMs: number) => void>();
  let timer: { cancel(): void } | undefined;
  let dueMs = 0;
  const roll = () => {
    const nowMs = clock.nowMs();
    for (const turn of turns) turn(nowMs);
    dueMs = Math.max(dueMs + everyMs, nowMs);
    timer = turns.size > 0 ? clock.after(Math.max(1, dueMs - clock.nowMs()), roll) : undefined;
  };
  return {
    add(turn) {
      turns.add(turn);
      if (timer === undefined) {
        dueMs = clock.nowMs() + everyMs;
        timer = clock.after(everyMs, roll);
      }
      return { remove: () => void turns.delete(turn) };
    },
  };
}

/** A frame is 20 ms: this keeps it within a quarter of one of when it is due. */
const TURN_MS = 5;
