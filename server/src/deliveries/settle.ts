import { sql } from "kysely";
import type { Db, Tx } from "../db/db.ts";
import type { TenantId } from "../lib/ids.ts";
import type { Claimed } from "./claim.ts";
import { disable } from "./disable.ts";
import type { Verdict } from "./schedule.ts";

/** What was sent and what came back, to be kept. */
export type Attempt = {
  claimed: Claimed;
  atMs: number;
  ms: number;
  requestHeaders: Record<string, string>;
  status: number | null;
  responseHeaders: Record<string, string> | null;
  responseBody: string | null;
  error: string | null;
  verdict: Verdict;
};

/**
 * Keeps attempts and what follows from them, many in one transaction. Only the holder of a delivery's lease settles it:
 * of a worker that was given up for dead and wakes, nothing is taken.
 * @returns for each attempt, whether it was taken.
 */
export async function settle(db: Db, attempts: readonly Attempt[], nowMs: number): Promise<boolean[]> {
  const rows = attempts.map((attempt) => ({
    tenant_id: attempt.claimed.tenant_id,
    id: attempt.claimed.id,
    lease_id: attempt.claimed.lease_id,
    outcome: statusOf(attempt.verdict),
    due_at: attempt.verdict.is === "again" ? new Date(nowMs + attempt.verdict.afterMs).toISOString() : null,
    at: new Date(attempt.atMs).toISOString(),
    ms: attempt.ms,
    request_headers: attempt.requestHeaders,
    http_status: attempt.status,
    response_headers: attempt.responseHeaders,
    response_body: attempt.responseBody,
    error: attempt.error,
  }));
  return db.worker(async (tx) => {
    const { rows: taken } = await sql<{ tenant_id: TenantId; delivery_id: string }>`
      with given as materialized (
        select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g (tenant_id uuid, id uuid, lease_id uuid, outcome text, due_at timestamptz,
          at timestamptz, ms int, request_headers jsonb, http_status int, response_headers jsonb, response_body text, error text)
      ), settled as (
        update deliveries d set status = g.outcome, attempts = d.attempts + 1, round_attempts = d.round_attempts + 1, due_at = coalesce(g.due_at, d.due_at),
          lease_id = null, leased_until = null, last_status = g.http_status, last_error = g.error,
          settled_at = case when g.outcome = 'pending' then null else ${new Date(nowMs)}::timestamptz end
        from given g where d.tenant_id = g.tenant_id and d.id = g.id and d.lease_id = g.lease_id
        returning d.tenant_id, d.id, d.attempts
      )
      insert into delivery_attempts (tenant_id, delivery_id, nth, at, ms, request_headers, status, response_headers, response_body, error)
      select s.tenant_id, s.id, s.attempts, g.at, g.ms, g.request_headers, g.http_status, g.response_headers, g.response_body, g.error
      from settled s join given g on g.tenant_id = s.tenant_id and g.id = s.id
      returning tenant_id, delivery_id`.execute(tx);
    const kept = new Set(taken.map((row) => `${row.tenant_id} ${row.delivery_id}`));
    const isTaken = ({ claimed }: Attempt) => kept.has(`${claimed.tenant_id} ${claimed.id}`);
    await noteHealth(tx, attempts.filter(isTaken), nowMs);
    return attempts.map(isTaken);
  });
}

const statusOf = ({ is }: Verdict): "pending" | "delivered" | "dead" => (is === "delivered" ? "delivered" : is === "again" ? "pending" : "dead");

/** A success is noted this rarely, so that a busy endpoint's row is not written for each delivery. */
const NOTE_MS = 60_000;

async function noteHealth(tx: Tx, attempts: readonly Attempt[], nowMs: number): Promise<void> {
  const now = new Date(nowMs);
  const those = (of: readonly Attempt[]) =>
    sql`jsonb_to_recordset(${JSON.stringify([
      ...new Map(of.map(({ claimed: { tenant_id, endpoint_id } }) => [endpoint_id, { tenant_id, id: endpoint_id }])).values(),
    ])}::jsonb) as o (tenant_id uuid, id uuid)`;
  const failed = attempts.filter(({ verdict }) => verdict.is !== "delivered");
  const succeeded = attempts.filter(({ verdict }) => verdict.is === "delivered");
  if (failed.length > 0)
    await sql`update endpoints e set failing_since = coalesce(e.failing_since, ${now}), last_failure_at = ${now} from ${those(failed)}
      where e.tenant_id = o.tenant_id and e.id = o.id`.execute(tx);
  if (succeeded.length > 0)
    await sql`update endpoints e set failing_since = null, last_success_at = ${now} from ${those(succeeded)}
      where e.tenant_id = o.tenant_id and e.id = o.id
        and (e.failing_since is not null or e.last_success_at is null or e.last_success_at < ${new Date(nowMs - NOTE_MS)})`.execute(tx);
  const gone = new Map(attempts.filter(({ verdict }) => verdict.is === "gone").map(({ claimed }) => [claimed.endpoint_id, claimed]));
  for (const { tenant_id, endpoint_id } of gone.values()) await disable(tx, tenant_id, endpoint_id, "gone", nowMs);
}
