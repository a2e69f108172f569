import { sql } from "kysely";
import type { Tx } from "../db/db.ts";
import { newId, type StreamId, type TenantId } from "../lib/ids.ts";
import type { Seal } from "../lib/seal.ts";
import { subscribers, wants } from "./endpoints.ts";
import { openSecrets } from "./secrets.ts";
import { plainKey, signedBody } from "./sign.ts";

/** A fact as it leaves, before it has its place in the sequence. */
export type Outgoing = {
  tenant: TenantId;
  /** `call/<id>` or `booking/<id>`: what the sequence counts. */
  subject: string;
  eventId: string;
  eventType: string;
  atMs: number;
  /** The fact it tells. */
  stream: StreamId;
  seq: number;
  data: unknown;
};

/** Told to every process, so that workers and streams look now: said in the transaction, which only one reader of the log makes at a time. */
export const CHANNEL = "firstring_deliveries";

/**
 * Writes what leaves, and a delivery to each endpoint that wants it, in the transaction that moves the reader's cursor: neither is there without the other.
 * A fact that has left already does not leave again.
 */
export async function leave(tx: Tx, all: readonly Outgoing[], seal: Seal, nowMs: number): Promise<void> {
  const fresh = await notYetLeft(tx, all);
  if (fresh.length === 0) return;
  const drawn = await draw(tx, fresh);
  const bodies = fresh.map(({ eventId, eventType, atMs, data }, index) =>
    JSON.stringify({ eventId, eventType, timestamp: new Date(atMs).toISOString(), sequence: drawn[index]!.sequence, data }),
  );
  const now = new Date(nowMs).toISOString();
  const rows = fresh.map(({ tenant, subject, eventId, eventType, atMs, stream, seq }, index) => ({
    tenant_id: tenant,
    position: drawn[index]!.position,
    event_id: eventId,
    event_type: eventType,
    subject,
    sequence: drawn[index]!.sequence,
    stream,
    seq,
    at: new Date(atMs).toISOString(),
    body: bodies[index]!,
    created_at: now,
  }));
  await sql`
    insert into outgoing_events (tenant_id, position, event_id, event_type, subject, sequence, stream, seq, at, body, created_at)
    select tenant_id, position, event_id, event_type, subject, sequence, stream, seq, at, body, created_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (tenant_id uuid, position bigint, event_id text, event_type text, subject text,
      sequence bigint, stream text, seq int, at timestamptz, body text, created_at timestamptz)`.execute(tx);

  const endpoints = await subscribers(tx, [...new Set(fresh.map(({ tenant }) => tenant))]);
  const keys = new Map(endpoints.map((endpoint) => [endpoint.id, plainKey(openSecrets(seal, endpoint, nowMs))]));
  const deliveries = fresh.flatMap(({ tenant, eventId, eventType, subject }, index) =>
    endpoints
      .filter((endpoint) => endpoint.tenant_id === tenant && wants(endpoint, eventType))
      .map((endpoint) => ({
        id: newId(nowMs),
        tenant_id: tenant,
        endpoint_id: endpoint.id,
        event_id: eventId,
        event_type: eventType,
        subject,
        body: signedBody(bodies[index]!, keys.get(endpoint.id)!),
        due_at: now,
      })),
  );
  await queue(tx, deliveries);
  await sql`select pg_notify(${CHANNEL}, '')`.execute(tx);
}

export type Queued = {
  id: string;
  tenant_id: TenantId;
  endpoint_id: string;
  event_id: string;
  event_type: string;
  subject: string;
  body: string;
  due_at: string;
};

/** An event is once on its way to an endpoint, however often it is given here. */
export async function queue(tx: Tx, deliveries: readonly Queued[]): Promise<void> {
  if (deliveries.length === 0) return;
  await sql`
    insert into deliveries (tenant_id, id, endpoint_id, event_id, event_type, subject, body, due_at, created_at)
    select tenant_id, id, endpoint_id, event_id, event_type, subject, body, due_at, due_at
    from jsonb_to_recordset(${JSON.stringify(deliveries)}::jsonb)
      as d (tenant_id uuid, id uuid, endpoint_id uuid, event_id text, event_type text, subject text, body text, due_at timestamptz)
    on conflict (tenant_id, endpoint_id, event_id) do nothing`.execute(tx);
}

async function notYetLeft(tx: Tx, all: readonly Outgoing[]): Promise<Outgoing[]> {
  if (all.length === 0) return [];
  const keys = JSON.stringify(all.map(({ tenant, eventId }) => ({ tenant_id: tenant, event_id: eventId })));
  const { rows } = await sql<{ event_id: string; tenant_id: string }>`
    select o.tenant_id, o.event_id from jsonb_to_recordset(${keys}::jsonb) as k (tenant_id uuid, event_id text)
    join outgoing_events o on o.tenant_id = k.tenant_id and o.event_id = k.event_id`.execute(tx);
  const left = new Set(rows.map((row) => `${row.tenant_id} ${row.event_id}`));
  return all.filter(({ tenant, eventId }) => !left.has(`${tenant} ${eventId}`));
}

/** Draws the next numbers of each subject and of each tenant, in the order given. */
async function draw(tx: Tx, all: readonly Outgoing[]): Promise<{ sequence: number; position: number }[]> {
  const ALL = "";
  const counts = new Map<string, { tenant_id: TenantId; subject: string; by: number }>();
  for (const { tenant, subject } of all) {
    for (const counted of [subject, ALL]) {
      const key = `${tenant} ${counted}`;
      counts.set(key, { tenant_id: tenant, subject: counted, by: (counts.get(key)?.by ?? 0) + 1 });
    }
  }
  const { rows } = await sql<{ tenant_id: string; subject: string; last: string }>`
    insert into outgoing_counts as c (tenant_id, subject, last)
    select tenant_id, subject, by from jsonb_to_recordset(${JSON.stringify([...counts.values()])}::jsonb) as n (tenant_id uuid, subject text, by bigint)
    on conflict (tenant_id, subject) do update set last = c.last + excluded.last
    returning tenant_id, subject, last`.execute(tx);
  const next = new Map(rows.map((row) => [`${row.tenant_id} ${row.subject}`, Number(row.last) - counts.get(`${row.tenant_id} ${row.subject}`)!.by]));
  const take = (key: string): number => {
    const number = next.get(key)! + 1;
    next.set(key, number);
    return number;
  };
  return all.map(({ tenant, subject }) => ({ sequence: take(`${tenant} ${subject}`), position: take(`${tenant} ${ALL}`) }));
}
