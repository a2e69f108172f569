export interface Clock {
  nowMs(): number;
  /** Calls `wake` once after `ms`; cancel is idempotent. */
  after(ms: number, wake: () => void): { cancel(): void };
}

export const realClock: Clock = {
  nowMs: () => Date.now(),
  after(ms, wake) {
    const timer = setTimeout(wake, ms);
    return { cancel: () => clearTimeout(timer) };
  },
};

/** Resolves after `ms`, or at once when `signal` is aborted. */
export function pause(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const done = () => {
      timer.cancel();
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = clock.after(ms, done);
    signal?.addEventListener("abort", done);
  });
}
