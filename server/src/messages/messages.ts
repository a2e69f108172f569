import type { Language } from "@firstring/contract/call/agent.ts";
import type { Db } from "../db/db.ts";
import { newId, type TenantId } from "../lib/ids.ts";
import { notFound } from "../lib/refusal.ts";
import type { Clock } from "../ports/clock.ts";

/** What a caller left for the business. `phone` is E.164 or "". */
export type MessageTaken = { id: string; call?: string; name: string; phone: string; text: string; language: Language; done: boolean; createdMs: number };
export type MessageWish = { call?: string; name: string; phone: string; text: string; language: Language; idem?: string };

export type Messages = {
  /** Writes a message down; the same `idem` again is the same message. */
  take(tenant: TenantId, wish: MessageWish): Promise<MessageTaken>;
  /** Newest first. */
  list(tenant: TenantId, filter: { done?: boolean }, page: { limit: number; offset: number }): Promise<{ rows: MessageTaken[]; total: number }>;
  /** @throws Refusal not_found. */
  mark(tenant: TenantId, id: string, done: boolean): Promise<MessageTaken>;
};

export function messages(db: Db, clock: Clock): Messages {
  return {
    take: (tenant, wish) =>
      db.tenant(tenant, async (tx) => {
        const now = new Date(clock.nowMs());
        const { call, idem, ...said } = wish;
        const made = await tx
          .insertInto("messages_taken")
          .values({ tenant_id: tenant, id: newId(now.getTime()), call_id: call ?? null, idem: idem ?? null, ...said, created_at: now, updated_at: now })
          .onConflict((conflict) => conflict.columns(["tenant_id", "idem"]).doNothing())
          .returningAll()
          .executeTakeFirst();
        if (made) return message(made);
        return message(await tx.selectFrom("messages_taken").selectAll().where("tenant_id", "=", tenant).where("idem", "=", idem!).executeTakeFirstOrThrow());
      }),
    list: (tenant, { done }, page) =>
      db.tenant(tenant, async (tx) => {
        const every = tx.selectFrom("messages_taken").where("tenant_id", "=", tenant);
        const mine = done === undefined ? every : every.where("done", "=", done);
        const { total } = await mine.select((count) => count.fn.countAll<string>().as("total")).executeTakeFirstOrThrow();
        const rows = await mine.selectAll().orderBy("created_at", "desc").orderBy("id").limit(page.limit).offset(page.offset).execute();
        return { rows: rows.map(message), total: Number(total) };
      }),
    mark: (tenant, id, done) =>
      db.tenant(tenant, async (tx) => {
        const row = await tx
          .updateTable("messages_taken")
          .set({ done, updated_at: new Date(clock.nowMs()) })
          .where("tenant_id", "=", tenant)
          .where("id", "=", id)
          .returningAll()
          .executeTakeFirst();
        if (!row) throw notFound("message");
        return message(row);
      }),
  };
}

type Row = { id: string; call_id: string | null; name: string; phone: string; text: string; language: Language; done: boolean; created_at: Date };
function message({ id, call_id, name, phone, text, language, done, created_at }: Row): MessageTaken {
  return { id, ...(call_id !== null && { call: call_id }), name, phone, text, language, done, createdMs: created_at.getTime() };
}
