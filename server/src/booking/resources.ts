import { sql } from "kysely";
import type { Tx } from "../db/db.ts";
import { sqlState } from "../db/sql-state.ts";
import { newId, type TenantId } from "../lib/ids.ts";
import { notFound, Refusal } from "../lib/refusal.ts";

/** Who or what is booked; `services` are the ids of those it serves. */
export type ResourceRecord = {
  id: string;
  name: string;
  kind: string;
  capacity: number;
  active: boolean;
  services: string[];
  createdMs: number;
  updatedMs: number;
};
export type ResourceDraft = Omit<ResourceRecord, "id" | "createdMs" | "updatedMs">;

export async function listResources(tx: Tx, tenant: TenantId, page: { limit: number; offset: number }): Promise<{ rows: ResourceRecord[]; total: number }> {
  const { total } = await tx
    .selectFrom("resources")
    .where("tenant_id", "=", tenant)
    .select((count) => count.fn.countAll<string>().as("total"))
    .executeTakeFirstOrThrow();
  const rows = await rowsOf(tx, tenant).orderBy("r.name").orderBy("r.id").limit(page.limit).offset(page.offset).execute();
  return { rows: rows.map(resource), total: Number(total) };
}

/** @throws Refusal not_found. */
export async function getResource(tx: Tx, tenant: TenantId, id: string): Promise<ResourceRecord> {
  const row = await rowsOf(tx, tenant).where("r.id", "=", id).executeTakeFirst();
  if (!row) throw notFound("resource");
  return resource(row);
}

/** @throws Refusal no_such_service. */
export async function addResource(tx: Tx, tenant: TenantId, draft: ResourceDraft, nowMs: number): Promise<ResourceRecord> {
  const { services, ...rest } = draft;
  const id = newId(nowMs);
  const now = new Date(nowMs);
  await tx
    .insertInto("resources")
    .values({ tenant_id: tenant, id, ...rest, created_at: now, updated_at: now })
    .execute();
  await serve(tx, tenant, id, services);
  return getResource(tx, tenant, id);
}

/** @throws Refusal not_found, no_such_service. */
export async function changeResource(tx: Tx, tenant: TenantId, id: string, draft: Partial<ResourceDraft>, nowMs: number): Promise<ResourceRecord> {
  const { services, ...rest } = draft;
  const changed = await tx
    .updateTable("resources")
    .set({ ...rest, updated_at: new Date(nowMs) })
    .where("tenant_id", "=", tenant)
    .where("id", "=", id)
    .returning("id")
    .executeTakeFirst();
  if (!changed) throw notFound("resource");
  if (services) await serve(tx, tenant, id, services);
  return getResource(tx, tenant, id);
}

/** @throws Refusal not_found, in_use when it was ever booked. */
export async function removeResource(tx: Tx, tenant: TenantId, id: string): Promise<void> {
  try {
    const gone = await tx.deleteFrom("resources").where("tenant_id", "=", tenant).where("id", "=", id).returning("id").executeTakeFirst();
    if (!gone) throw notFound("resource");
  } catch (error) {
    throw sqlState(error) === "23503" ? new Refusal(409, "in_use", "This resource has bookings. Set it inactive instead of deleting it.") : error;
  }
}

async function serve(tx: Tx, tenant: TenantId, id: string, services: readonly string[]): Promise<void> {
  await tx.deleteFrom("resource_services").where("tenant_id", "=", tenant).where("resource_id", "=", id).execute();
  const wanted = [...new Set(services)];
  if (wanted.length === 0) return;
  const known = await tx.selectFrom("services").select("id").where("tenant_id", "=", tenant).where("id", "in", wanted).execute();
  const unknown = wanted.filter((service) => !known.some((row) => row.id === service));
  if (unknown.length > 0) throw new Refusal(422, "no_such_service", "Name services of this business by their ids.", { unknown });
  await tx
    .insertInto("resource_services")
    .values(wanted.map((service) => ({ tenant_id: tenant, resource_id: id, service_id: service })))
    .execute();
}

function rowsOf(tx: Tx, tenant: TenantId) {
  return tx
    .selectFrom("resources as r")
    .where("r.tenant_id", "=", tenant)
    .selectAll("r")
    .select(
      sql<string[]>`array(select service_id::text from resource_services rs where rs.tenant_id = r.tenant_id and rs.resource_id = r.id order by service_id)`.as(
        "services",
      ),
    );
}

type Row = Omit<ResourceRecord, "createdMs" | "updatedMs"> & { created_at: Date; updated_at: Date };
function resource({ id, name, kind, capacity, active, services, created_at, updated_at }: Row): ResourceRecord {
  return { id, name, kind, capacity, active, services, createdMs: created_at.getTime(), updatedMs: updated_at.getTime() };
}
