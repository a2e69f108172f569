import type { mail, mailWithBody } from "@firstring/contract/schemas/mail.ts";
import type { Selectable } from "kysely";
import type { z } from "zod";
import type { Db } from "../../db/db.ts";
import type { MailTables } from "../../db/tables/mails.ts";
import type { TenantId } from "../../lib/ids.ts";
import { notFound } from "../../lib/refusal.ts";

type Mail = z.infer<typeof mail>;
type MailWithBody = z.infer<typeof mailWithBody>;

/** Mails to be read by people. */
export type Mails = {
  list(
    tenant: TenantId,
    wanted: { limit: number; offset: number; status?: Mail["status"] | undefined; bookingId?: string | undefined },
  ): Promise<{ rows: Mail[]; total: number }>;
  /** @throws Refusal 404 */
  get(tenant: TenantId, id: string): Promise<MailWithBody>;
};

export function mails(db: Db): Mails {
  return {
    list: (tenant, { limit, offset, status, bookingId }) =>
      db.tenant(tenant, async (tx) => {
        let found = tx.selectFrom("mails").where("tenant_id", "=", tenant);
        if (status) found = found.where("status", "=", status);
        if (bookingId) found = found.where("booking_id", "=", bookingId);
        const { total } = await found.select(({ fn }) => fn.countAll<string>().as("total")).executeTakeFirstOrThrow();
        const rows = await found.selectAll().orderBy("created_at", "desc").orderBy("id").limit(limit).offset(offset).execute();
        return { rows: rows.map(mailOf), total: Number(total) };
      }),
    get: (tenant, id) =>
      db.tenant(tenant, async (tx) => {
        const row = await tx.selectFrom("mails").selectAll().where("tenant_id", "=", tenant).where("id", "=", id).executeTakeFirst();
        if (row === undefined) throw notFound("mail");
        return { ...mailOf(row), messageId: row.message_id, text: row.body_text, html: row.body_html, ics: row.ics };
      }),
  };
}

function mailOf(row: Selectable<MailTables["mails"]>): Mail {
  return {
    id: row.id,
    audience: row.audience,
    kind: row.kind as Mail["kind"],
    bookingId: row.booking_id,
    to: row.to_address,
    subject: row.subject,
    language: row.language,
    status: row.status,
    attempts: row.attempts,
    error: row.error,
    createdAt: row.created_at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
  };
}
