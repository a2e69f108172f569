import type { Call, CallList, Replay } from "@firstring/contract/schemas/call.ts";
import type { Message } from "@firstring/contract/schemas/conversation.ts";
import { sql } from "kysely";
import type { Db, Tx } from "../../db/db.ts";
import type { TenantId } from "../../lib/ids.ts";
import { notFound } from "../../lib/refusal.ts";
import type { EventLog } from "../../ports/log.ts";
import { folded, type Understand, unfolded } from "./fold.ts";
import { isOfCall, type OfCall } from "./of-call.ts";
import { callOf, messageOf, type StoredCall } from "./present.ts";
import { replayed } from "./replay.ts";
import { rowOf } from "./row.ts";

export type Window = { limit: number; offset: number };
export type Rows<T> = { rows: T[]; total: number };

export type Calls = {
  /** From the table: a moment behind the log. */
  list(tenant: TenantId, wanted: Omit<CallList, "limit" | "offset" | "page"> & Window): Promise<Rows<Call>>;
  /** As the log has it now. @throws Refusal 404 */
  get(tenant: TenantId, id: string): Promise<Call>;
  /** @throws Refusal 404 */
  facts(tenant: TenantId, id: string): Promise<readonly OfCall[]>;
  /** What was said and heard, as the log has it now. @throws Refusal 404 */
  messages(tenant: TenantId, id: string): Promise<Message[]>;
  /** @throws Refusal 404 */
  replay(tenant: TenantId, id: string): Promise<Replay>;
  /** Row and messages as the log has them now, with what people set. @throws Refusal 404 */
  now(tenant: TenantId, id: string): Promise<{ row: StoredCall; messages: Message[] }>;
};

export function calls(db: Db, log: EventLog, understand: Understand): Calls {
  const stored = (tenant: TenantId, id: string) =>
    db.tenant(tenant, (tx) => tx.selectFrom("calls").selectAll().where("tenant_id", "=", tenant).where("id", "=", id).executeTakeFirst());

  async function facts(tenant: TenantId, id: string): Promise<readonly OfCall[]> {
    const records = (await log.read(tenant, `call/${id}`)).filter(isOfCall);
    if (records.length === 0) throw notFound("call");
    return records;
  }

  // The table follows the log by a moment; whoever looks at one call, or has just said something in it, sees the log itself.
  async function now(tenant: TenantId, id: string) {
    const [all, row] = await Promise.all([facts(tenant, id), stored(tenant, id)]);
    const fold = all.reduce((before, fact) => folded(before, fact, understand), unfolded);
    const deleted = row !== undefined && row.conversation_deleted_at !== null;
    const fresh = { ...untouched, ...row, tenant_id: tenant, id, ...rowOf(fold), ...(deleted && { title: "", last_line: "", goal: null }) };
    return { row: fresh, messages: deleted ? [] : fold.said.map(messageOf) };
  }

  return {
    list: (tenant, wanted) => db.tenant(tenant, (tx) => list(tx, tenant, wanted)),
    get: async (tenant, id) => callOf((await now(tenant, id)).row),
    facts,
    messages: async (tenant, id) => (await now(tenant, id)).messages,
    replay: async (tenant, id) => {
      // The row first: events that are recorded in between are beyond its `seq`, and so not compared.
      const row = await stored(tenant, id);
      return replayed(await facts(tenant, id), row, understand);
    },
    now,
  };
}

/** The calls that a figure counts. */
const counts = {
  answered: sql<boolean>`answered_at is not null`,
  ai_handled: sql<boolean>`handled_by = 'ai'`,
  missed: sql<boolean>`outcome in ('missed', 'abandoned')`,
  rescued: sql<boolean>`rescued`,
  charged: sql<boolean>`provider_cost_micro_cents + own_cost_micro_cents > 0`,
};

const untouched = { person_id: null, own_title: null, archived: false, satisfaction: null, conversation_deleted_at: null };

async function list(tx: Tx, tenant: TenantId, wanted: Parameters<Calls["list"]>[1]): Promise<Rows<Call>> {
  let found = tx.selectFrom("calls").where("tenant_id", "=", tenant);
  if (wanted.status) found = found.where("status", "=", wanted.status);
  if (wanted.live !== undefined) found = found.where("ended_at", wanted.live ? "is" : "is not", null);
  if (wanted.outcome) found = found.where("outcome", "=", wanted.outcome);
  if (wanted.channel) found = found.where("channel", "=", wanted.channel);
  if (wanted.direction) found = found.where("direction", "=", wanted.direction);
  if (wanted.agentId) found = found.where("agent_id", "=", wanted.agentId);
  if (wanted.startDate !== undefined) found = found.where(sql<boolean>`day >= ${wanted.startDate}::date`);
  if (wanted.endDate !== undefined) found = found.where(sql<boolean>`day <= ${wanted.endDate}::date`);
  if (wanted.weekday !== undefined) found = found.where(sql<boolean>`extract(isodow from day) = ${wanted.weekday}`);
  if (wanted.hour !== undefined) found = found.where("hour", "=", wanted.hour);
  if (wanted.revision !== undefined) found = found.where("agent_revision", "=", wanted.revision);
  if (wanted.sentiment) found = found.where("sentiment", "=", wanted.sentiment);
  if (wanted.only) found = found.where(counts[wanted.only]);
  if (wanted.from) found = found.where("opened_at", ">=", new Date(wanted.from));
  if (wanted.to) found = found.where("opened_at", "<", new Date(wanted.to));
  if (wanted.needsHelp !== undefined) found = found.where("needs_help", ">=", wanted.needsHelp);
  if (wanted.q) {
    const like = `%${wanted.q.replace(/[\\%_]/g, "\\$&")}%`;
    found = found.where(({ or, eb }) =>
      or((["title", "own_title", "from_number", "to_number", "last_line", "agent_name"] as const).map((column) => eb(column, "ilike", like))),
    );
  }
  const { total } = await found.select(({ fn }) => fn.countAll<string>().as("total")).executeTakeFirstOrThrow();
  const by = ({ date: "opened_at", duration: "duration_ms", needsHelp: "needs_help" } as const)[wanted.sortBy];
  const rows = await found.selectAll().orderBy(by, wanted.order).orderBy("opened_at", "desc").orderBy("id").limit(wanted.limit).offset(wanted.offset).execute();
  return { rows: rows.map(callOf), total: Number(total) };
}
