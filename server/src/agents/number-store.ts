import type { NumberChange, NumberDraft, OwnNumber } from "@firstring/contract/schemas/number.ts";
import { type Selectable, sql } from "kysely";
import type { Db, Tx } from "../db/db.ts";
import type { AgentTables } from "../db/tables/agents.ts";
import { newId, type TenantId } from "../lib/ids.ts";
import { notFound, Refusal } from "../lib/refusal.ts";
import type { Clock } from "../ports/clock.ts";

export type NumberStore = {
  list(tenant: TenantId, wanted: { limit: number; offset: number }): Promise<{ rows: OwnNumber[]; total: number }>;
  /** @throws Refusal 404 */
  get(tenant: TenantId, id: string): Promise<OwnNumber>;
  /** @throws Refusal 409 `number_exists` within this tenant only; 422 `unknown_agent` */
  create(tenant: TenantId, draft: NumberDraft): Promise<OwnNumber>;
  /** @throws Refusal 404; 422 `unknown_agent` */
  update(tenant: TenantId, id: string, change: NumberChange): Promise<OwnNumber>;
  /** @throws Refusal 404 */
  remove(tenant: TenantId, id: string): Promise<void>;
  /** A provider proved (by a signed request) that calls to this number are the tenant's. Nothing happens when it has no such number. */
  verify(tenant: TenantId, number: string): Promise<void>;
};

export function numberStore(db: Db, clock: Clock): NumberStore {
  return {
    list: (tenant, { limit, offset }) =>
      db.tenant(tenant, async (tx) => {
        const all = tx.selectFrom("numbers").where("tenant_id", "=", tenant);
        const { total } = await all.select(({ fn }) => fn.countAll<string>().as("total")).executeTakeFirstOrThrow();
        const rows = await all.selectAll().orderBy("created_at").orderBy("id").limit(limit).offset(offset).execute();
        return { rows: rows.map(numberOf), total: Number(total) };
      }),
    get: (tenant, id) => db.tenant(tenant, (tx) => one(tx, tenant, id)),
    create: (tenant, { number, agentId = null, channel, label = "", line = "gather" }) =>
      db.tenant(tenant, async (tx) => {
        await refuseUnknownAgent(tx, tenant, agentId);
        const nowMs = clock.nowMs();
        const made = await tx
          .insertInto("numbers")
          .values({ tenant_id: tenant, id: newId(nowMs), number, agent_id: agentId, channel, label, line, verified_at: null, created_at: new Date(nowMs) })
          .onConflict((clash) => clash.columns(["tenant_id", "number"]).doNothing())
          .returningAll()
          .executeTakeFirst();
        if (made === undefined) throw new Refusal(409, "number_exists", "This number is already in your list: change that entry instead.");
        return numberOf(made);
      }),
    update: (tenant, id, { agentId, channel, label, line }) =>
      db.tenant(tenant, async (tx) => {
        const before = await one(tx, tenant, id);
        const next = {
          agent_id: agentId === undefined ? before.agentId : agentId,
          channel: channel ?? before.channel,
          label: label ?? before.label,
          line: line ?? before.line,
        };
        await refuseUnknownAgent(tx, tenant, next.agent_id);
        await tx.updateTable("numbers").set(next).where("tenant_id", "=", tenant).where("id", "=", id).execute();
        return one(tx, tenant, id);
      }),
    remove: (tenant, id) =>
      db.tenant(tenant, async (tx) => {
        const gone = await tx.deleteFrom("numbers").where("tenant_id", "=", tenant).where("id", "=", id).executeTakeFirst();
        if (gone.numDeletedRows === 0n) throw notFound("number");
      }),
    verify: (tenant, number) =>
      db.tenant(tenant, async (tx) => {
        await tx
          .updateTable("numbers")
          .set({ verified_at: sql`coalesce(verified_at, ${new Date(clock.nowMs())})` })
          .where("tenant_id", "=", tenant)
          .where("number", "=", number)
          .execute();
      }),
  };
}

async function one(tx: Tx, tenant: TenantId, id: string): Promise<OwnNumber> {
  const row = await tx.selectFrom("numbers").selectAll().where("tenant_id", "=", tenant).where("id", "=", id).executeTakeFirst();
  if (row === undefined) throw notFound("number");
  return numberOf(row);
}

function numberOf(row: Selectable<AgentTables["numbers"]>): OwnNumber {
  return {
    id: row.id,
    number: row.number,
    agentId: row.agent_id,
    channel: row.channel as OwnNumber["channel"],
    label: row.label,
    line: row.line as OwnNumber["line"],
    verified: row.verified_at !== null,
    createdAt: row.created_at.toISOString(),
  };
}

/** An agent of another tenant is as unknown as one that never was. */
async function refuseUnknownAgent(tx: Tx, tenant: TenantId, agentId: string | null): Promise<void> {
  if (agentId === null) return;
  const agent = await tx
    .selectFrom("agents")
    .select("id")
    .where("tenant_id", "=", tenant)
    .where("id", "=", agentId)
    .where("deleted_at", "is", null)
    .executeTakeFirst();
  if (agent === undefined) throw new Refusal(422, "unknown_agent", "Choose one of your agents, or null for the default one.");
}
