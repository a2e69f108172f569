import { Refusal } from "../lib/refusal.ts";

/** Runs pieces of work of one key one after another. */
export type Turns = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** More than an office signs in with at once; beyond it somebody is flooding us. */
const WAITING = 50;

/**
 * One sign-in at a time per address, so that an honest burst from one office does not count as a guess that is still
 * under way, and one address keeps at most one core busy with password hashing.
 */
export function turns(most = WAITING): Turns {
  const queues = new Map<string, { last: Promise<unknown>; length: number }>();
  return async (key, work) => {
    const queue = queues.get(key) ?? { last: Promise.resolve(), length: 0 };
    if (queue.length >= most)
      throw new Refusal(429, "too_many_attempts", "Too many sign-ins at once from here. Try again in a few seconds.", { retryAfterMs: 5000 });
    queues.set(key, queue);
    queue.length += 1;
    const mine = queue.last.then(work);
    queue.last = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      queue.length -= 1;
      if (queue.length === 0) queues.delete(key);
    }
  };
}
