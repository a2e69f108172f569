import { sql } from "kysely";
import type { Db, Tx } from "../db/db.ts";
import type { StreamId, TenantId } from "../lib/ids.ts";
import type { Consumer } from "../ports/consumer.ts";
import type { EventLog, Recorded } from "../ports/log.ts";

/** Sets an event aside that the consumer cannot handle. What follows it in its stream is set aside too, so that order is kept. */
export async function park(tx: Tx, consumer: string, { tenant, stream, seq }: Recorded, error: string): Promise<void> {
  await tx.insertInto("parked_events").values({ consumer, tenant_id: tenant, stream, seq, error }).execute();
}

/** The streams of which this consumer has set something aside. */
export async function parkedStreams(tx: Tx, consumer: string): Promise<ReadonlySet<string>> {
  const rows = await tx.selectFrom("parked_events").select(["tenant_id", "stream"]).distinct().where("consumer", "=", consumer).execute();
  return new Set(rows.map((row) => streamKey(row.tenant_id, row.stream)));
}

export const streamKey = (tenant: TenantId, stream: StreamId): string => `${tenant} ${stream}`;

/**
 * Tries again what was set aside, each stream in order and as far as it goes: a new version may know better, an outage may be over.
 * @returns how many were handled now.
 */
export async function retryParked(db: Db, log: EventLog, consumer: Consumer): Promise<number> {
  const streams = await db.worker((tx) =>
    tx.selectFrom("parked_events").select(["tenant_id", "stream"]).distinct().where("consumer", "=", consumer.name).execute(),
  );
  let handled = 0;
  for (const { tenant_id: tenant, stream } of streams) {
    const events = await log.read(tenant, stream);
    try {
      while (await db.worker((tx) => retryFirst(tx, consumer, tenant, stream, events))) handled += 1;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      await db.worker((tx) =>
        tx
          .updateTable("parked_events")
          .set({ error: message })
          .where("tenant_id", "=", tenant)
          .where("consumer", "=", consumer.name)
          .where("stream", "=", stream)
          .execute(),
      );
    }
  }
  return handled;
}

async function retryFirst(tx: Tx, consumer: Consumer, tenant: TenantId, stream: StreamId, events: readonly Recorded[]): Promise<boolean> {
  // The reader decides under the same lock whether the stream's next event must wait.
  await tx.selectFrom("cursors").select("cursor").where("consumer", "=", consumer.name).forUpdate().execute();
  const taken = await sql<{ seq: number }>`
    delete from parked_events where (tenant_id, consumer, stream, seq) = (
      select tenant_id, consumer, stream, seq from parked_events
      where tenant_id = ${tenant} and consumer = ${consumer.name} and stream = ${stream} order by seq limit 1 for update)
    returning seq`.execute(tx);
  const event = events[taken.rows[0]?.seq ?? -1];
  if (event !== undefined) await consumer.handle([event], tx);
  return event !== undefined;
}
