import { sql } from "kysely";
import type { Db, Tx } from "../db/db.ts";
import { newId, type TenantId } from "../lib/ids.ts";

/** A worker that says nothing for this long has lost what it held: another takes it within a minute of its death. */
export const LEASE_MS = 30_000;

/** A delivery taken by this worker, with everything an attempt needs. */
export type Claimed = {
  tenant_id: TenantId;
  id: string;
  endpoint_id: string;
  event_id: string;
  event_type: string;
  body: string;
  attempts: number;
  round_attempts: number;
  lease_id: string;
  url: string;
  secret: string;
  previous_secret: string | null;
  previous_until: Date | null;
  headers: string | null;
};

/** How many more an endpoint may be given, where that is not the usual. */
export type Room = { tenant_id: TenantId; endpoint_id: string; room: number };

/**
 * Takes due deliveries under a fresh lease, fairly: a few of each endpoint before more of any, whatever the backlogs are.
 * What another worker has taken is passed over; what a dead one held is taken when its lease is over.
 */
export async function claim(db: Db, nowMs: number, { free, usual, rooms }: { free: number; usual: number; rooms: readonly Room[] }): Promise<Claimed[]> {
  const now = new Date(nowMs);
  const lease = newId(nowMs);
  const { rows } = await db.worker(async (tx) => {
    await forgettable(tx);
    return sql<Claimed>`
    with recursive lanes as (
      (select tenant_id, endpoint_id from deliveries where status = 'pending' order by tenant_id, endpoint_id limit 1)
      union all
      select next.tenant_id, next.endpoint_id from lanes cross join lateral (
        select d.tenant_id, d.endpoint_id from deliveries d
        where d.status = 'pending' and (d.tenant_id, d.endpoint_id) > (lanes.tenant_id, lanes.endpoint_id)
        order by d.tenant_id, d.endpoint_id limit 1) as next
    ), open as (
      select lanes.tenant_id, lanes.endpoint_id, coalesce(r.room, ${usual}) as room from lanes
      join endpoints e on e.tenant_id = lanes.tenant_id and e.id = lanes.endpoint_id and e.status = 'enabled'
      left join jsonb_to_recordset(${JSON.stringify(rooms)}::jsonb) as r (tenant_id uuid, endpoint_id uuid, room int)
        on r.tenant_id = lanes.tenant_id and r.endpoint_id = lanes.endpoint_id
      where coalesce(r.room, ${usual}) > 0
    ), due as (
      select taken.tenant_id, taken.id, row_number() over (partition by taken.tenant_id, taken.endpoint_id order by taken.due_at, taken.id) as nth
      from open cross join lateral (
        select d.tenant_id, d.endpoint_id, d.id, d.due_at from deliveries d
        where d.status = 'pending' and d.tenant_id = open.tenant_id and d.endpoint_id = open.endpoint_id
          and d.due_at <= ${now} and (d.leased_until is null or d.leased_until < ${now})
        order by d.due_at, d.id limit open.room for update skip locked) as taken
    ), mine as (select tenant_id, id from due order by nth limit ${free})
    update deliveries d set lease_id = ${lease}, leased_until = ${new Date(nowMs + LEASE_MS)}
    from mine, endpoints e
    where d.tenant_id = mine.tenant_id and d.id = mine.id and e.tenant_id = d.tenant_id and e.id = d.endpoint_id
    returning d.tenant_id, d.id, d.endpoint_id, d.event_id, d.event_type, d.body, d.attempts, d.round_attempts, d.lease_id,
      e.url, e.secret, e.previous_secret, e.previous_until, e.headers`.execute(tx);
  });
  return rows;
}

/** A lease that a crash of the database forgets is no loss: what was taken is taken again. So nobody waits for the disk. */
const forgettable = (tx: Tx) => sql`select set_config('synchronous_commit', 'off', true)`.execute(tx);

export type Held = Pick<Claimed, "tenant_id" | "id" | "lease_id">;

/** Still at it: what is held stays held. */
export async function keep(db: Db, nowMs: number, held: readonly Held[]): Promise<void> {
  if (held.length === 0) return;
  await db.worker((tx) =>
    sql`update deliveries d set leased_until = ${new Date(nowMs + LEASE_MS)} from ${those(held)}
      where d.tenant_id = h.tenant_id and d.id = h.id and d.lease_id = h.lease_id`.execute(tx),
  );
}

/** Gives back what was taken and not tried. */
export async function giveBack(db: Db, held: readonly Held[]): Promise<void> {
  if (held.length === 0) return;
  await db.worker((tx) =>
    sql`update deliveries d set lease_id = null, leased_until = null from ${those(held)}
      where d.tenant_id = h.tenant_id and d.id = h.id and d.lease_id = h.lease_id`.execute(tx),
  );
}

const those = (held: readonly Held[]) =>
  sql`jsonb_to_recordset(${JSON.stringify(held.map(({ tenant_id, id, lease_id }) => ({ tenant_id, id, lease_id })))}::jsonb) as h (tenant_id uuid, id uuid, lease_id uuid)`;
