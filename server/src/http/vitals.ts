import { sql } from "kysely";
import type { Db } from "../db/db.ts";
import { placeOf } from "../log/cursor.ts";
import type { Clock } from "../ports/clock.ts";

/** Figures of the whole process, for health and metrics; never of one tenant. */
export interface Vitals {
  liveCalls(): number;
  /** Provider webhooks accepted and not finished. */
  unfinished(): Promise<number>;
  consumers(): Promise<readonly { name: string; behind: number; parked: number }[]>;
  /** How long the database takes for the smallest question, in milliseconds. @throws when it cannot be reached. */
  databaseMs(): Promise<number>;
  uptimeMs(): number;
  /** No new work is wanted: the process is on its way out. */
  stopping(): boolean;
}

/** A reader this far behind is in trouble; counting further would only add to the load. */
const COUNTED = 10_000;

/** The figures as the database, the engine and the process give them. */
export function vitals(db: Db, clock: Clock, of: { liveCalls(): number; stopping(): boolean }): Vitals {
  const startedMs = clock.nowMs();
  return {
    liveCalls: of.liveCalls,
    stopping: of.stopping,
    uptimeMs: () => clock.nowMs() - startedMs,
    async databaseMs() {
      const askedMs = clock.nowMs();
      await db.worker((tx) => sql`select 1`.execute(tx));
      return clock.nowMs() - askedMs;
    },
    async unfinished() {
      const { count } = await db.worker((tx) =>
        tx
          .selectFrom("inbox")
          .select((eb) => eb.fn.countAll<string>().as("count"))
          .where("done_at", "is", null)
          .executeTakeFirstOrThrow(),
      );
      return Number(count);
    },
    consumers: () =>
      db.worker(async (tx) => {
        const cursors = await tx.selectFrom("cursors").select(["consumer", "cursor"]).orderBy("consumer").execute();
        const parked = await tx
          .selectFrom("parked_events")
          .select(["consumer", (eb) => eb.fn.countAll<string>().as("count")])
          .groupBy("consumer")
          .execute();
        const parkedOf = new Map(parked.map(({ consumer, count }) => [consumer, Number(count)]));
        const readers: { name: string; behind: number; parked: number }[] = [];
        for (const { consumer, cursor } of cursors) {
          const { xid, position } = placeOf(cursor);
          const { rows } = await sql<{ count: string }>`select count(*) from (
            select from events where (xid, position) > (${String(xid)}::xid8, ${String(position)}::bigint) limit ${COUNTED}) as unread`.execute(tx);
          readers.push({ name: consumer, behind: Number(rows[0]?.count ?? 0), parked: parkedOf.get(consumer) ?? 0 });
        }
        return readers;
      }),
  };
}
