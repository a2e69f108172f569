import type { OutgoingEvent, OutgoingType } from "@firstring/contract/schemas/outgoing-event.ts";
import type { Db } from "../db/db.ts";
import type { TenantId } from "../lib/ids.ts";
import type { Clock } from "../ports/clock.ts";
import { type Wakes, wakes } from "../ports/wakes.ts";
import { CHANNEL } from "./outbox.ts";

export type Left = { position: number; event: OutgoingEvent };

/** What left, for those who come and read it. */
export type Outgoings = {
  list(
    tenant: TenantId,
    wanted: { limit: number; offset: number; type?: OutgoingType | undefined; callId?: string | undefined; after?: number | undefined },
  ): Promise<{ rows: Left[]; total: number }>;
  /** The next after a position, at most `limit`, as the text that left. */
  after(tenant: TenantId, position: number, limit: number): Promise<{ position: number; type: string; body: string }[]>;
  /** The newest position; 0 before the first. */
  newest(tenant: TenantId): Promise<number>;
  /** Woken whenever something left, of any tenant, in any process. */
  news: Wakes;
  stop(): Promise<void>;
};

export function outgoings(db: Db, clock: Clock): Outgoings {
  const news = wakes(clock);
  const stop = db.listen(CHANNEL, news.wake);
  return {
    news,
    stop,
    list: (tenant, { limit, offset, type, callId, after }) =>
      db.tenant(tenant, async (tx) => {
        let found = tx.selectFrom("outgoing_events");
        if (type !== undefined) found = found.where("event_type", "=", type);
        if (callId !== undefined) found = found.where("subject", "=", `call/${callId}`);
        if (after !== undefined) found = found.where("position", ">", String(after));
        const rows = await found.select(["position", "body"]).orderBy("position").limit(limit).offset(offset).execute();
        const { total } = await found.select((eb) => eb.fn.countAll<string>().as("total")).executeTakeFirstOrThrow();
        return { rows: rows.map((row) => ({ position: Number(row.position), event: JSON.parse(row.body) as OutgoingEvent })), total: Number(total) };
      }),
    after: (tenant, position, limit) =>
      db.tenant(tenant, async (tx) => {
        const rows = await tx
          .selectFrom("outgoing_events")
          .select(["position", "event_type", "body"])
          .where("position", ">", String(position))
          .orderBy("position")
          .limit(limit)
          .execute();
        return rows.map((row) => ({ position: Number(row.position), type: row.event_type, body: row.body }));
      }),
    newest: (tenant) =>
      db.tenant(tenant, async (tx) => {
        const row = await tx
          .selectFrom("outgoing_events")
          .select((eb) => eb.fn.max("position").as("newest"))
          .executeTakeFirst();
        return Number(row?.newest ?? 0);
      }),
  };
}
