import { sql } from "kysely";
import { retellAccount } from "./channels/retell/account.ts";
import { observedOf as retellCall } from "./channels/retell/wire.ts";
import { VAPI_PAGE, vapiAccount } from "./channels/vapi/account.ts";
import { read as readVapi } from "./channels/vapi/wire.ts";
import type { Db } from "./db/db.ts";
import { observe } from "./engine/observe.ts";
import type { Host } from "./http/hooks/carrier-parts.ts";
import { type CallId, idOf, type TenantId } from "./lib/ids.ts";
import { factsOf, type ObservedCall, observedAgentId } from "./lib/observed-call.ts";
import { Refusal } from "./lib/refusal.ts";
import type { Clock } from "./ports/clock.ts";
import type { Credentials } from "./ports/credentials.ts";
import type { EventLog } from "./ports/log.ts";

export type Synced = { synced: number; updated: number; errors: string[] };
export type SyncProgress = { provider: "vapi" | "retell"; agent: string; running: boolean; synced: number; updated: number; errors: number; updatedAt: string };

/** Brings in what Retell and Vapi know: their agents, and their calls as observed calls. */
export type Sync = {
  /** Goes on where the last run stopped; calls that are known change nothing. @throws Refusal 503 without an account */
  calls(tenant: TenantId, agentId?: string): Promise<Synced>;
  agents(tenant: TenantId): Promise<Synced>;
  progress(tenant: TenantId): Promise<SyncProgress[]>;
};

export type SyncParts = Readonly<{ db: Db; log: EventLog; clock: Clock; credentials: Credentials; host: (tenant: TenantId) => Promise<Host | undefined> }>;

/** A call that began this long before the newest known may still have been under way when that was read, in milliseconds: the longest call and some. */
const OVERLAP_MS = 4 * 60 * 60 * 1000;
/** Errors that are told by name; the rest are counted. */
const ERRORS_TOLD = 20;

export function syncCalls({ db, log, clock, credentials, host }: SyncParts): Sync {
  return {
    async calls(tenant, agentId) {
      const business = await host(tenant);
      const [retell, vapi] = [await credentials(tenant, "retell"), await credentials(tenant, "vapi")];
      if (business === undefined || (retell === undefined && vapi?.apiKey === undefined)) throw notConfigured();
      const total: Synced = { synced: 0, updated: 0, errors: [] };
      if (retell !== undefined) await run(tenant, "retell", agentId, total, (step) => readRetell(step, retell, business));
      if (vapi?.apiKey !== undefined) await run(tenant, "vapi", agentId, total, (step) => readVapiCalls(step, vapi, business));
      return total;
    },
    async agents(tenant) {
      const [retell, vapi] = [await credentials(tenant, "retell"), await credentials(tenant, "vapi")];
      if (retell === undefined && vapi?.apiKey === undefined) throw notConfigured();
      const total: Synced = { synced: 0, updated: 0, errors: [] };
      if (retell !== undefined) await keepAgents(tenant, "retell", async () => (await retellAccount(retell)).listAgents(), total);
      if (vapi?.apiKey !== undefined) await keepAgents(tenant, "vapi", async () => (await vapiAccount(vapi)).listAssistants(), total);
      return total;
    },
    progress: (tenant) =>
      db.tenant(tenant, async (tx) => {
        const rows = await tx.selectFrom("sync_progress").selectAll().where("tenant_id", "=", tenant).orderBy("provider").orderBy("agent").execute();
        return rows.map((row) => ({
          provider: row.provider,
          agent: row.agent,
          running: row.running_since !== null,
          synced: row.calls_synced,
          updated: row.calls_updated,
          errors: row.errors,
          updatedAt: row.updated_at.toISOString(),
        }));
      }),
  };

  type Step = { tenant: TenantId; agentId: string | undefined; cursor: string | null; sinceMs: number; total: Synced; keep: Keep };
  type Keep = (at: { cursor: string | null; completeUntilMs?: number }) => Promise<void>;

  /** One run over a provider's list; after every page it is written down how far it came. */
  async function run(
    tenant: TenantId,
    provider: "vapi" | "retell",
    agentId: string | undefined,
    total: Synced,
    read: (step: Step) => Promise<void>,
  ): Promise<void> {
    const agent = agentId ?? "";
    const before = await db.tenant(tenant, (tx) =>
      tx.selectFrom("sync_progress").selectAll().where("tenant_id", "=", tenant).where("provider", "=", provider).where("agent", "=", agent).executeTakeFirst(),
    );
    const begun = { ...total, errors: total.errors.length };
    const base = { synced: before?.calls_synced ?? 0, updated: before?.calls_updated ?? 0, errors: before?.errors ?? 0 };
    let completeUntil = Number(before?.complete_until ?? 0);
    const write = async (cursor: string | null, running: boolean): Promise<void> => {
      const now = new Date(clock.nowMs());
      const row = {
        cursor,
        complete_until: completeUntil,
        calls_synced: base.synced + total.synced - begun.synced,
        calls_updated: base.updated + total.updated - begun.updated,
        errors: base.errors + total.errors.length - begun.errors,
        running_since: running ? now : null,
        updated_at: now,
      };
      await db.tenant(tenant, async (tx) => {
        await tx
          .insertInto("sync_progress")
          .values({ tenant_id: tenant, provider, agent, ...row })
          .onConflict((clash) => clash.columns(["tenant_id", "provider", "agent"]).doUpdateSet(row))
          .execute();
      });
    };
    await write(before?.cursor ?? null, true);
    let cursor = before?.cursor ?? null;
    try {
      await read({
        tenant,
        agentId,
        cursor,
        sinceMs: Math.max(0, completeUntil - OVERLAP_MS),
        total,
        keep: async (at) => {
          cursor = at.cursor;
          completeUntil = Math.max(completeUntil, at.completeUntilMs ?? 0);
          await write(cursor, true);
        },
      });
    } catch (problem) {
      total.errors.push(`${provider}: ${problem instanceof Error ? problem.message : String(problem)}`);
    } finally {
      await write(cursor, false);
    }
  }

  async function readRetell(
    { tenant, agentId, cursor, sinceMs, total, keep }: Step,
    account: Parameters<typeof retellAccount>[0],
    business: Host,
  ): Promise<void> {
    const retell = await retellAccount(account);
    let after = cursor ?? undefined;
    let newestMs = 0;
    do {
      const page = await retell.listCalls({ ...(agentId !== undefined && { agentId }), sinceMs, ...(after !== undefined && { after }) });
      for (const row of page.calls) {
        const listed = retellCall(row);
        await one(tenant, listed, total, business, async () => retellCall(await retell.getCall(listed.external)));
        newestMs = Math.max(newestMs, listed.openedAtMs);
      }
      after = page.next;
      // A cursor is of one filter: only a run that was broken off goes on with it.
      await keep({ cursor: after ?? null, ...(after === undefined && { completeUntilMs: newestMs }) });
    } while (after !== undefined);
  }

  /** Vapi lists newest first: the cursor is the time of the oldest read, and ties are read twice. */
  async function readVapiCalls(
    { tenant, agentId, cursor, sinceMs, total, keep }: Step,
    account: Parameters<typeof vapiAccount>[0],
    business: Host,
  ): Promise<void> {
    const vapi = await vapiAccount(account);
    let before = cursor ?? undefined;
    let newestMs = 0;
    while (true) {
      const page = await vapi.listCalls({
        ...(agentId !== undefined && { assistantId: agentId }),
        ...(sinceMs > 0 && { sinceIso: new Date(sinceMs).toISOString() }),
        ...(before !== undefined && { beforeIso: before }),
      });
      for (const row of page.filter(({ status }) => status === "ended")) {
        const told = readVapi(JSON.stringify({ message: { ...row, type: "end-of-call-report", call: row } }))?.observed;
        if (told === undefined) continue;
        await one(tenant, told, total, business, async () => told);
        newestMs = Math.max(newestMs, told.openedAtMs);
      }
      const oldest = page.at(-1)?.["createdAt"];
      const isLast = page.length < VAPI_PAGE || typeof oldest !== "string" || oldest === before;
      before = isLast ? undefined : oldest;
      await keep({ cursor: before ?? null, ...(isLast && { completeUntilMs: newestMs }) });
      if (isLast) return;
    }
  }

  async function one(tenant: TenantId, listed: ObservedCall, total: Synced, business: Host, whole: () => Promise<ObservedCall>): Promise<void> {
    const call = idOf<CallId>(listed.provider, tenant, listed.external);
    try {
      const known = await log.read(tenant, `call/${call}`);
      if (
        known.some(({ event }) => event.type === "call.ended") &&
        (listed.costCents === undefined || known.some(({ event }) => event.type === "call.charged"))
      )
        return;
      const done = await observe(log, tenant, call, factsOf(await whole(), business));
      if (done.is !== "recorded" || done.fresh === 0) return;
      if (known.length === 0) total.synced++;
      else total.updated++;
    } catch (problem) {
      if (total.errors.length < ERRORS_TOLD) total.errors.push(`${listed.external}: ${problem instanceof Error ? problem.message : String(problem)}`);
    }
  }

  async function keepAgents(tenant: TenantId, provider: "vapi" | "retell", list: () => Promise<{ id: string; name: string }[]>, total: Synced): Promise<void> {
    try {
      for (const { id: external, name } of await list()) {
        const now = new Date(clock.nowMs());
        const done = await db.tenant(tenant, (tx) =>
          tx
            .insertInto("observed_agents")
            .values({ tenant_id: tenant, id: observedAgentId(provider, external), provider, external_id: external, name, created_at: now, updated_at: now })
            .onConflict((clash) => clash.columns(["tenant_id", "provider", "external_id"]).doUpdateSet({ name, updated_at: now }))
            .returning(sql<boolean>`xmax = 0`.as("made"))
            .executeTakeFirstOrThrow(),
        );
        if (done.made) total.synced++;
        else total.updated++;
      }
    } catch (problem) {
      total.errors.push(`${provider}: ${problem instanceof Error ? problem.message : String(problem)}`);
    }
  }
}

const notConfigured = (): Refusal => new Refusal(503, "not_configured", "Set an API key of Retell or Vapi first.");
