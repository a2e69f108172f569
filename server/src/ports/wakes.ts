import type { Clock } from "./clock.ts";

/** Tells readers that there may be something new. A wake between looking and waiting is not lost: the count has moved. */
export type Wakes = {
  /** How often it was woken; take it before looking. */
  count(): number;
  wake(): void;
  /** Resolves true at the first wake after `seen`, false after `ms` or when aborted. */
  wait(seen: number, ms: number, signal: AbortSignal): Promise<boolean>;
};

export function wakes(clock: Clock): Wakes {
  let count = 0;
  const waiting = new Set<() => void>();
  return {
    count: () => count,
    wake() {
      count += 1;
      for (const resume of waiting) resume();
    },
    wait(seen, ms, signal) {
      return new Promise((resolve) => {
        const end = (woken: boolean) => {
          timer.cancel();
          waiting.delete(resume);
          signal.removeEventListener("abort", giveUp);
          resolve(woken);
        };
        const resume = () => end(true);
        const giveUp = () => end(false);
        const timer = clock.after(ms, giveUp);
        waiting.add(resume);
        signal.addEventListener("abort", giveUp);
        if (signal.aborted) giveUp();
        else if (count !== seen) resume();
      });
    },
  };
}
