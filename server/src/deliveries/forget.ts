import { sql } from "kysely";
import type { Db } from "../db/db.ts";

/** What has left and arrived is kept as long as somebody may still ask what was sent. */
const KEPT_MS = 30 * 86_400_000;
/** Dead letters are kept longer: they are still owed. */
const DEAD_KEPT_MS = 90 * 86_400_000;
/** Rows removed in one transaction: a long one would hold back every reader of the log. */
const AT_ONCE = 5_000;

/** Removes what is too old to be asked for, and the secrets that are no longer in force. */
export async function forgetOld(db: Db, nowMs: number): Promise<void> {
  const before = new Date(nowMs - KEPT_MS);
  const deadBefore = new Date(nowMs - DEAD_KEPT_MS);
  await inSlices(db, (tx) =>
    sql`delete from deliveries d using (
        select tenant_id, id from deliveries
        where status <> 'pending' and created_at < ${before} and (status = 'delivered' or created_at < ${deadBefore}) order by created_at limit ${AT_ONCE}) as old
        where d.tenant_id = old.tenant_id and d.id = old.id`.execute(tx),
  );
  await inSlices(db, (tx) =>
    sql`delete from outgoing_events o using (select tenant_id, position from outgoing_events where created_at < ${before} order by created_at limit ${AT_ONCE}) as old
        where o.tenant_id = old.tenant_id and o.position = old.position`.execute(tx),
  );
  await db.worker((tx) =>
    tx.updateTable("endpoints").set({ previous_secret: null, previous_until: null }).where("previous_until", "<", new Date(nowMs)).execute(),
  );
}

async function inSlices(db: Db, slice: (tx: Parameters<Parameters<Db["worker"]>[0]>[0]) => Promise<{ numAffectedRows?: bigint }>): Promise<void> {
  for (;;) {
    const { numAffectedRows } = await db.worker(slice);
    if (Number(numAffectedRows ?? 0) < AT_ONCE) return;
  }
}
