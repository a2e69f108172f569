import type { Goal } from "@firstring/contract/call/event.ts";
import { MICRO_CENTS } from "@firstring/contract/call/event.ts";
import type { DashboardCall, historyCall } from "@firstring/contract/schemas/dashboard.ts";
import { type Selectable, sql } from "kysely";
import type { z } from "zod";
import type { Db, Tx } from "../../db/db.ts";
import type { CallTables } from "../../db/tables/calls.ts";
import type { TenantId } from "../../lib/ids.ts";
import { notFound } from "../../lib/refusal.ts";

export type HistoryCall = z.infer<typeof historyCall>;
type Row = Selectable<CallTables["calls"]>;
type Window = { limit: number; offset: number };
export type Wanted = Window & {
  startDate?: string | undefined;
  endDate?: string | undefined;
  provider?: string | undefined;
  outcome?: string | undefined;
  status?: Row["status"] | undefined;
  direction?: Row["direction"] | undefined;
};

/** The call list as dashboards of the older kinds ask for it. */
export type DashboardCalls = {
  list(tenant: TenantId, wanted: Wanted): Promise<{ rows: DashboardCall[]; total: number }>;
  /** @throws Refusal 404 */
  get(tenant: TenantId, id: string): Promise<DashboardCall>;
  /** Calls of an agent that have ended. */
  history(tenant: TenantId, agent: string, sortBy: "date" | "duration" | "cost", window: Window): Promise<{ rows: HistoryCall[]; total: number }>;
};

export function dashboardCalls(db: Db): DashboardCalls {
  return {
    list: (tenant, { limit, offset, ...wanted }) =>
      db.tenant(tenant, async (tx) => {
        let found = tx.selectFrom("calls").where("tenant_id", "=", tenant);
        if (wanted.startDate !== undefined) found = found.where(sql<boolean>`day >= ${wanted.startDate}::date`);
        if (wanted.endDate !== undefined) found = found.where(sql<boolean>`day <= ${wanted.endDate}::date`);
        if (wanted.provider !== undefined) found = found.where("channel", "=", wanted.provider);
        if (wanted.outcome !== undefined) found = found.where("outcome", "=", wanted.outcome);
        if (wanted.status !== undefined) found = found.where("status", "=", wanted.status);
        if (wanted.direction !== undefined) found = found.where("direction", "=", wanted.direction);
        const { total } = await found.select(({ fn }) => fn.countAll<string>().as("total")).executeTakeFirstOrThrow();
        const rows = await found.selectAll().orderBy("opened_at", "desc").orderBy("id").limit(limit).offset(offset).execute();
        const said = await transcripts(tx, tenant, rows);
        return { rows: rows.map((row) => dashboardCall(row, said)), total: Number(total) };
      }),
    get: (tenant, id) =>
      db.tenant(tenant, async (tx) => {
        const row = await tx.selectFrom("calls").selectAll().where("tenant_id", "=", tenant).where("id", "=", id).executeTakeFirst();
        if (row === undefined) throw notFound("call");
        return dashboardCall(row, await transcripts(tx, tenant, [row]));
      }),
    history: (tenant, agent, sortBy, { limit, offset }) =>
      db.tenant(tenant, async (tx) => {
        const found = tx.selectFrom("calls").where("tenant_id", "=", tenant).where("agent_id", "=", agent).where("ended_at", "is not", null);
        const { total } = await found.select(({ fn }) => fn.countAll<string>().as("total")).executeTakeFirstOrThrow();
        const by = { date: sql`opened_at`, duration: sql`duration_ms`, cost: sql`provider_cost_micro_cents + own_cost_micro_cents` }[sortBy];
        const rows = await found.selectAll().orderBy(by, "desc").orderBy("opened_at", "desc").orderBy("id").limit(limit).offset(offset).execute();
        const said = await transcripts(tx, tenant, rows);
        return { rows: rows.map((row) => historyOf(row, said)), total: Number(total) };
      }),
  };
}

/** What was said in these calls, as text, a line a message. */
async function transcripts(tx: Tx, tenant: TenantId, calls: readonly Row[]): Promise<ReadonlyMap<string, string>> {
  if (calls.length === 0) return new Map();
  const ids = calls.map(({ id }) => id);
  const lines = await tx
    .selectFrom("call_messages")
    .select(["call_id", "role", "text"])
    .where("tenant_id", "=", tenant)
    .where("call_id", "in", ids)
    .orderBy("call_id")
    .orderBy("seq")
    .execute();
  const said = new Map<string, string>();
  for (const { call_id, role, text } of lines) {
    const before = said.get(call_id);
    said.set(call_id, `${before === undefined ? "" : `${before}\n`}${speakers[role]}: ${text}`);
  }
  return said;
}
const speakers = { caller: "User", agent: "Agent", supervisor: "Supervisor" } as const;

function dashboardCall(row: Row, said: ReadonlyMap<string, string>): DashboardCall {
  return {
    id: row.id,
    external_call_id: row.external_id,
    provider: row.channel as DashboardCall["provider"],
    direction: row.direction,
    from: row.from_number,
    to: row.to_number,
    status: row.status,
    ai_handled: row.handled_by === "ai",
    outcome_type: row.outcome as DashboardCall["outcome_type"],
    transcript: said.get(row.id) ?? "",
    duration_seconds: Math.round(row.duration_ms / 1000),
    provider_cost_cents: row.provider_cost_micro_cents / MICRO_CENTS,
    billed_minutes: row.billed_seconds / 60,
    customer_name: slot(row, "name"),
    customer_phone: slot(row, "phone") ?? (row.their_number === "" ? null : row.their_number),
    customer_email: slot(row, "email"),
    started_at: row.opened_at.toISOString(),
    answered_at: row.answered_at?.toISOString() ?? null,
    ended_at: row.ended_at?.toISOString() ?? null,
    created_at: row.opened_at.toISOString(),
    updated_at: (row.last_at ?? row.opened_at).toISOString(),
  };
}

/** What the caller said of themselves, where the conversation was about it. */
const slot = ({ goal }: Row, wanted: string): string | null => (goal as Goal | null)?.slots.find(({ name }) => name === wanted)?.value ?? null;

function historyOf(row: Row, said: ReadonlyMap<string, string>): HistoryCall {
  return {
    id: row.id,
    call_id: row.external_id ?? row.id,
    caller_info: row.their_number,
    start_timestamp: row.opened_at.getTime(),
    end_timestamp: row.ended_at?.getTime() ?? null,
    duration_ms: row.duration_ms,
    duration_seconds: Math.round(row.duration_ms / 1000),
    transcript: said.get(row.id) ?? "",
    call_status: row.ended_at === null ? (row.answered_at === null ? "registered" : "ongoing") : row.status === "FAILED" ? "error" : "ended",
    disconnection_reason: row.why,
    cost: (row.provider_cost_micro_cents + row.own_cost_micro_cents) / MICRO_CENTS,
    call_summary: row.own_title ?? row.title,
    user_sentiment: feelings[row.sentiment ?? ""] ?? "Unknown",
    call_successful: row.outcome === null ? null : wellEnded.has(row.outcome),
    recording_url: null,
  };
}
const feelings: Readonly<Record<string, HistoryCall["user_sentiment"]>> = {
  positive: "Positive",
  negative: "Negative",
  urgent: "Negative",
  neutral: "Neutral",
};
const wellEnded: ReadonlySet<string> = new Set(["booked", "answered", "message_taken", "transferred"]);
