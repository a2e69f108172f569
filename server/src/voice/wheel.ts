import type { Clock } from "../ports/clock.ts";

/** One timer for everything that is paced: each line is turned every 20 ms, and a late turn is made up for. */
export type Wheel = { add(turn: (nowMs: number) => void): { remove(): void } };

export function wheel(clock: Clock): Wheel {
  const turns = new Set<(nowMs: number) => void>();
  let timer: { cancel(): void } | undefined;
  let dueMs = 0;
  const roll = () => {
    const nowMs = clock.nowMs();
    for (const turn of turns) turn(nowMs);
    dueMs = Math.max(dueMs + TURN_MS, nowMs);
    timer = turns.size > 0 ? clock.after(Math.max(1, dueMs - clock.nowMs()), roll) : undefined;
  };
  return {
    add(turn) {
      turns.add(turn);
      if (timer === undefined) {
        dueMs = clock.nowMs() + TURN_MS;
        timer = clock.after(TURN_MS, roll);
      }
      return { remove: () => void turns.delete(turn) };
    },
  };
}

const TURN_MS = 20;
