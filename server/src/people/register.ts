import type { LoggedIn, Registration } from "@firstring/contract/schemas/account.ts";
import type { Role } from "@firstring/contract/schemas/role.ts";
import { tenantDefaults } from "@firstring/contract/schemas/tenant.ts";
import { sql } from "kysely";
import type { Tx } from "../db/db.ts";
import { newId, type PersonId, type TenantId } from "../lib/ids.ts";
import { Refusal } from "../lib/refusal.ts";
import { count, registrations } from "./attempts.ts";
import { writeDown } from "./audit.ts";
import { acceptedInvitation } from "./invitations.ts";
import { emailKey } from "./login.ts";
import type { Means } from "./means.ts";
import { hashPassword } from "./passwords.ts";
import { type Member, openSession } from "./sessions.ts";
import { openTenant } from "./tenants.ts";

/** Where a new person belongs, and as what. */
type Place = { tenant: TenantId; slug: string; role: Role };

/**
 * Makes a person with a first membership, signed in.
 * @throws Refusal 403 `invitation_required`, `invitation_invalid`, `sign_up_closed`; 404; 409 `email_taken`; 429
 */
export async function register(means: Means, given: Registration, ip: string): Promise<LoggedIn> {
  await count(means, registrations(ip));
  const passwordHash = await hashPassword(given.password);
  const email = emailKey(given.email);
  return means.db.worker(async (tx) => {
    const nowMs = means.nowMs();
    const { tenant, slug, role } = await placeOf(tx, means, given, email);
    const id = newId<PersonId>(nowMs);
    const name = given.name ?? "";
    const made = await tx
      .insertInto("persons")
      .values({ id, email, name, phone: null, password_hash: passwordHash, totp_secret: null, created_at: new Date(nowMs) })
      .onConflict((conflict) => conflict.column("email").doNothing())
      .returning("id")
      .executeTakeFirst();
    if (!made) throw new Refusal(409, "email_taken", "This address has an account. Sign in with it; an invitation can be accepted there.");
    const member: Member = { id, email, name, role, tenant, slug };
    await tx
      .insertInto("memberships")
      .values({ tenant_id: tenant, person_id: id, role, created_at: new Date(nowMs) })
      .execute();
    await writeDown(tx, { tenant, ip, person: member }, nowMs, "person.joined", email, { role });
    return openSession(tx, means, member, ip);
  });
}

async function placeOf(tx: Tx, means: Means, given: Registration, email: string): Promise<Place> {
  if (given.invitation !== undefined) {
    const { tenant, role } = await acceptedInvitation(tx, means, given.invitation, email);
    const { slug } = await tx.selectFrom("tenants").select("slug").where("id", "=", tenant).executeTakeFirstOrThrow();
    return { tenant, slug, role };
  }
  const first = await isFirst(tx);
  if (given.company !== undefined) {
    if (!first && !means.signUpOpen)
      throw new Refusal(403, "sign_up_closed", "New businesses cannot be opened here by oneself. Ask the operator of this installation.");
    return { ...(await openTenant(tx, means, given.company)), role: "OWNER" };
  }
  if (first) return { ...((await findTenant(tx, given.tenant)) ?? (await openTenant(tx, means, "My business"))), role: "OWNER" };
  if (given.role !== undefined && given.role !== "CUSTOMER") {
    throw new Refusal(403, "invitation_required", `The role ${given.role} needs an invitation from an owner or admin. Send its token as \`invitation\`.`);
  }
  const place = await findTenant(tx, given.tenant);
  if (!place) throw new Refusal(404, "not_found", "There is no business of this name here. Check `tenant`.");
  if (!place.open) throw new Refusal(403, "sign_up_closed", "This business registers its customers itself. Ask it for an invitation.");
  return { tenant: place.tenant, slug: place.slug, role: "CUSTOMER" };
}

/** Two that register at once on an empty installation must not both own it: the second waits, and sees the first. */
async function isFirst(tx: Tx): Promise<boolean> {
  if (await anybody(tx)) return false;
  await sql`select pg_advisory_xact_lock(hashtextextended('firstring/first person', 0))`.execute(tx);
  return !(await anybody(tx));
}

async function anybody(tx: Tx): Promise<boolean> {
  return (await tx.selectFrom("persons").select("id").limit(1).executeTakeFirst()) !== undefined;
}

/** The business of this slug; without a slug the default one, which is the oldest. */
async function findTenant(tx: Tx, slug: string | undefined): Promise<{ tenant: TenantId; slug: string; open: boolean } | undefined> {
  let tenants = tx.selectFrom("tenants").select(["id as tenant", "slug", "settings"]);
  if (slug !== undefined) tenants = tenants.where("slug", "=", slug);
  const found = await tenants.orderBy("created_at").orderBy("slug").limit(1).executeTakeFirst();
  return found && { tenant: found.tenant, slug: found.slug, open: (found.settings["customerSignUp"] ?? tenantDefaults.customerSignUp) === true };
}
