import type { Endpoint, EndpointChange, EndpointDraft, EndpointMade } from "@firstring/contract/schemas/endpoint.ts";
import { type Selectable, sql } from "kysely";
import type { Db, Tx } from "../db/db.ts";
import type { DeliveryTables } from "../db/tables/deliveries.ts";
import type { Egress } from "../egress/egress.ts";
import { newId, type TenantId } from "../lib/ids.ts";
import { notFound, Refusal } from "../lib/refusal.ts";
import type { Seal } from "../lib/seal.ts";
import type { Clock } from "../ports/clock.ts";
import { masked, openHeaders, openSecrets, sealHeaders, sealSecret } from "./secrets.ts";
import { newSecret } from "./sign.ts";

/** Writes the deed down in its transaction. */
export type Deed = (tx: Tx, target: string) => Promise<void>;

/** So many ways out of one business: each may hold a worker for half a minute. */
const MOST = 50;
const HOUR_MS = 3_600_000;

export type EndpointRow = Selectable<DeliveryTables["endpoints"]>;
export type Endpoints = ReturnType<typeof endpoints>;

/** Where a tenant's events go. Secrets and header values are sealed at rest and given out once. */
export function endpoints(db: Db, clock: Clock, seal: Seal, egress: Pick<Egress, "examine">) {
  return {
    list: (tenant: TenantId, { limit, offset }: { limit: number; offset: number }): Promise<{ rows: Endpoint[]; total: number }> =>
      db.tenant(tenant, async (tx) => {
        const found = await tx.selectFrom("endpoints").selectAll().orderBy("created_at").orderBy("id").limit(limit).offset(offset).execute();
        const { total } = await tx
          .selectFrom("endpoints")
          .select((eb) => eb.fn.countAll<string>().as("total"))
          .executeTakeFirstOrThrow();
        return { rows: await presented(tx, found, seal), total: Number(total) };
      }),

    get: (tenant: TenantId, id: string): Promise<Endpoint> => db.tenant(tenant, async (tx) => one(tx, id, seal)),

    create: (tenant: TenantId, draft: EndpointDraft, deed: Deed): Promise<EndpointMade> =>
      db.tenant(tenant, async (tx) => {
        refuseAddress(egress, draft.url);
        const { total } = await tx
          .selectFrom("endpoints")
          .select((eb) => eb.fn.countAll<string>().as("total"))
          .executeTakeFirstOrThrow();
        if (Number(total) >= MOST) throw new Refusal(409, "too_many_endpoints", `A business has ${MOST} endpoints at most: delete one first.`);
        const now = new Date(clock.nowMs());
        const id = newId(now.getTime());
        const secret = newSecret();
        const row = { tenant_id: tenant, id };
        await tx
          .insertInto("endpoints")
          .values({
            ...row,
            name: draft.name,
            url: draft.url,
            event_types: [...new Set(draft.eventTypes)],
            secret: sealSecret(seal, row, secret),
            previous_secret: null,
            headers: sealHeaders(seal, row, draft.headers),
            created_at: now,
            updated_at: now,
          })
          .execute();
        await deed(tx, draft.url);
        return { ...(await one(tx, id, seal)), secret };
      }),

    update: (tenant: TenantId, id: string, change: EndpointChange, deed: Deed): Promise<Endpoint> =>
      db.tenant(tenant, async (tx) => {
        const before = await tx.selectFrom("endpoints").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
        if (before === undefined) throw notFound("endpoint");
        if (change.url !== undefined) refuseAddress(egress, change.url);
        const { url, name, eventTypes, headers, status } = change;
        await tx
          .updateTable("endpoints")
          .set({
            ...(url !== undefined && { url }),
            ...(name !== undefined && { name }),
            ...(eventTypes !== undefined && { event_types: [...new Set(eventTypes)] }),
            ...(headers !== undefined && { headers: sealHeaders(seal, before, headers) }),
            // Enabled again, it gets its days anew.
            ...(status !== undefined && { status, disabled_why: null, disabled_at: null }),
            ...(status === "enabled" && { failing_since: null }),
            updated_at: new Date(clock.nowMs()),
          })
          .where("id", "=", id)
          .execute();
        await deed(tx, url ?? before.url);
        return one(tx, id, seal);
      }),

    remove: (tenant: TenantId, id: string, deed: Deed): Promise<void> =>
      db.tenant(tenant, async (tx) => {
        const gone = await tx.deleteFrom("endpoints").where("id", "=", id).returning("url").executeTakeFirst();
        if (gone === undefined) throw notFound("endpoint");
        await deed(tx, gone.url);
      }),

    rotate: (tenant: TenantId, id: string, overlapHours: number, deed: Deed): Promise<EndpointMade> =>
      db.tenant(tenant, async (tx) => {
        const row = await tx.selectFrom("endpoints").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
        if (row === undefined) throw notFound("endpoint");
        const now = new Date(clock.nowMs());
        const secret = newSecret();
        await tx
          .updateTable("endpoints")
          .set({
            secret: sealSecret(seal, row, secret),
            previous_secret: overlapHours === 0 ? null : row.secret,
            previous_until: overlapHours === 0 ? null : new Date(now.getTime() + overlapHours * HOUR_MS),
            updated_at: now,
          })
          .where("id", "=", id)
          .execute();
        await deed(tx, row.url);
        return { ...(await one(tx, id, seal)), secret };
      }),
  };
}

function refuseAddress(egress: Pick<Egress, "examine">, url: string): void {
  try {
    egress.examine(url);
  } catch (problem) {
    throw new Refusal(400, "bad_address", (problem as Error).message);
  }
}

async function one(tx: Tx, id: string, seal: Seal): Promise<Endpoint> {
  const rows = await tx.selectFrom("endpoints").selectAll().where("id", "=", id).execute();
  const [found] = await presented(tx, rows, seal);
  if (found === undefined) throw notFound("endpoint");
  return found;
}

async function presented(tx: Tx, rows: readonly EndpointRow[], seal: Seal): Promise<Endpoint[]> {
  if (rows.length === 0) return [];
  const counted = await tx
    .selectFrom("deliveries")
    .select(["endpoint_id", "status", (eb) => eb.fn.countAll<string>().as("count")])
    .where("status", "in", ["pending", "dead"])
    .where(
      "endpoint_id",
      "in",
      rows.map(({ id }) => id),
    )
    .groupBy(["endpoint_id", "status"])
    .execute();
  const count = (id: string, status: "pending" | "dead") => Number(counted.find((row) => row.endpoint_id === id && row.status === status)?.count ?? 0);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    url: row.url,
    eventTypes: row.event_types as Endpoint["eventTypes"],
    headers: Object.fromEntries(Object.entries(openHeaders(seal, row)).map(([name, value]) => [name, masked(value)])),
    status: row.status,
    disabledWhy: row.disabled_why,
    disabledAt: row.disabled_at?.toISOString() ?? null,
    secretMask: masked(openSecrets(seal, row, 0).current),
    previousSecretUntil: row.previous_until?.toISOString() ?? null,
    failingSince: row.failing_since?.toISOString() ?? null,
    lastFailureAt: row.last_failure_at?.toISOString() ?? null,
    lastSuccessAt: row.last_success_at?.toISOString() ?? null,
    pending: count(row.id, "pending"),
    dead: count(row.id, "dead"),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }));
}

/** Those of these tenants that get events now, with what signs for them. */
export async function subscribers(tx: Tx, tenants: readonly TenantId[]): Promise<EndpointRow[]> {
  return tx
    .selectFrom("endpoints")
    .selectAll()
    .where("status", "=", "enabled")
    .where(sql<boolean>`tenant_id = any(${[...tenants]}::uuid[])`)
    .execute();
}

export const wants = ({ event_types }: Pick<EndpointRow, "event_types">, eventType: string): boolean =>
  event_types.length === 0 || event_types.includes(eventType);
