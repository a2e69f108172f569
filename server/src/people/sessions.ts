import type { LoggedIn } from "@firstring/contract/schemas/account.ts";
import type { Role } from "@firstring/contract/schemas/role.ts";
import type { Session } from "@firstring/contract/schemas/session.ts";
import type { Tx } from "../db/db.ts";
import type { RevokedWhy } from "../db/tables/people.ts";
import { newId, type PersonId, type TenantId } from "../lib/ids.ts";
import { notFound } from "../lib/refusal.ts";
import type { Means } from "./means.ts";
import { hashSecret, newSecret } from "./secret.ts";

/** A person as a member of one business. */
export type Member = { id: PersonId; email: string; name: string; role: Role; tenant: TenantId; slug: string };

/** However often it is renewed, a sign-in ends after this. */
export const SESSION_MS = 30 * 24 * 60 * 60_000;

/** Begins a sign-in: a new family of refresh tokens with its first member. */
export async function openSession(tx: Tx, means: Means, member: Member, ip: string): Promise<LoggedIn> {
  const nowMs = means.nowMs();
  const now = new Date(nowMs);
  const refreshToken = newSecret("fsr_");
  const session = newId(nowMs);
  await tx
    .insertInto("sessions")
    .values({
      tenant_id: member.tenant,
      id: session,
      person_id: member.id,
      ip,
      created_at: now,
      used_at: now,
      expires_at: new Date(nowMs + SESSION_MS),
      revoked_at: null,
      revoked_why: null,
    })
    .execute();
  await tx
    .insertInto("refresh_tokens")
    .values({ tenant_id: member.tenant, hash: hashSecret(refreshToken), session_id: session, created_at: now, used_at: null })
    .execute();
  return loggedIn(means, member, session, refreshToken);
}

export async function loggedIn({ tokens, nowMs }: Means, member: Member, session: string, refreshToken: string): Promise<LoggedIn> {
  const { id, email, name, role, tenant, slug } = member;
  const token = await tokens.issue({ person: id, tenant, session }, nowMs());
  return { success: true, token, refreshToken, role, userId: id, user: { id, email, name, role, tenant: slug } };
}

/** The memberships of a person, the first one first. */
export async function membersOf(tx: Tx, person: PersonId): Promise<(Member & { tenantName: string })[]> {
  return tx
    .selectFrom("memberships as m")
    .innerJoin("persons as p", "p.id", "m.person_id")
    .innerJoin("tenants as t", "t.id", "m.tenant_id")
    .select(["p.id", "p.email", "p.name", "m.role", "m.tenant_id as tenant", "t.slug", "t.name as tenantName"])
    .where("m.person_id", "=", person)
    .orderBy("m.created_at")
    .orderBy("t.created_at")
    .orderBy("t.slug")
    .execute();
}

export async function listSessions(
  { db, nowMs }: Means,
  person: { id: PersonId; session: string },
  { limit, offset }: { limit: number; offset: number },
): Promise<{ rows: Session[]; total: number }> {
  return db.worker(async (tx) => {
    const open = tx
      .selectFrom("sessions as s")
      .innerJoin("tenants as t", "t.id", "s.tenant_id")
      .where("s.person_id", "=", person.id)
      .where("s.revoked_at", "is", null)
      .where("s.expires_at", ">", new Date(nowMs()));
    const rows = await open
      .select(["s.id", "s.ip", "s.created_at", "s.used_at", "s.expires_at", "t.slug"])
      .orderBy("s.used_at", "desc")
      .orderBy("s.id")
      .limit(limit)
      .offset(offset)
      .execute();
    const { total } = await open.select((eb) => eb.fn.countAll<string>().as("total")).executeTakeFirstOrThrow();
    return {
      rows: rows.map((row) => ({
        id: row.id,
        tenant: row.slug,
        ip: row.ip,
        createdAt: row.created_at.toISOString(),
        usedAt: row.used_at.toISOString(),
        expiresAt: row.expires_at.toISOString(),
        current: row.id === person.session,
      })),
      total: Number(total),
    };
  });
}

/** @throws Refusal 404 for a session that is not this person's, or is over. */
export async function endSession({ db, nowMs }: Means, person: PersonId, session: string): Promise<void> {
  const ended = await db.worker((tx) => revoke(tx, nowMs(), { person, session }, "by_person"));
  if (ended === 0) throw notFound("session");
}

/** Ends the sign-in of this session, of this refresh token, or of both; what is not there is over already. */
export async function logOut({ db, nowMs }: Means, given: { session?: string | undefined; refreshToken?: string | undefined }): Promise<void> {
  const { session, refreshToken } = given;
  await db.worker(async (tx) => {
    const ids = session === undefined ? [] : [session];
    if (refreshToken !== undefined) {
      const of = await tx.selectFrom("refresh_tokens").select("session_id").where("hash", "=", hashSecret(refreshToken)).execute();
      ids.push(...of.map((row) => row.session_id));
    }
    for (const id of ids) await revoke(tx, nowMs(), { session: id }, "signed_out");
  });
}

type Which = { person: PersonId; session: string } | { session: string } | { person: PersonId; except?: string };

/** Ends sign-ins; the next request with one of their tokens, on any node, is refused. */
export async function revoke(tx: Tx, nowMs: number, which: Which, why: RevokedWhy): Promise<number> {
  let sessions = tx
    .updateTable("sessions")
    .set({ revoked_at: new Date(nowMs), revoked_why: why })
    .where("revoked_at", "is", null);
  if ("person" in which) sessions = sessions.where("person_id", "=", which.person);
  if ("session" in which) sessions = sessions.where("id", "=", which.session);
  if ("except" in which && which.except !== undefined) sessions = sessions.where("id", "<>", which.except);
  const [done] = await sessions.execute();
  return Number(done?.numUpdatedRows ?? 0n);
}
