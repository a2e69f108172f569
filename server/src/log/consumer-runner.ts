import { sql } from "kysely";
import type { Db } from "../db/db.ts";
import type { Clock } from "../ports/clock.ts";
import type { Consumer } from "../ports/consumer.ts";
import { type Cursor, type EventLog, START } from "../ports/log.ts";
import { cursorOf } from "./cursor.ts";
import { follow, type Trouble } from "./follow.ts";

export type ConsumerState = { name: string; cursor: Cursor; trouble?: Trouble };

/** Runs the readers of the log, each at its own pace: one that fails holds up nobody else. */
export type ConsumerRunner = {
  states(): ConsumerState[];
  /** Resolves when every consumer has handled everything that is in the log now. */
  caughtUp(): Promise<void>;
  /** Ends after the transactions under way; what was not handled is handled at the next start. */
  stop(): Promise<void>;
};

export type RunnerOptions = {
  db: Db;
  log: EventLog;
  clock: Clock;
  consumers: readonly Consumer[];
  onTrouble?: (consumer: string, message: string, error: unknown) => void;
};

export function runConsumers({ db, log, clock, consumers, onTrouble = () => {} }: RunnerOptions): ConsumerRunner {
  const stop = new AbortController();
  const waiting = new Set<() => void>();
  const onMoved = () => {
    for (const look of waiting) look();
  };
  const following = consumers.map((consumer) => follow(consumer, { db, log, clock, signal: stop.signal, onMoved, onTrouble }));

  return {
    states: () =>
      following.map((each) => {
        const trouble = each.trouble();
        return { name: each.name, cursor: each.cursor(), ...(trouble && { trouble }) };
      }),
    async caughtUp() {
      const target = await newest(db);
      const isDone = () => following.every((each) => each.cursor() >= target);
      await new Promise<void>((resolve) => {
        const look = () => {
          if (!isDone()) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      });
    },
    async stop() {
      stop.abort();
      await Promise.all(following.map((each) => each.ended));
    },
  };
}

/** The last of what is committed, whether or not a reader may see it yet. */
async function newest(db: Db): Promise<Cursor> {
  const found = await db.worker((tx) =>
    sql<{ xid: string; position: string }>`select xid, position from events order by xid desc, position desc limit 1`.execute(tx),
  );
  const row = found.rows[0];
  return row === undefined ? START : cursorOf({ xid: BigInt(row.xid), position: BigInt(row.position) });
}
