import type { Db } from "../db/db.ts";
import type { TenantId } from "../lib/ids.ts";
import { announce, expiredFact } from "./announce.ts";
import { retrying } from "./retry.ts";

/** Holds handled in one transaction: it stays short, and the next one takes the rest. */
const AT_ONCE = 200;

/** Lets go of every tenant's holds whose time is over; how many there were. Nobody waits for it: who wants a lapsed time takes it at once. Two sweepers share the work. */
export async function sweep(db: Db, nowMs: number): Promise<number> {
  let swept = 0;
  for (let count = AT_ONCE; count === AT_ONCE; swept += count) count = await retrying(() => batch(db, nowMs));
  return swept;
}

/** Lets go of what a call holds, when nobody is left to confirm it. */
export function letGo(db: Db, tenant: TenantId, call: string, nowMs: number): Promise<void> {
  return retrying(() =>
    db.tenant(tenant, async (tx) => {
      const released = await tx
        .updateTable("bookings")
        .set({ status: "expired", updated_at: new Date(nowMs) })
        .where("tenant_id", "=", tenant)
        .where("call_id", "=", call)
        .where("status", "=", "held")
        .returning("id")
        .execute();
      for (const { id } of released) await announce(tx, tenant, id, nowMs, expiredFact);
    }),
  );
}

function batch(db: Db, nowMs: number): Promise<number> {
  return db.worker(async (tx) => {
    const lapsed = await tx
      .selectFrom("bookings")
      .select(["tenant_id", "id"])
      .where("status", "=", "held")
      .where("hold_expires_at", "<=", new Date(nowMs))
      .orderBy("hold_expires_at")
      .limit(AT_ONCE)
      .forNoKeyUpdate()
      .skipLocked()
      .execute();
    for (const { tenant_id, id } of lapsed) {
      await tx
        .updateTable("bookings")
        .set({ status: "expired", updated_at: new Date(nowMs) })
        .where("tenant_id", "=", tenant_id)
        .where("id", "=", id)
        .execute();
      await announce(tx, tenant_id, id, nowMs, expiredFact);
    }
    return lapsed.length;
  });
}
