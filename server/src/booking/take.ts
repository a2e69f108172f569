import { randomInt } from "node:crypto";
import { sql } from "kysely";
import type { Db, Tx } from "../db/db.ts";
import { newId, type TenantId } from "../lib/ids.ts";
import { announce, confirmedFact, expiredFact, heldFact } from "./announce.ts";
import type { Booked, Customer, PlaceFact, SlotValues } from "./booked.ts";
import { newCode } from "./code.ts";
import { retrying } from "./retry.ts";
import { booked, bookingRows, byId, during } from "./row.ts";

/** A code that is taken is made again; with millions of codes the second is free. */
const CODE_ATTEMPTS = 5;

export type Stretch = { startMs: number; endMs: number };

/** A row for the ledger, but for its id, code and times of making. */
export type Entry = {
  service: string;
  resource: string;
  stretch: Stretch;
  status: "held" | "confirmed";
  /** How long a hold stands. */
  holdMs: number;
  slots: SlotValues;
  places: Record<string, PlaceFact>;
  customer: Customer;
  language: "en" | "fr";
  call?: string;
  person?: string;
  /** The wish this answers: at most one row each. */
  idem?: string;
  /** A moving hold: whose, whereto, and the code of that booking. */
  moves?: { booking: string; code: string; to: Stretch };
};

/** Thrown to undo a transaction whose time another holds. */
class Taken extends Error {
  override readonly name = "Taken";
}

/**
 * Writes a row if nothing stands in its way; undefined when its time is taken. Lapsed holds of the resource and the
 * former hold of the call make room, together with the new row or not at all. There is no look before the leap:
 * the exclusion constraint alone says whether the time was free.
 */
export async function take(db: Db, tenant: TenantId, entry: Entry, nowMs: number): Promise<Booked | undefined> {
  try {
    return await retrying(() => db.tenant(tenant, (tx) => takeIn(tx, tenant, entry, nowMs)));
  } catch (error) {
    if (error instanceof Taken) return undefined;
    throw error;
  }
}

export async function byIdem(tx: Tx, idem: string): Promise<Booked | undefined> {
  const row = await bookingRows(tx).where("b.idem", "=", idem).executeTakeFirst();
  return row && booked(row);
}

/**
 * For speed, not for truth: those who want one resource queue here instead of colliding at the constraint and deadlocking.
 * The call's lock comes first, always, so that the two kinds never wait for each other in a circle.
 */
async function lock(tx: Tx, tenant: TenantId, { call, resource }: Entry): Promise<void> {
  if (call !== undefined) await lockName(tx, `call/${tenant}/${call}`);
  await lockResource(tx, tenant, resource);
}

export const lockResource = (tx: Tx, tenant: TenantId, resource: string): Promise<void> => lockName(tx, `resource/${tenant}/${resource}`);

async function lockName(tx: Tx, name: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx);
}

async function takeIn(tx: Tx, tenant: TenantId, entry: Entry, nowMs: number): Promise<Booked> {
  await lock(tx, tenant, entry);
  await makeRoom(tx, tenant, entry, nowMs);
  for (let attempt = 0; attempt < CODE_ATTEMPTS; attempt++) {
    const { made, same, standing } = await insert(tx, tenant, entry, nowMs);
    if (made !== null) return announce(tx, tenant, made, nowMs, entry.status === "held" ? heldFact : confirmedFact);
    const before = same === null ? undefined : await byId(tx, tenant, same);
    if (before) return before;
    if (standing) throw new Taken();
  }
  throw new Error("no free confirmation code was found");
}

/** Holds whose time is over, and what the same call held before: a call holds one thing at a time. */
async function makeRoom(tx: Tx, tenant: TenantId, entry: Entry, nowMs: number): Promise<void> {
  const { resource, call, status } = entry;
  const now = new Date(nowMs);
  const released = await tx
    .updateTable("bookings")
    .set({ status: "expired", updated_at: now })
    .where("tenant_id", "=", tenant)
    .where("status", "=", "held")
    // What this very wish made before is the answer to it, not in its way.
    .where(sql<boolean>`(${entry.idem ?? null}::text is null or idem is distinct from ${entry.idem ?? null})`)
    .where((or) =>
      or.or([
        or.and([or("resource_id", "=", resource), or("hold_expires_at", "<=", now)]),
        ...(call !== undefined && status === "held" ? [or("call_id", "=", call)] : []),
      ]),
    )
    .returning("id")
    .execute();
  for (const { id } of released) await announce(tx, tenant, id, nowMs, expiredFact);
}

/**
 * Writes the row unless another stands in its way, and says which: the one made of the same wish, or one that stands
 * in this stretch. When it was neither, it was the code.
 */
async function insert(tx: Tx, tenant: TenantId, entry: Entry, nowMs: number): Promise<{ made: string | null; same: string | null; standing: boolean }> {
  const { stretch, customer, moves } = entry;
  const now = new Date(nowMs);
  const code = moves?.code ?? newCode((n) => randomInt(n));
  const holdExpires = entry.status === "held" ? new Date(nowMs + entry.holdMs) : null;
  const { rows } = await sql<{ made: string | null; same: string | null; standing: boolean }>`
    with made as (
      insert into bookings (tenant_id, id, code, service_id, resource_id, during, status, hold_expires_at, slots, places,
        customer_name, customer_phone, customer_email, person_id, call_id, idem, language, moves, moves_to, created_at, updated_at)
      values (${tenant}, ${newId(nowMs)}, ${code}, ${entry.service}, ${entry.resource}, ${during(stretch.startMs, stretch.endMs)}, ${entry.status}, ${holdExpires},
        ${JSON.stringify(entry.slots)}, ${JSON.stringify(entry.places)}, ${customer.name}, ${customer.phone}, ${customer.email},
        ${entry.person ?? null}, ${entry.call ?? null}, ${entry.idem ?? null}, ${entry.language},
        ${moves?.booking ?? null}, ${moves ? during(moves.to.startMs, moves.to.endMs) : null}, ${now}, ${now})
      on conflict do nothing
      returning id)
    select (select id from made) as made,
      (select id from bookings where tenant_id = ${tenant} and idem = ${entry.idem ?? null}) as same,
      exists (select from bookings where tenant_id = ${tenant} and resource_id = ${entry.resource} and status in ('held', 'confirmed')
        and during && ${during(stretch.startMs, stretch.endMs)}) as standing`.execute(tx);
  return rows[0]!;
}
