import type { Db } from "../db/db.ts";
import { announce, expiredFact } from "./announce.ts";
import { retrying } from "./retry.ts";

/** Holds handled in one transaction: it stays short, and the next sweep takes the rest. */
const AT_ONCE = 200;

/** Lets go of every tenant's holds whose time is over; how many there were. Two sweepers share the work. */
export async function sweep(db: Db, nowMs: number): Promise<number> {
  let swept = 0;
  for (let count = AT_ONCE; count === AT_ONCE; swept += count) count = await retrying(() => batch(db, nowMs));
  return swept;
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
