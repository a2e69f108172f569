import { sql } from "kysely";
import type { Tx } from "../db/db.ts";
import type { StreamId, TenantId } from "../lib/ids.ts";
import type { Consumer } from "../ports/consumer.ts";
import { type CallFold, folded, type Said, type Understand, unfolded } from "./calls/fold.ts";
import { isOfCall, type OfCall } from "./calls/of-call.ts";
import { type CallRow, rowOf } from "./calls/row.ts";

/** Folds kept in memory between batches: more than calls live at once; the rest is read from the log again. */
const FOLDS_KEPT = 2_000;

/**
 * Keeps the tables `calls` and `call_messages`: what the log says of each call, ready to be listed. Incremental, because it
 * keeps the folds of live calls; correct without them, because a fold it does not have, or has further than the batch
 * (its transaction was undone), is made again from the log.
 */
export function callList(understand: Understand): Consumer {
  const folds = new Map<StreamId, CallFold>();

  async function foldOf(tx: Tx, records: readonly OfCall[]): Promise<{ before: CallFold; after: CallFold }> {
    const { tenant, stream, seq } = records[0]!;
    const kept = folds.get(stream);
    const before = kept !== undefined && kept.seq + 1 === seq ? kept : unfolded;
    const missed = before.seq + 1 === seq ? records : await read(tx, tenant, stream, records.at(-1)!.seq);
    return { before, after: missed.reduce((fold, record) => folded(fold, record, understand), before) };
  }

  function keep(stream: StreamId, fold: CallFold): void {
    folds.delete(stream);
    if (fold.state.phase.is !== "ended") folds.set(stream, fold);
    const [oldest] = folds.keys();
    if (folds.size > FOLDS_KEPT && oldest !== undefined) folds.delete(oldest);
  }

  return {
    name: "call-list",
    wants: "all",
    async handle(batch, tx) {
      const changes: Change[] = [];
      for (const records of byStream(batch.filter(isOfCall)).values()) {
        const { tenant, stream } = records[0]!;
        const { before, after } = await foldOf(tx, records);
        keep(stream, after);
        changes.push({ tenant, call: stream.slice("call/".length), fold: after, said: after.said.filter((line, nth) => line !== before.said[nth]) });
      }
      await write(tx, changes);
    },
  };
}

type Change = { tenant: TenantId; call: string; fold: CallFold; said: readonly Said[] };

async function read(tx: Tx, tenant: TenantId, stream: StreamId, upTo: number): Promise<OfCall[]> {
  const rows = await tx
    .selectFrom("events")
    .select(["seq", "at", "event"])
    .where("tenant_id", "=", tenant)
    .where("stream", "=", stream)
    .where("seq", "<=", upTo)
    .orderBy("seq")
    .execute();
  return rows.map(({ seq, at, event }) => ({ tenant, stream, seq, atMs: at.getTime(), event }) as OfCall);
}

function byStream(records: readonly OfCall[]): Map<StreamId, OfCall[]> {
  const streams = new Map<StreamId, OfCall[]>();
  for (const record of records) {
    const list = streams.get(record.stream);
    if (list === undefined) streams.set(record.stream, [record]);
    else list.push(record);
  }
  return streams;
}

const columns = Object.keys(rowOf(unfolded)) as (keyof CallRow)[];
/** Columns that hold what was said. */
const words: ReadonlySet<keyof CallRow> = new Set(["title", "last_line", "goal"] as const);
const unlessDeleted = (column: keyof CallRow) =>
  sql`case when calls.conversation_deleted_at is null then ${sql.ref(`excluded.${column}`)} else ${sql.ref(`calls.${column}`)} end`;

async function write(tx: Tx, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ tenant, call, fold }) => {
    const row = rowOf(fold);
    return { tenant_id: tenant as string, id: call, ...row, goal: row.goal === null ? null : JSON.stringify(row.goal) };
  });
  await tx
    .insertInto("calls")
    .values(rows)
    .onConflict((clash) =>
      clash
        .columns(["tenant_id", "id"])
        .doUpdateSet(({ ref }) => Object.fromEntries(columns.map((column) => [column, words.has(column) ? unlessDeleted(column) : ref(`excluded.${column}`)])))
        // A batch that comes again never takes the row back. (To rebuild: set every seq to -1, then the cursor to the beginning.)
        .where(({ eb, ref }) => eb("calls.seq", "<=", ref("excluded.seq"))),
    )
    .execute();
  await writeMessages(tx, changes);
}

async function writeMessages(tx: Tx, changes: readonly Change[]): Promise<void> {
  const lines = changes.flatMap(({ tenant, call, fold, said }) =>
    said.map(({ seq, role, text, atMs, understood }) => ({
      tenant_id: tenant,
      call_id: call,
      upto: fold.seq,
      seq,
      role,
      text,
      at: new Date(atMs).toISOString(),
      sentiment: understood?.sentiment ?? null,
      intent: understood?.intent ?? null,
      confidence: understood?.confidence ?? null,
    })),
  );
  if (lines.length === 0) return;
  // Only where the row is of this fold too, and never for a deleted conversation: its words do not come back, whatever is replayed.
  await sql`
    insert into call_messages (tenant_id, call_id, seq, role, text, at, sentiment, intent, confidence)
    select line.tenant_id, line.call_id, line.seq, line.role, line.text, line.at, line.sentiment, line.intent, line.confidence
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
      as line (tenant_id uuid, call_id uuid, upto int, seq int, role text, text text, at timestamptz, sentiment text, intent text, confidence real)
    join calls on calls.tenant_id = line.tenant_id and calls.id = line.call_id and calls.seq = line.upto and calls.conversation_deleted_at is null
    on conflict (tenant_id, call_id, seq) do update
      set text = excluded.text, sentiment = excluded.sentiment, intent = excluded.intent, confidence = excluded.confidence`.execute(tx);
}
