import type { LoggedIn } from "@firstring/contract/schemas/account.ts";
import type { Invitation, InvitationDraft } from "@firstring/contract/schemas/invitation.ts";
import type { Role } from "@firstring/contract/schemas/role.ts";
import type { Tx } from "../db/db.ts";
import { newId, type PersonId, type TenantId } from "../lib/ids.ts";
import { notFound, Refusal } from "../lib/refusal.ts";
import { type Actor, roleOf, writeDown } from "./audit.ts";
import { mayGive } from "./grants.ts";
import { emailKey } from "./login.ts";
import { invitationMail } from "./mails.ts";
import type { Means } from "./means.ts";
import { hashSecret, newSecret } from "./secret.ts";
import { membersOf, openSession } from "./sessions.ts";

const GOOD_FOR_MS = 7 * 24 * 60 * 60_000;

/**
 * Invites somebody; an earlier invitation to the same address ends. The token is in the answer and in the mail, and nowhere else.
 * @throws Refusal 403 when the actor may not give this role.
 */
export async function invite(means: Means, actor: Actor, draft: InvitationDraft): Promise<Invitation & { token: string }> {
  if (!mayGive(roleOf(actor), draft.role)) throw new Refusal(403, "forbidden", "Only an owner may invite owners and admins.");
  const nowMs = means.nowMs();
  const token = newSecret("fsi_");
  const email = emailKey(draft.email);
  const invitation = { id: newId(nowMs), email, role: draft.role, created_at: new Date(nowMs), expires_at: new Date(nowMs + GOOD_FOR_MS) };
  const business = await means.db.tenant(actor.tenant, async (tx) => {
    await tx
      .updateTable("invitations")
      .set({ revoked_at: new Date(nowMs) })
      .where("email", "=", email)
      .where("accepted_at", "is", null)
      .where("revoked_at", "is", null)
      .execute();
    await tx
      .insertInto("invitations")
      .values({
        ...invitation,
        tenant_id: actor.tenant,
        hash: hashSecret(token),
        invited_by: actor.person?.id ?? null,
        accepted_at: null,
        revoked_at: null,
      })
      .execute();
    await writeDown(tx, actor, nowMs, "invitation.created", email, { role: draft.role });
    return tx.selectFrom("tenants").select(["name", "languages"]).where("id", "=", actor.tenant).executeTakeFirstOrThrow();
  });
  await means.hooks.sendMail(invitationMail({ ...business, tenant: actor.tenant, to: email, link: `${means.publicUrl}/join#invitation=${token}` }));
  return { ...presented(invitation), token };
}

/** Those that can still be accepted. */
export async function listInvitations(
  { db, nowMs }: Means,
  tenant: TenantId,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ rows: Invitation[]; total: number }> {
  return db.tenant(tenant, async (tx) => {
    const open = tx.selectFrom("invitations").where("accepted_at", "is", null).where("revoked_at", "is", null).where("expires_at", ">", new Date(nowMs()));
    const rows = await open.selectAll().orderBy("created_at", "desc").orderBy("id", "desc").limit(limit).offset(offset).execute();
    const { total } = await open.select((eb) => eb.fn.countAll<string>().as("total")).executeTakeFirstOrThrow();
    return { rows: rows.map(presented), total: Number(total) };
  });
}

/** @throws Refusal 404 for one that is not of this business, or is over. */
export async function revokeInvitation({ db, nowMs }: Means, actor: Actor, id: string): Promise<void> {
  await db.tenant(actor.tenant, async (tx) => {
    const revoked = await tx
      .updateTable("invitations")
      .set({ revoked_at: new Date(nowMs()) })
      .where("id", "=", id)
      .where("accepted_at", "is", null)
      .where("revoked_at", "is", null)
      .returning("email")
      .executeTakeFirst();
    if (!revoked) throw notFound("invitation");
    await writeDown(tx, actor, nowMs(), "invitation.revoked", revoked.email);
  });
}

/**
 * Joins with the account one has, and signs in to the business. A customer becomes what they are invited as.
 * @throws Refusal 403 `invitation_invalid`; 409 `already_member`
 */
export async function acceptInvitation(means: Means, person: { id: PersonId; email: string }, token: string, ip: string): Promise<LoggedIn> {
  return means.db.worker(async (tx) => {
    const { tenant, role } = await acceptedInvitation(tx, means, token, person.email);
    const joined = await tx
      .insertInto("memberships")
      .values({ tenant_id: tenant, person_id: person.id, role, created_at: new Date(means.nowMs()) })
      .onConflict((conflict) => conflict.columns(["tenant_id", "person_id"]).doUpdateSet({ role }).where("memberships.role", "=", "CUSTOMER"))
      .returning("role")
      .executeTakeFirst();
    if (!joined) throw new Refusal(409, "already_member", "You work for this business already. An owner or admin can change your role.");
    await writeDown(tx, { tenant, ip, person: { ...person, role } }, means.nowMs(), "person.joined", person.email, { role });
    const member = (await membersOf(tx, person.id)).find((one) => one.tenant === tenant)!;
    return openSession(tx, means, member, ip);
  });
}

/**
 * Uses an invitation up, for the address it was sent to.
 * @throws Refusal 403 `invitation_invalid`; the transaction must not go on.
 */
export async function acceptedInvitation(tx: Tx, { nowMs }: Means, token: string, email: string): Promise<{ tenant: TenantId; role: Role }> {
  const now = new Date(nowMs());
  const used = await tx
    .updateTable("invitations")
    .set({ accepted_at: now })
    .where("hash", "=", hashSecret(token))
    .where("email", "=", email)
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .where("expires_at", ">", now)
    .returning(["tenant_id as tenant", "role"])
    .executeTakeFirst();
  if (!used) throw new Refusal(403, "invitation_invalid", "This invitation is over, was used, or was sent to another address. Ask for a new one.");
  return used;
}

function presented(row: { id: string; email: string; role: Role; created_at: Date; expires_at: Date }): Invitation {
  return { id: row.id, email: row.email, role: row.role, createdAt: row.created_at.toISOString(), expiresAt: row.expires_at.toISOString() };
}
