import { sql } from "kysely";
import type { StreamId, TenantId } from "../lib/ids.ts";
import { storable } from "../lib/storable.ts";
import type { Fact } from "../ports/log.ts";
import type { Tx } from "./db.ts";

const recorded = new WeakSet<Tx>();

/**
 * Appends facts to a stream inside a transaction, so that a change and its facts commit together or not at all.
 * For streams that many may write (`booking/<id>`): the caller holds a lock on what the stream is about;
 * two that write at once collide on the unique sequence, and the second fails with state 23505.
 */
export async function record(tx: Tx, tenant: TenantId, stream: StreamId, facts: readonly Fact[]): Promise<void> {
  if (facts.length === 0) return;
  const rows = facts.map((fact) => ({ at: new Date(fact.atMs).toISOString(), type: fact.event.type, event: storable(fact.event), cause: fact.cause ?? null }));
  await sql`
    insert into events (tenant_id, stream, seq, at, type, event, cause)
    select ${tenant}, ${stream}, head.next + fact.nth - 1, (fact.value ->> 'at')::timestamptz, fact.value ->> 'type', fact.value -> 'event', fact.value ->> 'cause'
    from (select coalesce(max(seq) + 1, 0) as next from events where tenant_id = ${tenant} and stream = ${stream}) as head,
      jsonb_array_elements(${JSON.stringify(rows)}) with ordinality as fact (value, nth)
    order by fact.nth`.execute(tx);
  recorded.add(tx);
}

/** Whether this transaction recorded facts: readers of the log are woken when it has committed. */
export const hasRecorded = (tx: Tx): boolean => recorded.has(tx);
