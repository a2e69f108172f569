import { sql } from "kysely";
import type { Tx } from "../db/db.ts";
import { sqlState } from "../db/sql-state.ts";
import { newId, type TenantId } from "../lib/ids.ts";
import { notFound, Refusal } from "../lib/refusal.ts";
import { DAY_MIN, minutesOf, timeOf } from "./zones.ts";

/** `opens` and `closes` on the wall of the business, "HH:MM" to "24:00"; closing at or before opening is on the next day. Weekday 1 is Monday. */
export type HourRecord = { id: string; resource: string | null; weekday: number; opens: string; closes: string };
export type HourDraft = Omit<HourRecord, "id">;
/** Days off, both included. */
export type ClosureRecord = { id: string; resource: string | null; firstDay: string; lastDay: string; reason: string };
export type ClosureDraft = Omit<ClosureRecord, "id">;

export async function listHours(tx: Tx, tenant: TenantId, page: { limit: number; offset: number }): Promise<{ rows: HourRecord[]; total: number }> {
  const mine = tx.selectFrom("hours").where("tenant_id", "=", tenant);
  const { total } = await mine.select((count) => count.fn.countAll<string>().as("total")).executeTakeFirstOrThrow();
  const rows = await mine
    .selectAll()
    .orderBy(sql`resource_id nulls first`)
    .orderBy("weekday")
    .orderBy("opens_min")
    .orderBy("id")
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return { rows: rows.map(hour), total: Number(total) };
}

/** @throws Refusal not_found. */
export async function getHour(tx: Tx, tenant: TenantId, id: string): Promise<HourRecord> {
  const row = await tx.selectFrom("hours").selectAll().where("tenant_id", "=", tenant).where("id", "=", id).executeTakeFirst();
  if (!row) throw notFound("opening hour");
  return hour(row);
}

/** @throws Refusal no_such_resource. */
export async function addHour(tx: Tx, tenant: TenantId, draft: HourDraft, nowMs: number): Promise<HourRecord> {
  const row = await ofKnownResource(() =>
    tx
      .insertInto("hours")
      .values({ tenant_id: tenant, id: newId(nowMs), ...columns(draft) })
      .returningAll()
      .executeTakeFirstOrThrow(),
  );
  return hour(row);
}

/** @throws Refusal not_found, no_such_resource. */
export async function changeHour(tx: Tx, tenant: TenantId, id: string, draft: Partial<HourDraft>): Promise<HourRecord> {
  const { id: _, ...standing } = await getHour(tx, tenant, id);
  const row = await ofKnownResource(() =>
    tx
      .updateTable("hours")
      .set(columns({ ...standing, ...draft }))
      .where("tenant_id", "=", tenant)
      .where("id", "=", id)
      .returningAll()
      .executeTakeFirstOrThrow(),
  );
  return hour(row);
}

/** @throws Refusal not_found. */
export async function removeHour(tx: Tx, tenant: TenantId, id: string): Promise<void> {
  const gone = await tx.deleteFrom("hours").where("tenant_id", "=", tenant).where("id", "=", id).returning("id").executeTakeFirst();
  if (!gone) throw notFound("opening hour");
}

export async function listClosures(tx: Tx, tenant: TenantId, page: { limit: number; offset: number }): Promise<{ rows: ClosureRecord[]; total: number }> {
  const { total } = await tx
    .selectFrom("closures")
    .where("tenant_id", "=", tenant)
    .select((count) => count.fn.countAll<string>().as("total"))
    .executeTakeFirstOrThrow();
  const rows = await closureRows(tx, tenant).orderBy("first_day", "desc").orderBy("id").limit(page.limit).offset(page.offset).execute();
  return { rows, total: Number(total) };
}

/** @throws Refusal not_found. */
export async function getClosure(tx: Tx, tenant: TenantId, id: string): Promise<ClosureRecord> {
  const row = await closureRows(tx, tenant).where("id", "=", id).executeTakeFirst();
  if (!row) throw notFound("closure");
  return row;
}

/** @throws Refusal no_such_resource. */
export async function addClosure(tx: Tx, tenant: TenantId, draft: ClosureDraft, nowMs: number): Promise<ClosureRecord> {
  const id = newId(nowMs);
  const { resource, firstDay, lastDay, reason } = draft;
  await ofKnownResource(() =>
    tx.insertInto("closures").values({ tenant_id: tenant, id, resource_id: resource, first_day: firstDay, last_day: lastDay, reason }).execute(),
  );
  return getClosure(tx, tenant, id);
}

/** @throws Refusal not_found, no_such_resource, invalid when the last day would come before the first. */
export async function changeClosure(tx: Tx, tenant: TenantId, id: string, draft: Partial<ClosureDraft>): Promise<ClosureRecord> {
  const { resource, firstDay, lastDay, reason } = { ...(await getClosure(tx, tenant, id)), ...draft };
  if (lastDay < firstDay) throw new Refusal(422, "invalid", "The last day must not come before the first.");
  await ofKnownResource(() =>
    tx
      .updateTable("closures")
      .set({ resource_id: resource, first_day: firstDay, last_day: lastDay, reason })
      .where("tenant_id", "=", tenant)
      .where("id", "=", id)
      .execute(),
  );
  return getClosure(tx, tenant, id);
}

/** @throws Refusal not_found. */
export async function removeClosure(tx: Tx, tenant: TenantId, id: string): Promise<void> {
  const gone = await tx.deleteFrom("closures").where("tenant_id", "=", tenant).where("id", "=", id).returning("id").executeTakeFirst();
  if (!gone) throw notFound("closure");
}

function closureRows(tx: Tx, tenant: TenantId) {
  return tx
    .selectFrom("closures")
    .where("tenant_id", "=", tenant)
    .select(["id", "resource_id as resource", sql<string>`first_day::text`.as("firstDay"), sql<string>`last_day::text`.as("lastDay"), "reason"]);
}

function columns({ resource, weekday, opens, closes }: HourDraft) {
  const opensMin = minutesOf(opens);
  const closesMin = minutesOf(closes);
  return { resource_id: resource, weekday, opens_min: opensMin, closes_min: closesMin > opensMin ? closesMin : closesMin + DAY_MIN };
}

function hour(row: { id: string; resource_id: string | null; weekday: number; opens_min: number; closes_min: number }): HourRecord {
  return { id: row.id, resource: row.resource_id, weekday: row.weekday, opens: timeOf(row.opens_min), closes: timeOf(row.closes_min) };
}

async function ofKnownResource<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw sqlState(error) === "23503"
      ? new Refusal(422, "no_such_resource", "Name a resource of this business by its id, or null for the whole business.")
      : error;
  }
}
