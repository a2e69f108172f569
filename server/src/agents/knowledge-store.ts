import type { Knowledge, KnowledgeAnswer, KnowledgeChange, KnowledgeDraft } from "@firstring/contract/schemas/knowledge.ts";
import { type Selectable, sql } from "kysely";
import type { Db, Tx } from "../db/db.ts";
import type { AgentTables } from "../db/tables/agents.ts";
import { newId, type TenantId } from "../lib/ids.ts";
import { notFound } from "../lib/refusal.ts";
import type { Clock } from "../ports/clock.ts";
import { type KnowledgeIndex, knowledgeIndex, search } from "./knowledge-search.ts";

type Wanted = { limit: number; offset: number; q?: string | undefined; language?: "en" | "fr" | undefined; kind?: "faq" | "document" | undefined };
export type Question = {
  question: string;
  language?: "en" | "fr" | undefined /** Only these entries; null or absent: all. */;
  among?: readonly string[] | null | undefined;
};

export type KnowledgeStore = {
  list(tenant: TenantId, wanted: Wanted): Promise<{ rows: Knowledge[]; total: number }>;
  /** @throws Refusal 404 */
  get(tenant: TenantId, id: string): Promise<Knowledge>;
  create(tenant: TenantId, draft: KnowledgeDraft): Promise<Knowledge>;
  /** @throws Refusal 404 */
  update(tenant: TenantId, id: string, change: KnowledgeChange): Promise<Knowledge>;
  /** @throws Refusal 404 */
  remove(tenant: TenantId, id: string): Promise<void>;
  /** Best first; empty when it is not known. */
  search(tenant: TenantId, question: Question): Promise<KnowledgeAnswer[]>;
  /** As `search`, among what this agent may answer from. An unknown agent knows nothing. */
  searchFor(tenant: TenantId, agentId: string, question: Omit<Question, "among">): Promise<KnowledgeAnswer[]>;
};

/** Indexes kept in memory, oldest use out first: as many businesses as are busy at once on one node. */
const INDEXES_KEPT = 200;

export function knowledgeStore(db: Db, clock: Clock): KnowledgeStore {
  const indexes = new Map<TenantId, { version: string; index: KnowledgeIndex }>();

  /** The tenant's index, rebuilt when any node changed a row: one cheap query tells. */
  async function indexOf(tx: Tx, tenant: TenantId): Promise<KnowledgeIndex> {
    const { version } = await tx
      .selectFrom("knowledge")
      .select(sql<string>`count(*) || '/' || coalesce(sum(changed), 0)`.as("version"))
      .where("tenant_id", "=", tenant)
      .executeTakeFirstOrThrow();
    const kept = indexes.get(tenant);
    const rows = kept?.version === version ? undefined : await tx.selectFrom("knowledge").selectAll().where("tenant_id", "=", tenant).orderBy("id").execute();
    const fresh = rows === undefined && kept ? kept : { version, index: knowledgeIndex((rows ?? []).map(knowledgeOf)) };
    indexes.delete(tenant);
    indexes.set(tenant, fresh);
    const [oldest] = indexes.keys();
    if (indexes.size > INDEXES_KEPT && oldest !== undefined) indexes.delete(oldest);
    return fresh.index;
  }

  return {
    list: (tenant, { limit, offset, q, language, kind }) =>
      db.tenant(tenant, async (tx) => {
        let all = tx.selectFrom("knowledge").where("tenant_id", "=", tenant);
        if (language) all = all.where("language", "=", language);
        if (kind) all = all.where("kind", "=", kind);
        if (q) {
          const like = `%${q.replace(/[\\%_]/g, "\\$&")}%`;
          all = all.where(({ or, eb }) => or([eb("question", "ilike", like), eb("answer", "ilike", like)]));
        }
        const { total } = await all.select(({ fn }) => fn.countAll<string>().as("total")).executeTakeFirstOrThrow();
        const rows = await all.selectAll().orderBy("created_at").orderBy("id").limit(limit).offset(offset).execute();
        return { rows: rows.map(knowledgeOf), total: Number(total) };
      }),
    get: (tenant, id) => db.tenant(tenant, (tx) => one(tx, tenant, id)),
    create: (tenant, { kind = "faq", question, answer, language, source = "" }) =>
      db.tenant(tenant, async (tx) => {
        const nowMs = clock.nowMs();
        const at = new Date(nowMs);
        const made = await tx
          .insertInto("knowledge")
          .values({ tenant_id: tenant, id: newId(nowMs), kind, question, answer, language, source, created_at: at, updated_at: at })
          .returningAll()
          .executeTakeFirstOrThrow();
        return knowledgeOf(made);
      }),
    update: (tenant, id, change) =>
      db.tenant(tenant, async (tx) => {
        const { createdAt: _, updatedAt: __, id: ___, ...before } = await one(tx, tenant, id);
        const next = { ...before, ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) };
        await tx
          .updateTable("knowledge")
          .set({ ...next, updated_at: new Date(clock.nowMs()), changed: sql`pg_current_xact_id()::text::bigint` })
          .where("tenant_id", "=", tenant)
          .where("id", "=", id)
          .execute();
        return one(tx, tenant, id);
      }),
    remove: (tenant, id) =>
      db.tenant(tenant, async (tx) => {
        const gone = await tx.deleteFrom("knowledge").where("tenant_id", "=", tenant).where("id", "=", id).executeTakeFirst();
        if (gone.numDeletedRows === 0n) throw notFound("knowledge entry");
      }),
    search: (tenant, { question, language, among }) => db.tenant(tenant, async (tx) => search(await indexOf(tx, tenant), question, { language, among })),
    searchFor: (tenant, agentId, { question, language }) =>
      db.tenant(tenant, async (tx) => {
        const agent = await tx
          .selectFrom("agents")
          .innerJoin("agent_revisions", (join) =>
            join
              .onRef("agent_revisions.tenant_id", "=", "agents.tenant_id")
              .onRef("agent_revisions.agent_id", "=", "agents.id")
              .onRef("agent_revisions.revision", "=", "agents.revision"),
          )
          .select(sql<string[] | null>`definition -> 'knowledge'`.as("among"))
          .where("agents.tenant_id", "=", tenant)
          .where("agents.id", "=", agentId)
          .executeTakeFirst();
        return agent === undefined ? [] : search(await indexOf(tx, tenant), question, { language, among: agent.among });
      }),
  };
}

async function one(tx: Tx, tenant: TenantId, id: string): Promise<Knowledge> {
  const row = await tx.selectFrom("knowledge").selectAll().where("tenant_id", "=", tenant).where("id", "=", id).executeTakeFirst();
  if (row === undefined) throw notFound("knowledge entry");
  return knowledgeOf(row);
}

function knowledgeOf(row: Selectable<AgentTables["knowledge"]>): Knowledge {
  const { id, kind, question, answer, language, source } = row;
  return { id, kind, question, answer, language, source, createdAt: row.created_at.toISOString(), updatedAt: row.updated_at.toISOString() };
}
