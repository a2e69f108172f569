import type { Conversation, ConversationChange, Message } from "@firstring/contract/schemas/conversation.ts";
import { type SelectQueryBuilder, sql } from "kysely";
import type { Db } from "../../db/db.ts";
import type { Tables } from "../../db/tables.ts";
import type { CallId, PersonId, TenantId } from "../../lib/ids.ts";
import { notFound, Refusal } from "../../lib/refusal.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Calls, Rows, Window } from "./calls.ts";
import { conversationOf, type StoredCall } from "./present.ts";

type Wanted = Window & { status?: "active" | "completed" | "archived" | undefined; agentId?: string | undefined; q?: string | undefined };
type Whole = Conversation & { messages: Message[] };
export type ConversationStats = {
  total: number;
  active: number;
  completed: number;
  archived: number;
  messageCount: number;
  averageDurationMs: number;
  averageSatisfaction: number | null;
  sentiment: Record<"positive" | "negative" | "neutral" | "urgent", number>;
  booked: number;
};

/** Calls seen as messages. `own` is the customer who asks, and limits everything to their own; others are told 404. */
export type Conversations = {
  /** Live ones with something urgent first, then the newest. */
  list(tenant: TenantId, own: PersonId | undefined, wanted: Wanted): Promise<Rows<Conversation>>;
  /** @throws Refusal 404 */
  get(tenant: TenantId, own: PersonId | undefined, id: string): Promise<Whole>;
  /** Says whose conversation a call is, also before the call list knows the call. */
  keep(tenant: TenantId, call: CallId, person: PersonId): Promise<void>;
  isOf(tenant: TenantId, call: CallId, person: PersonId): Promise<boolean>;
  /** @throws Refusal 404 */
  change(tenant: TenantId, own: PersonId | undefined, id: string, change: ConversationChange): Promise<Conversation>;
  /** @throws Refusal 404; 409 `call_is_live` */
  remove(tenant: TenantId, own: PersonId | undefined, id: string): Promise<void>;
  stats(tenant: TenantId, person: string): Promise<ConversationStats>;
};

export function conversations(db: Db, clock: Clock, calls: Calls): Conversations {
  async function now(tenant: TenantId, own: PersonId | undefined, id: string): Promise<{ row: StoredCall; messages: Message[] }> {
    const found = await calls.now(tenant, id);
    const hidden = found.row.conversation_deleted_at !== null || (own !== undefined && found.row.person_id !== own);
    if (hidden) throw notFound("conversation");
    return found;
  }

  /** Sets what people set; the call list fills in the rest when it comes to the call. */
  async function set(tenant: TenantId, id: string, columns: Partial<Pick<StoredCall, "person_id" | "own_title" | "archived" | "satisfaction">>): Promise<void> {
    await db.tenant(tenant, (tx) =>
      tx
        .insertInto("calls")
        .values({ tenant_id: tenant, id, opened_at: new Date(clock.nowMs()), ...columns })
        .onConflict((clash) => clash.columns(["tenant_id", "id"]).doUpdateSet({ ...columns, id }))
        .execute(),
    );
  }

  return {
    list: (tenant, own, { limit, offset, status, agentId, q }) =>
      db.tenant(tenant, async (tx) => {
        let found = tx.selectFrom("calls").where("tenant_id", "=", tenant).where("conversation_deleted_at", "is", null);
        if (own !== undefined) found = found.where("person_id", "=", own);
        if (status !== undefined) found = standing(found, status);
        if (agentId) found = found.where("agent_id", "=", agentId);
        if (q) found = found.where(sql<string>`coalesce(own_title, title) || ' ' || last_line`, "ilike", `%${q.replace(/[\\%_]/g, "\\$&")}%`);
        const { total } = await found.select(({ fn }) => fn.countAll<string>().as("total")).executeTakeFirstOrThrow();
        const rows = await found
          .selectAll()
          .orderBy(sql`ended_at is null and sentiment is not distinct from 'urgent'`, "desc")
          .orderBy("opened_at", "desc")
          .orderBy("id")
          .limit(limit)
          .offset(offset)
          .execute();
        return { rows: rows.map(conversationOf), total: Number(total) };
      }),
    get: async (tenant, own, id) => {
      const { row, messages } = await now(tenant, own, id);
      return { ...conversationOf(row), messages };
    },
    keep: (tenant, call, person) => set(tenant, call, { person_id: person }),
    isOf: (tenant, call, person) =>
      db.tenant(tenant, async (tx) => {
        const row = await tx.selectFrom("calls").select("person_id").where("tenant_id", "=", tenant).where("id", "=", call).executeTakeFirst();
        return row?.person_id === person;
      }),
    change: async (tenant, own, id, { title, archived, satisfaction }) => {
      await now(tenant, own, id);
      await set(tenant, id, {
        ...(title !== undefined && { own_title: title }),
        ...(archived !== undefined && { archived }),
        ...(satisfaction !== undefined && { satisfaction }),
      });
      return conversationOf((await now(tenant, own, id)).row);
    },
    remove: async (tenant, own, id) => {
      const { row } = await now(tenant, own, id);
      if (row.ended_at === null) throw new Refusal(409, "call_is_live", "This conversation is still going on: end the call first.");
      await db.tenant(tenant, async (tx) => {
        const blank = { conversation_deleted_at: new Date(clock.nowMs()), title: "", own_title: null, last_line: "", goal: null };
        await tx
          .insertInto("calls")
          .values({ tenant_id: tenant, id, opened_at: row.opened_at, ...blank })
          .onConflict((clash) => clash.columns(["tenant_id", "id"]).doUpdateSet(blank))
          .execute();
        await tx.deleteFrom("call_messages").where("tenant_id", "=", tenant).where("call_id", "=", id).execute();
      });
    },
    stats: (tenant, person) =>
      db.tenant(tenant, async (tx) => {
        const count = (condition: ReturnType<typeof sql<boolean>>) => sql<number>`(count(*) filter (where ${condition}))::int`;
        const row = await tx
          .selectFrom("calls")
          .select([
            count(sql`true`).as("total"),
            count(sql`not archived and ended_at is null`).as("active"),
            count(sql`not archived and ended_at is not null`).as("completed"),
            count(sql`archived`).as("archived"),
            sql<number>`coalesce(sum(message_count), 0)::int`.as("messages"),
            sql<number>`coalesce(avg(duration_ms), 0)::float`.as("duration"),
            sql<number | null>`avg(satisfaction)::float`.as("satisfaction"),
            count(sql`sentiment = 'positive'`).as("positive"),
            count(sql`sentiment = 'negative'`).as("negative"),
            count(sql`sentiment = 'neutral'`).as("neutral"),
            count(sql`sentiment = 'urgent'`).as("urgent"),
            count(sql`outcome = 'booked'`).as("booked"),
          ])
          .where("tenant_id", "=", tenant)
          .where("person_id", "=", person)
          .where("conversation_deleted_at", "is", null)
          .executeTakeFirstOrThrow();
        const { messages, duration, satisfaction, positive, negative, neutral, urgent, ...counts } = row;
        return {
          ...counts,
          messageCount: messages,
          averageDurationMs: duration,
          averageSatisfaction: satisfaction,
          sentiment: { positive, negative, neutral, urgent },
        };
      }),
  };
}

function standing<O>(found: SelectQueryBuilder<Tables, "calls", O>, status: "active" | "completed" | "archived"): SelectQueryBuilder<Tables, "calls", O> {
  if (status === "archived") return found.where("archived", "=", true);
  return found.where("archived", "=", false).where("ended_at", status === "active" ? "is" : "is not", null);
}
