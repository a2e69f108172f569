import { sql } from "kysely";
import type { Tx } from "../db/db.ts";
import type { StreamId, TenantId } from "../lib/ids.ts";
import { storable } from "../lib/storable.ts";
import type { Fact } from "../ports/log.ts";

/** Facts that somebody wants at this place of a stream. */
export type Append = { tenant: TenantId; stream: StreamId; expectedSeq: number; facts: readonly Fact[] };
/** `behind`: the stream holds another number of events than expected; nothing of this append was written. */
export type Verdict = { is: "written" } | { is: "behind"; seq: number };

/**
 * Writes many appends in one transaction, each whole or not at all. Several of one stream follow upon each other.
 * Another writer may come between looking and writing: then the unique key refuses the whole transaction (state 23505), to be tried again.
 */
export async function appendFacts(tx: Tx, appends: readonly Append[]): Promise<Verdict[]> {
  const heads = await headsOf(tx, appends);
  const rows: object[] = [];
  const verdicts = appends.map((append): Verdict => {
    const key = keyOf(append);
    const head = heads.get(key) ?? 0;
    if (head !== append.expectedSeq) return { is: "behind", seq: head };
    heads.set(key, head + append.facts.length);
    rows.push(...rowsOf(append));
    return { is: "written" };
  });
  if (rows.length > 0) await insert(tx, rows);
  return verdicts;
}

/** Whether exactly these facts stand where they were to be written: an answer that was lost was a yes. */
export async function isWritten(tx: Tx, append: Append): Promise<boolean> {
  const found = await sql<{ same: number }>`
    select count(*)::int as same from ${rowset(rowsOf(append))} join events e using (tenant_id, stream, seq)
    where e.at = fact.at and e.event = fact.event and e.cause is not distinct from fact.cause`.execute(tx);
  return found.rows[0]?.same === append.facts.length;
}

async function headsOf(tx: Tx, appends: readonly Append[]): Promise<Map<string, number>> {
  const streams = JSON.stringify([...new Map(appends.map((append) => [keyOf(append), { tenant_id: append.tenant, stream: append.stream }])).values()]);
  const found = await sql<{ tenant: TenantId; stream: StreamId; next: number }>`
    select s.tenant_id as tenant, s.stream, head.seq + 1 as next
    from jsonb_to_recordset(${streams}) as s (tenant_id uuid, stream text)
    cross join lateral (select seq from events e where e.tenant_id = s.tenant_id and e.stream = s.stream order by seq desc limit 1) as head`.execute(tx);
  return new Map(found.rows.map((row) => [keyOf(row), row.next]));
}

async function insert(tx: Tx, rows: readonly object[]): Promise<void> {
  await sql`insert into events (tenant_id, stream, seq, at, type, event, cause)
    select tenant_id, stream, seq, at, event ->> 'type', event, cause from ${rowset(rows)}`.execute(tx);
}

const rowset = (rows: readonly object[]) =>
  sql`jsonb_to_recordset(${JSON.stringify(rows)}) as fact (tenant_id uuid, stream text, seq int, at timestamptz, event jsonb, cause text)`;

function rowsOf({ tenant, stream, expectedSeq, facts }: Append): object[] {
  return facts.map(({ event, atMs, cause }, index) => ({
    tenant_id: tenant,
    stream,
    seq: expectedSeq + index,
    at: new Date(atMs).toISOString(),
    event: storable(event),
    cause: cause ?? null,
  }));
}

const keyOf = ({ tenant, stream }: { tenant: TenantId; stream: StreamId }): string => `${tenant} ${stream}`;
