import type { Cursor, EventLog, Recorded } from "../../src/ports/log.ts";

export type Reading = {
  readonly seen: readonly Recorded[];
  /** Resolves when this many were seen in all. */
  until(count: number): Promise<void>;
  /** Resolves when the reader has looked into the log once and could have found something. */
  looked(): Promise<void>;
  stop(): Promise<void>;
};

/** A reader that follows the log and keeps what it saw. */
export function readTail(log: EventLog, after: Cursor): Reading {
  const seen: Recorded[] = [];
  const stop = new AbortController();
  const waiting: { count: number; resolve: () => void }[] = [];
  const reading = (async () => {
    for await (const batch of log.tail(after, stop.signal)) {
      seen.push(...batch);
      for (const { count, resolve } of waiting) if (seen.length >= count) resolve();
    }
  })();
  return {
    seen,
    until: (count) => Promise.race([reading, new Promise<void>((resolve) => (seen.length >= count ? resolve() : waiting.push({ count, resolve })))]),
    // The head is asked over the same pool after the reader's own first query was.
    looked: async () => {
      for (let times = 0; times < 5; times++) await log.head();
    },
    async stop() {
      stop.abort();
      await reading;
    },
  };
}
