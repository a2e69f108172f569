import { type Agent, type AgentChange, type AgentDefinition, type AgentDraft, type AgentRevision, agentDefaults } from "@firstring/contract/schemas/agent.ts";
import { type Selectable, sql } from "kysely";
import type { Db, Tx } from "../db/db.ts";
import type { AgentTables } from "../db/tables/agents.ts";
import { newId, type PersonId, type TenantId } from "../lib/ids.ts";
import { notFound, Refusal } from "../lib/refusal.ts";
import type { Clock } from "../ports/clock.ts";
import { freeSlug } from "./slug.ts";

type Window = { limit: number; offset: number };
type Rows<T> = { rows: T[]; total: number };

export type AgentStore = {
  list(tenant: TenantId, wanted: Window & { q?: string | undefined; active?: boolean | undefined }): Promise<Rows<Agent>>;
  /** @throws Refusal 404 */
  get(tenant: TenantId, id: string): Promise<Agent>;
  /** @throws Refusal 422 `unknown_knowledge` when it names an entry the tenant does not have */
  create(tenant: TenantId, draft: AgentDraft, by?: PersonId): Promise<Agent>;
  /** Every change of what the agent is makes a revision; the ones before stay as they are. @throws Refusal 404, 422 */
  update(tenant: TenantId, id: string, change: AgentChange, by?: PersonId): Promise<Agent>;
  /** Takes the agent out of service; revisions stay for its calls. @throws Refusal 404 */
  retire(tenant: TenantId, id: string): Promise<void>;
  /** Newest first. @throws Refusal 404 */
  revisions(tenant: TenantId, id: string, wanted: Window): Promise<Rows<AgentRevision>>;
};

export function agentStore(db: Db, clock: Clock): AgentStore {
  return {
    list: (tenant, { limit, offset, q, active }) =>
      db.tenant(tenant, async (tx) => {
        let found = current(tx, tenant);
        if (active !== undefined) found = found.where("agents.active", "=", active);
        if (q) found = found.where("agents.name", "ilike", `%${q.replace(/[\\%_]/g, "\\$&")}%`);
        const { total } = await found.select(({ fn }) => fn.countAll<string>().as("total")).executeTakeFirstOrThrow();
        const rows = await found
          .selectAll("agents")
          .select("definition")
          .orderBy("agents.created_at")
          .orderBy("agents.id")
          .limit(limit)
          .offset(offset)
          .execute();
        return { rows: rows.map(agentOf), total: Number(total) };
      }),
    get: (tenant, id) => db.tenant(tenant, (tx) => one(tx, tenant, id)),
    create: (tenant, { active = true, ...draft }, by) =>
      db.tenant(tenant, async (tx) => {
        const definition: AgentDefinition = { ...agentDefaults, ...given(draft), name: draft.name };
        await refuseUnknownKnowledge(tx, tenant, definition);
        const nowMs = clock.nowMs();
        const id = newId(nowMs);
        const at = new Date(nowMs);
        // Of two who make an agent of one name at once, the second sees the first's slug.
        await sql`select pg_advisory_xact_lock(hashtextextended(${`agents/${tenant}`}, 0))`.execute(tx);
        const taken = await tx.selectFrom("agents").select("slug").where("tenant_id", "=", tenant).where("deleted_at", "is", null).execute();
        const slug = freeSlug(
          definition.name,
          taken.map((row) => row.slug),
        );
        await tx
          .insertInto("agents")
          .values({ tenant_id: tenant, id, slug, name: definition.name, active, revision: 1, created_at: at, updated_at: at, deleted_at: null })
          .execute();
        await saveRevision(tx, tenant, { id, revision: 1, definition, at, by });
        return one(tx, tenant, id);
      }),
    update: (tenant, id, { active, ...change }, by) =>
      db.tenant(tenant, async (tx) => {
        // Locked, so that two who save at once make two revisions, one after the other.
        const locked = await tx
          .selectFrom("agents")
          .select("revision")
          .where("tenant_id", "=", tenant)
          .where("id", "=", id)
          .where("deleted_at", "is", null)
          .forUpdate()
          .executeTakeFirst();
        if (locked === undefined) throw notFound("agent");
        const at = new Date(clock.nowMs());
        const changed = given(change);
        const before = await one(tx, tenant, id);
        const definition = { ...definitionOf(before), ...changed };
        const revision = Object.keys(changed).length === 0 ? locked.revision : locked.revision + 1;
        if (revision !== locked.revision) {
          await refuseUnknownKnowledge(tx, tenant, changed);
          await saveRevision(tx, tenant, { id, revision, definition, at, by });
        }
        await tx
          .updateTable("agents")
          .set({ name: definition.name, revision, updated_at: at, active: active ?? before.active })
          .where("tenant_id", "=", tenant)
          .where("id", "=", id)
          .execute();
        return one(tx, tenant, id);
      }),
    retire: (tenant, id) =>
      db.tenant(tenant, async (tx) => {
        const at = new Date(clock.nowMs());
        const retired = await tx
          .updateTable("agents")
          .set({ active: false, deleted_at: at, updated_at: at })
          .where("tenant_id", "=", tenant)
          .where("id", "=", id)
          .where("deleted_at", "is", null)
          .executeTakeFirst();
        if (retired.numUpdatedRows === 0n) throw notFound("agent");
        await tx.updateTable("numbers").set({ agent_id: null }).where("tenant_id", "=", tenant).where("agent_id", "=", id).execute();
      }),
    revisions: (tenant, id, { limit, offset }) =>
      db.tenant(tenant, async (tx) => {
        await one(tx, tenant, id);
        const all = tx.selectFrom("agent_revisions").where("tenant_id", "=", tenant).where("agent_id", "=", id);
        const { total } = await all.select(({ fn }) => fn.countAll<string>().as("total")).executeTakeFirstOrThrow();
        const rows = await all.selectAll().orderBy("revision", "desc").limit(limit).offset(offset).execute();
        return {
          rows: rows.map((row) => ({
            revision: row.revision,
            definition: row.definition as AgentDefinition,
            savedAt: row.saved_at.toISOString(),
            savedBy: row.saved_by,
          })),
          total: Number(total),
        };
      }),
  };
}

/** Agents in service with their newest revision. */
export function current(tx: Tx, tenant: TenantId) {
  return tx
    .selectFrom("agents")
    .innerJoin("agent_revisions", (join) =>
      join
        .onRef("agent_revisions.tenant_id", "=", "agents.tenant_id")
        .onRef("agent_revisions.agent_id", "=", "agents.id")
        .onRef("agent_revisions.revision", "=", "agents.revision"),
    )
    .where("agents.tenant_id", "=", tenant)
    .where("agents.deleted_at", "is", null);
}

export function agentOf(row: Selectable<AgentTables["agents"]> & { definition: object }): Agent {
  const { id, slug, active, revision, created_at, updated_at } = row;
  return { id, slug, active, revision, ...(row.definition as AgentDefinition), createdAt: created_at.toISOString(), updatedAt: updated_at.toISOString() };
}

async function one(tx: Tx, tenant: TenantId, id: string): Promise<Agent> {
  const row = await current(tx, tenant).selectAll("agents").select("definition").where("agents.id", "=", id).executeTakeFirst();
  if (row === undefined) throw notFound("agent");
  return agentOf(row);
}

type Saved = { id: string; revision: number; definition: AgentDefinition; at: Date; by: PersonId | undefined };

export async function saveRevision(tx: Tx, tenant: TenantId, { id, revision, definition, at, by }: Saved): Promise<void> {
  await tx
    .insertInto("agent_revisions")
    .values({ tenant_id: tenant, agent_id: id, revision, definition: JSON.stringify(definition), saved_at: at, saved_by: by ?? null })
    .execute();
}

function definitionOf(agent: Agent): AgentDefinition {
  const { id: _id, slug: _slug, active: _active, revision: _revision, createdAt: _created, updatedAt: _updated, ...definition } = agent;
  return definition;
}

/** Members that were really given: a member that is undefined was not. */
function given(change: Partial<AgentDefinition> | { [Key in keyof AgentDefinition]?: AgentDefinition[Key] | undefined }): Partial<AgentDefinition> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

async function refuseUnknownKnowledge(tx: Tx, tenant: TenantId, { knowledge }: Partial<AgentDefinition>): Promise<void> {
  if (!knowledge?.length) return;
  const known = await tx.selectFrom("knowledge").select("id").where("tenant_id", "=", tenant).where("id", "in", knowledge).execute();
  const ids = new Set(known.map(({ id }) => id));
  const unknown = knowledge.filter((id) => !ids.has(id));
  if (unknown.length > 0) throw new Refusal(422, "unknown_knowledge", "Name only knowledge entries of this business, or null for all.", { unknown });
}
