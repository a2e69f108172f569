import type { Delivery, DeliveryDetail, DeliveryList, deliveryStats } from "@firstring/contract/schemas/delivery.ts";
import type { Redelivery } from "@firstring/contract/schemas/endpoint.ts";
import { type Selectable, sql } from "kysely";
import type { z } from "zod";
import type { Db, Tx } from "../db/db.ts";
import type { DeliveryTables } from "../db/tables/deliveries.ts";
import { newId, type TenantId } from "../lib/ids.ts";
import { notFound, Refusal } from "../lib/refusal.ts";
import type { Seal } from "../lib/seal.ts";
import type { Clock } from "../ports/clock.ts";
import { CHANNEL, queue } from "./outbox.ts";
import { sampleEvent } from "./samples.ts";
import { openSecrets } from "./secrets.ts";
import { plainKey, signedBody } from "./sign.ts";

export type Deliveries = ReturnType<typeof deliveries>;

const DAY_MS = 86_400_000;

/** Deliveries as people see and steer them. */
export function deliveries(db: Db, clock: Clock, seal: Seal) {
  return {
    list: (tenant: TenantId, wanted: Omit<DeliveryList, "limit" | "offset" | "page"> & { limit: number; offset: number }) =>
      db.tenant(tenant, async (tx) => {
        const { status, endpointId, eventType, callId, from, to } = wanted;
        let found = tx.selectFrom("deliveries");
        if (status !== undefined) found = found.where("status", "=", status);
        if (endpointId !== undefined) found = found.where("endpoint_id", "=", endpointId);
        if (eventType !== undefined) found = found.where("event_type", "=", eventType);
        if (callId !== undefined) found = found.where("subject", "=", `call/${callId}`);
        if (from !== undefined) found = found.where("created_at", ">=", new Date(from));
        if (to !== undefined) found = found.where("created_at", "<", new Date(to));
        const rows = await found.select(COLUMNS).orderBy("created_at", "desc").orderBy("id").limit(wanted.limit).offset(wanted.offset).execute();
        const { total } = await found.select((eb) => eb.fn.countAll<string>().as("total")).executeTakeFirstOrThrow();
        return { rows: await presented(tx, rows), total: Number(total) };
      }),

    get: (tenant: TenantId, id: string): Promise<DeliveryDetail> =>
      db.tenant(tenant, async (tx) => {
        const row = await tx
          .selectFrom("deliveries")
          .select([...COLUMNS, "body"])
          .where("id", "=", id)
          .executeTakeFirst();
        const [shown] = row === undefined ? [] : await presented(tx, [row]);
        if (row === undefined || shown === undefined) throw notFound("delivery");
        const tries = await tx.selectFrom("delivery_attempts").selectAll().where("delivery_id", "=", id).orderBy("nth").execute();
        return {
          ...shown,
          body: row.body,
          tries: tries.map((one) => ({
            nth: one.nth,
            at: one.at.toISOString(),
            ms: one.ms,
            requestHeaders: one.request_headers,
            status: one.status,
            responseHeaders: one.response_headers,
            responseBody: one.response_body,
            error: one.error,
          })),
        };
      }),

    /** @throws Refusal 404; 409 while it is on its way or its endpoint takes nothing. */
    retry: (tenant: TenantId, id: string): Promise<Delivery> =>
      db.tenant(tenant, async (tx) => {
        const row = await tx.selectFrom("deliveries").select(COLUMNS).where("id", "=", id).executeTakeFirst();
        if (row === undefined) throw notFound("delivery");
        await refuseClosed(tx, row.endpoint_id);
        await again(tx, sql`d.id = ${id} and d.lease_id is null`, clock.nowMs());
        const [shown] = await presented(tx, await tx.selectFrom("deliveries").select(COLUMNS).where("id", "=", id).execute());
        return shown!;
      }),

    /** @returns how many begin a new round. */
    redeliver: (tenant: TenantId, endpoint: string, { from, to, which }: Redelivery): Promise<{ queued: number }> =>
      db.tenant(tenant, async (tx) => {
        await refuseClosed(tx, endpoint);
        const since = sql`d.endpoint_id = ${endpoint}
          and (${from ?? null}::timestamptz is null or d.created_at >= ${from ?? null}::timestamptz)
          and (${to ?? null}::timestamptz is null or d.created_at < ${to ?? null}::timestamptz)`;
        const which_ = which === "dead" ? sql`d.status = 'dead'` : sql`d.status <> 'pending'`;
        return { queued: await again(tx, sql`${since} and ${which_}`, clock.nowMs()) };
      }),

    /** A sample event, now. It is not one of the tenant's events: nothing but this endpoint sees it. */
    test: (tenant: TenantId, endpoint: string): Promise<Delivery> =>
      db.tenant(tenant, async (tx) => {
        const row = await tx.selectFrom("endpoints").selectAll().where("id", "=", endpoint).executeTakeFirst();
        if (row === undefined) throw notFound("endpoint");
        await refuseClosed(tx, endpoint);
        const nowMs = clock.nowMs();
        const event = sampleEvent(newId(nowMs), nowMs);
        const id = newId(nowMs);
        await queue(tx, [
          {
            id,
            tenant_id: tenant,
            endpoint_id: endpoint,
            event_id: event.eventId,
            event_type: event.eventType,
            subject: event.eventId,
            body: signedBody(JSON.stringify(event), plainKey(openSecrets(seal, row, nowMs))),
            due_at: new Date(nowMs).toISOString(),
          },
        ]);
        await sql`select pg_notify(${CHANNEL}, '')`.execute(tx);
        const [shown] = await presented(tx, await tx.selectFrom("deliveries").select(COLUMNS).where("id", "=", id).execute());
        return shown!;
      }),

    stats: (tenant: TenantId): Promise<z.infer<typeof deliveryStats>> =>
      db.tenant(tenant, async (tx) => {
        const since = new Date(clock.nowMs() - DAY_MS);
        const counts = await tx
          .selectFrom("deliveries")
          .select(["status", (eb) => eb.fn.countAll<string>().as("count"), (eb) => eb.fn.min("created_at").as("oldest")])
          .groupBy("status")
          .execute();
        const { rows } = await sql<{ attempts: number; failures: number; p50: number | null; p95: number | null }>`
          select count(*)::int as attempts, count(*) filter (where status is null or status not between 200 and 299)::int as failures,
            percentile_disc(0.5) within group (order by ms) as p50, percentile_disc(0.95) within group (order by ms) as p95
          from delivery_attempts where at >= ${since}`.execute(tx);
        const settled = await tx
          .selectFrom("deliveries")
          .select(["status", (eb) => eb.fn.countAll<string>().as("count")])
          .where("settled_at", ">=", since)
          .groupBy("status")
          .execute();
        const of = (list: readonly { status: string; count: string }[], status: string) => Number(list.find((row) => row.status === status)?.count ?? 0);
        const all = of(settled, "delivered") + of(settled, "dead");
        const day = rows[0];
        return {
          pending: of(counts, "pending"),
          delivered: of(counts, "delivered"),
          dead: of(counts, "dead"),
          successRate: all === 0 ? null : of(settled, "delivered") / all,
          attempts24h: day?.attempts ?? 0,
          failures24h: day?.failures ?? 0,
          oldestPendingAt: counts.find(({ status }) => status === "pending")?.oldest?.toISOString() ?? null,
          p50Ms: day?.p50 ?? null,
          p95Ms: day?.p95 ?? null,
        };
      }),
  };
}

const COLUMNS = [
  "id",
  "endpoint_id",
  "event_id",
  "event_type",
  "subject",
  "status",
  "attempts",
  "last_status",
  "last_error",
  "created_at",
  "due_at",
  "settled_at",
] as const;
type Row = Pick<Selectable<DeliveryTables["deliveries"]>, (typeof COLUMNS)[number]>;

async function presented(tx: Tx, rows: readonly Row[]): Promise<Delivery[]> {
  if (rows.length === 0) return [];
  const endpoints = await tx.selectFrom("endpoints").select(["id", "name", "url"]).execute();
  const of = new Map(endpoints.map((endpoint) => [endpoint.id, endpoint]));
  return rows.map((row) => ({
    id: row.id,
    endpointId: row.endpoint_id,
    endpointName: of.get(row.endpoint_id)?.name ?? "",
    url: of.get(row.endpoint_id)?.url ?? "",
    eventId: row.event_id,
    eventType: row.event_type,
    callId: row.subject.startsWith("call/") ? row.subject.slice("call/".length) : null,
    status: row.status,
    attempts: row.attempts,
    lastStatus: row.last_status,
    lastError: row.last_error,
    createdAt: row.created_at.toISOString(),
    nextAt: row.status === "pending" ? row.due_at.toISOString() : null,
    settledAt: row.settled_at?.toISOString() ?? null,
  }));
}

/** A new round from the beginning of the schedule: the same id, the same bytes. */
async function again(tx: Tx, which: ReturnType<typeof sql>, nowMs: number): Promise<number> {
  const { numAffectedRows } = await sql`
    update deliveries d set status = 'pending', round_attempts = 0, due_at = ${new Date(nowMs)}, settled_at = null, lease_id = null, leased_until = null
    where ${which}`.execute(tx);
  await sql`select pg_notify(${CHANNEL}, '')`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

async function refuseClosed(tx: Tx, endpoint: string): Promise<void> {
  const row = await tx.selectFrom("endpoints").select("status").where("id", "=", endpoint).executeTakeFirst();
  if (row === undefined) throw notFound("endpoint");
  if (row.status !== "enabled") throw new Refusal(409, "endpoint_closed", "Nothing is sent to this endpoint now: enable it first.");
}
