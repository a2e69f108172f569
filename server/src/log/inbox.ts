import type { Db } from "../db/db.ts";
import type { TenantId } from "../lib/ids.ts";
import { storable } from "../lib/storable.ts";

/** A provider's request by the name the provider gave it: the same name again is the same request again. */
export type InboxKey = { tenant: TenantId; provider: string; eventId: string };

/** `reply` is there once the first of them was answered. */
export type Accepted = { is: "fresh" } | { is: "duplicate"; reply?: unknown };

export type Unfinished = InboxKey & { receivedAtMs: number; request: unknown };

/** What providers told us, kept before they were told that we heard: what was answered 2xx has its row. */
export type Inbox = {
  /** Resolves when the request is durable. Of the same request twice, also at once, one is fresh. */
  accept(key: InboxKey, request: unknown): Promise<Accepted>;
  /** The request had its effect; `reply` is given again to duplicates. */
  finish(key: InboxKey, reply?: unknown): Promise<void>;
  /** Accepted before `beforeMs` and never finished, the oldest first: a process died in between. */
  unfinished(beforeMs: number, limit: number): Promise<Unfinished[]>;
};

/** What an event of the log names as its cause. */
export const causeOf = ({ provider, eventId }: InboxKey): string => `${provider} ${eventId}`;

export function inbox(db: Db): Inbox {
  return {
    accept: ({ tenant, provider, eventId }, request) =>
      db.tenant(tenant, async (tx) => {
        const fresh = await tx
          .insertInto("inbox")
          .values({ tenant_id: tenant, provider, event_id: eventId, request: JSON.stringify(storable(request)) })
          .onConflict((conflict) => conflict.columns(["tenant_id", "provider", "event_id"]).doNothing())
          .returning("event_id")
          .executeTakeFirst();
        if (fresh !== undefined) return { is: "fresh" };
        const row = await tx
          .selectFrom("inbox")
          .select("reply")
          .where("tenant_id", "=", tenant)
          .where("provider", "=", provider)
          .where("event_id", "=", eventId)
          .executeTakeFirst();
        return { is: "duplicate", ...(row?.reply != null && { reply: row.reply }) };
      }),

    finish: ({ tenant, provider, eventId }, reply) =>
      db.tenant(tenant, async (tx) => {
        await tx
          .updateTable("inbox")
          .set((eb) => ({ done_at: eb.fn("now", []), reply: reply === undefined ? null : JSON.stringify(storable(reply)) }))
          .where("tenant_id", "=", tenant)
          .where("provider", "=", provider)
          .where("event_id", "=", eventId)
          .where("done_at", "is", null)
          .execute();
      }),

    unfinished: (beforeMs, limit) =>
      db.worker(async (tx) => {
        const rows = await tx
          .selectFrom("inbox")
          .select(["tenant_id", "provider", "event_id", "received_at", "request"])
          .where("done_at", "is", null)
          .where("received_at", "<", new Date(beforeMs))
          .orderBy("received_at")
          .limit(limit)
          .execute();
        return rows.map((row) => ({
          tenant: row.tenant_id,
          provider: row.provider,
          eventId: row.event_id,
          receivedAtMs: row.received_at.getTime(),
          request: row.request,
        }));
      }),
  };
}
