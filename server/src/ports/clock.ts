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
