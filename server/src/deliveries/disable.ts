import { sql } from "kysely";
import type { Db, Tx } from "../db/db.ts";
import { newId, type TenantId } from "../lib/ids.ts";
import { notice } from "./notice.ts";

/** An endpoint of which nothing but failures was seen for this long is disabled… */
export const FAILING_MS = 5 * 86_400_000;
/** …when they are not all of one moment. */
export const FAILURES_APART_MS = 12 * 3_600_000;

/** Sends nothing there any more: what was on its way is a dead letter, to be sent again once the endpoint is enabled. The business is told by mail. */
export async function disable(tx: Tx, tenant: TenantId, endpoint: string, why: "gone" | "failing", nowMs: number): Promise<void> {
  const now = new Date(nowMs);
  const row = await tx
    .updateTable("endpoints")
    .set({ status: "disabled", disabled_why: why, disabled_at: now, updated_at: now })
    .where("tenant_id", "=", tenant)
    .where("id", "=", endpoint)
    .where("status", "=", "enabled")
    .returning(["name", "url"])
    .executeTakeFirst();
  if (row === undefined) return;
  await tx
    .updateTable("deliveries")
    .set({ status: "dead", lease_id: null, leased_until: null, settled_at: now, last_error: "The endpoint was disabled." })
    .where("tenant_id", "=", tenant)
    .where("endpoint_id", "=", endpoint)
    .where("status", "=", "pending")
    .execute();
  await tell(tx, tenant, endpoint, { ...row, why }, now);
}

/** Looks for endpoints that have failed for days. */
export function disableFailing(db: Db, nowMs: number): Promise<void> {
  return db.worker(async (tx) => {
    const failing = await tx
      .selectFrom("endpoints")
      .select(["tenant_id", "id"])
      .where("status", "=", "enabled")
      .where("failing_since", "<=", new Date(nowMs - FAILING_MS))
      .where(sql<boolean>`last_failure_at - failing_since >= make_interval(secs => ${FAILURES_APART_MS / 1000})`)
      .forUpdate()
      .skipLocked()
      .execute();
    for (const { tenant_id, id } of failing) await disable(tx, tenant_id, id, "failing", nowMs);
  });
}

/** To the business's own address, or its owners'. */
async function tell(tx: Tx, tenant: TenantId, endpoint: string, about: { name: string; url: string; why: "gone" | "failing" }, now: Date): Promise<void> {
  const business = await tx.selectFrom("tenants").select(["name", "languages", "settings"]).where("id", "=", tenant).executeTakeFirstOrThrow();
  const owners = await tx
    .selectFrom("memberships as m")
    .innerJoin("persons as p", "p.id", "m.person_id")
    .select(["p.email", "p.name"])
    .where("m.tenant_id", "=", tenant)
    .where("m.role", "=", "OWNER")
    .execute();
  const address = business.settings["notifyEmail"];
  const recipients = typeof address === "string" && address !== "" ? [{ email: address, name: business.name }] : owners;
  const language = business.languages[0] === "fr" ? "fr" : "en";
  const text = notice(about, language);
  for (const [nth, { email, name }] of recipients.entries()) {
    const id = newId(now.getTime());
    await tx
      .insertInto("mails")
      .values({
        tenant_id: tenant,
        id,
        stream: `endpoint/${endpoint}/${now.getTime()}`,
        seq: nth,
        audience: "business",
        kind: "endpoint.disabled",
        booking_id: null,
        to_address: email,
        to_name: name,
        subject: text.subject,
        body_text: text.text,
        body_html: text.html,
        ics: null,
        ics_method: null,
        language,
        message_id: `<${id}@firstring>`,
        next_at: now,
        error: null,
        created_at: now,
        sent_at: null,
      })
      .execute();
  }
}
