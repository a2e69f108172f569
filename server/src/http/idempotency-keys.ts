import type { ExpressionBuilder } from "kysely";
import type { Db } from "../db/db.ts";
import type { Tables } from "../db/tables.ts";
import { newId, type TenantId } from "../lib/ids.ts";
import { IDEMPOTENCY_KEPT_MS } from "./limits.ts";

export type Scope = { tenant: TenantId; route: string; person: string; key: string };

export type Claim =
  | { is: "claimed"; keep(status: number, body: string): Promise<void>; forget(): Promise<void> }
  | { is: "kept"; status: number; body: string }
  | { is: "another" | "busy" | "unknown" };

/**
 * Takes a key for one request; the primary key lets exactly one win. A row without a reply belongs to whoever works on it
 * until `lease` runs out; after that its worker is dead: a repeatable request may take it over, for others the outcome is unknown.
 */
export async function claim(db: Db, scope: Scope, fingerprint: string, repeatable: boolean, nowMs: number, leaseMs: number): Promise<Claim> {
  const holder = newId();
  const mine = { tenant_id: scope.tenant, route: scope.route, person: scope.person, key: scope.key };
  const lease = { holder, started_at: new Date(nowMs), leased_until: new Date(nowMs + leaseMs) };
  return db.tenant(scope.tenant, async (tx) => {
    const inserted = await tx
      .insertInto("idempotency_keys")
      .values({ ...mine, ...lease, fingerprint })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows === 1n) return claimed(db, scope, holder);
    const row = await tx.selectFrom("idempotency_keys").selectAll().where(is(mine)).forUpdate().executeTakeFirst();
    if (row === undefined) return { is: "busy" };
    if (row.started_at.getTime() + IDEMPOTENCY_KEPT_MS < nowMs) {
      await tx
        .updateTable("idempotency_keys")
        .set({ ...lease, fingerprint, status: null, reply: null })
        .where(is(mine))
        .execute();
      return claimed(db, scope, holder);
    }
    if (row.fingerprint !== fingerprint) return { is: "another" };
    if (row.status !== null && row.reply !== null) return { is: "kept", status: row.status, body: row.reply };
    if (row.leased_until.getTime() > nowMs) return { is: "busy" };
    if (!repeatable) return { is: "unknown" };
    await tx.updateTable("idempotency_keys").set(lease).where(is(mine)).execute();
    return claimed(db, scope, holder);
  });
}

/** Only the holder writes: one that was taken over after a long pause changes nothing. */
function claimed(db: Db, { tenant, route, person, key }: Scope, holder: string): Extract<Claim, { is: "claimed" }> {
  const held = is({ tenant_id: tenant, route, person, key, holder });
  return {
    is: "claimed",
    keep: (status, reply) =>
      db.tenant(tenant, async (tx) => {
        await tx.updateTable("idempotency_keys").set({ status, reply }).where(held).execute();
      }),
    forget: () =>
      db.tenant(tenant, async (tx) => {
        await tx.deleteFrom("idempotency_keys").where(held).execute();
      }),
  };
}

/** Forgets what was kept long enough. */
export async function sweepIdempotencyKeys(db: Db, nowMs: number): Promise<void> {
  await db.worker(async (tx) => {
    await tx
      .deleteFrom("idempotency_keys")
      .where("started_at", "<", new Date(nowMs - IDEMPOTENCY_KEPT_MS))
      .execute();
  });
}

type Key = { tenant_id: string; route: string; person: string; key: string; holder?: string };

const is = (key: Key) => (where: ExpressionBuilder<Tables, "idempotency_keys">) => where.and(key);
