import type { ServiceSpec } from "@firstring/contract/call/service.ts";
import type { Tx } from "../db/db.ts";
import { sqlState } from "../db/sql-state.ts";
import { newId, type TenantId } from "../lib/ids.ts";
import { notFound, Refusal } from "../lib/refusal.ts";

export type Service = ServiceSpec & { active: boolean; createdMs: number; updatedMs: number };
export type ServiceDraft = Omit<ServiceSpec, "id"> & { active: boolean };

export async function listServices(tx: Tx, tenant: TenantId, page: { limit: number; offset: number }): Promise<{ rows: Service[]; total: number }> {
  const mine = tx.selectFrom("services").where("tenant_id", "=", tenant);
  const { total } = await mine.select((count) => count.fn.countAll<string>().as("total")).executeTakeFirstOrThrow();
  const rows = await mine.selectAll().orderBy("slug").limit(page.limit).offset(page.offset).execute();
  return { rows: rows.map(service), total: Number(total) };
}

/** By id or slug. @throws Refusal not_found. */
export async function getService(tx: Tx, tenant: TenantId, idOrSlug: string): Promise<Service> {
  const row = await tx
    .selectFrom("services")
    .selectAll()
    .where("tenant_id", "=", tenant)
    .where((or) => or.or([or("slug", "=", idOrSlug), or(or.cast<string>("id", "text"), "=", idOrSlug)]))
    .executeTakeFirst();
  if (!row) throw notFound("service");
  return service(row);
}

/** @throws Refusal slug_taken. */
export async function addService(tx: Tx, tenant: TenantId, draft: ServiceDraft, nowMs: number): Promise<Service> {
  const { slug, active, ...spec } = draft;
  const now = new Date(nowMs);
  const row = await tx
    .insertInto("services")
    .values({ tenant_id: tenant, id: newId(nowMs), slug, active, spec: JSON.stringify(spec), created_at: now, updated_at: now })
    .onConflict((conflict) => conflict.columns(["tenant_id", "slug"]).doNothing())
    .returningAll()
    .executeTakeFirst();
  if (!row) throw slugTaken(slug);
  return service(row);
}

/** @throws Refusal not_found, slug_taken. */
export async function changeService(tx: Tx, tenant: TenantId, id: string, draft: Partial<ServiceDraft>, nowMs: number): Promise<Service> {
  const { id: _, createdMs: __, updatedMs: ___, ...standing } = await getService(tx, tenant, id);
  const { slug, active, ...spec } = { ...standing, ...draft };
  try {
    const row = await tx
      .updateTable("services")
      .set({ slug, active, spec: JSON.stringify(spec), updated_at: new Date(nowMs) })
      .where("tenant_id", "=", tenant)
      .where("id", "=", id)
      .returningAll()
      .executeTakeFirst();
    if (!row) throw notFound("service");
    return service(row);
  } catch (error) {
    throw sqlState(error) === "23505" ? slugTaken(slug) : error;
  }
}

/** @throws Refusal not_found, in_use when it was ever booked. */
export async function removeService(tx: Tx, tenant: TenantId, id: string): Promise<void> {
  try {
    const gone = await tx.deleteFrom("services").where("tenant_id", "=", tenant).where("id", "=", id).returning("id").executeTakeFirst();
    if (!gone) throw notFound("service");
  } catch (error) {
    throw sqlState(error) === "23503" ? new Refusal(409, "in_use", "This service has bookings. Set it inactive instead of deleting it.") : error;
  }
}

function service(row: { id: string; slug: string; active: boolean; spec: object; created_at: Date; updated_at: Date }): Service {
  const spec = row.spec as Omit<ServiceSpec, "id" | "slug">;
  return { ...spec, id: row.id, slug: row.slug, active: row.active, createdMs: row.created_at.getTime(), updatedMs: row.updated_at.getTime() };
}

const slugTaken = (slug: string): Refusal => new Refusal(409, "slug_taken", `There is a service "${slug}" already. Choose another slug.`);
