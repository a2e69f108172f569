import type { AuditEntry } from "@firstring/contract/schemas/audit.ts";
import type { Role } from "@firstring/contract/schemas/role.ts";
import type { Tx } from "../db/db.ts";
import { newId, type PersonId, type TenantId } from "../lib/ids.ts";
import type { Means } from "./means.ts";

/** Who does something that is written down. A program with an API key acts as an admin. */
export type Actor = Readonly<{ tenant: TenantId; ip: string; person?: { id: PersonId; role: Role; email: string }; key?: string }>;

export type AuditAction =
  | "person.joined"
  | "person.password_changed"
  | "person.totp_enabled"
  | "person.totp_disabled"
  | "person.passkey_added"
  | "person.passkey_renamed"
  | "person.passkey_removed"
  | "tenant.opened"
  | "tenant.changed"
  | "team.role_changed"
  | "team.removed"
  | "invitation.created"
  | "invitation.revoked"
  | "api_key.created"
  | "api_key.revoked"
  | "endpoint.created"
  | "endpoint.changed"
  | "endpoint.deleted"
  | "endpoint.secret_rotated"
  | "provider.changed"
  | "call.monitored"
  | "call.whispered"
  | "call.barged"
  | "call.taken_over"
  | "call.handed_back"
  | "call.left";

export const roleOf = (actor: Actor): Role => actor.person?.role ?? "ADMIN";

/** Writes the deed down in the transaction of the deed, so that neither is there without the other. */
export async function writeDown(
  tx: Tx,
  { tenant, ip, person, key }: Actor,
  nowMs: number,
  action: AuditAction,
  target: string,
  details: Record<string, unknown> = {},
): Promise<void> {
  await tx
    .insertInto("audit")
    .values({
      tenant_id: tenant,
      id: newId(nowMs),
      at: new Date(nowMs),
      person_id: person?.id ?? null,
      actor: person?.email ?? `API key ${key ?? ""}`.trim(),
      action,
      target,
      details: JSON.stringify(details),
      ip,
    })
    .execute();
}

export async function listAudit(
  { db }: Means,
  tenant: TenantId,
  { limit, offset, action }: { limit: number; offset: number; action?: string | undefined },
): Promise<{ rows: AuditEntry[]; total: number }> {
  return db.tenant(tenant, async (tx) => {
    let found = tx.selectFrom("audit");
    if (action !== undefined) found = found.where("action", "=", action);
    const rows = await found.selectAll().orderBy("at", "desc").orderBy("id", "desc").limit(limit).offset(offset).execute();
    const { total } = await found.select((eb) => eb.fn.countAll<string>().as("total")).executeTakeFirstOrThrow();
    return {
      rows: rows.map((row) => ({
        id: row.id,
        at: row.at.toISOString(),
        personId: row.person_id,
        actor: row.actor,
        action: row.action,
        target: row.target,
        details: row.details,
        ip: row.ip,
      })),
      total: Number(total),
    };
  });
}
