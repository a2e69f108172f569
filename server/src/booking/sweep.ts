import type { Db } from "../db/db.ts";
import type { TenantId } from "../lib/ids.ts";
import type { Clock } from "../ports/clock.ts";
import { announce, expiredFact } from "./announce.ts";
import { retrying } from "./retry.ts";
import { MINUTE_MS } from "./zones.ts";

/** Holds handled in one transaction: it stays short, and the next one takes the rest. */
const AT_ONCE = 200;
/** Nobody waits for a sweep: who wants a lapsed time takes it at once. It only keeps screens and the log up to date. */
const EVERY_MS = MINUTE_MS;

/** Lets go of every tenant's holds whose time is over; how many there were. Two sweepers share the work. */
export async function sweep(db: Db, nowMs: number): Promise<number> {
  let swept = 0;
  for (let count = AT_ONCE; count === AT_ONCE; swept += count) count = await retrying(() => batch(db, nowMs));
  return swept;
}

/** Sweeps now and again each minute, until stopped; `failed` hears of a sweep that did not work. */
export function keepSweeping(ledger: { sweep(): Promise<number> }, clock: Clock, failed: (error: unknown) => void): { stop(): Promise<void> } {
  let stopped = false;
  let timer: { cancel(): void } | undefined;
  let running = run();
  async function run(): Promise<void> {
    await ledger.sweep().catch(failed);
    if (!stopped)
      timer = clock.after(EVERY_MS, () => {
        running = run();
      });
  }
  return {
    async stop() {
      stopped = true;
      timer?.cancel();
      await running;
    },
  };
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
