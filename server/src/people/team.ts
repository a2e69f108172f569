import { type Role, staff } from "@firstring/contract/schemas/role.ts";
import type { Member } from "@firstring/contract/schemas/team.ts";
import type { Tx } from "../db/db.ts";
import type { PersonId, TenantId } from "../lib/ids.ts";
import { notFound, Refusal } from "../lib/refusal.ts";
import { type Actor, roleOf, writeDown } from "./audit.ts";
import { mayGive, mayTake } from "./grants.ts";
import type { Means } from "./means.ts";

/** Everyone who works here, or everyone who has this role. */
export async function listTeam(
  { db }: Means,
  tenant: TenantId,
  { limit, offset, role }: { limit: number; offset: number; role?: Role | undefined },
): Promise<{ rows: Member[]; total: number }> {
  return db.tenant(tenant, async (tx) => {
    const found = members(tx).where("m.role", "in", role === undefined ? [...staff] : [role]);
    const rows = await found.select(columns).orderBy("m.created_at").orderBy("p.email").limit(limit).offset(offset).execute();
    const { total } = await found.select((eb) => eb.fn.countAll<string>().as("total")).executeTakeFirstOrThrow();
    return { rows: rows.map(presented), total: Number(total) };
  });
}

/**
 * Gives a member another role, which counts at their next request.
 * @throws Refusal 403 `forbidden`; 404; 409 `last_owner`
 */
export async function changeRole({ db, nowMs }: Means, actor: Actor, person: PersonId, role: Role): Promise<Member> {
  return db.tenant(actor.tenant, async (tx) => {
    const was = await hold(tx, person, role);
    if (!mayTake(roleOf(actor), was) || !mayGive(roleOf(actor), role))
      throw new Refusal(403, "forbidden", "Only an owner may make or change owners and admins.");
    await tx.updateTable("memberships").set({ role }).where("person_id", "=", person).execute();
    const row = await members(tx).select(columns).where("m.person_id", "=", person).executeTakeFirstOrThrow();
    await writeDown(tx, actor, nowMs(), "team.role_changed", row.email, { from: was, to: role });
    return presented(row);
  });
}

/**
 * Removes a member, or oneself; their sign-ins to this business end with the membership.
 * @throws Refusal 403 `forbidden`; 404; 409 `last_owner`
 */
export async function removeMember({ db, nowMs }: Means, actor: Actor, person: PersonId): Promise<void> {
  await db.tenant(actor.tenant, async (tx) => {
    const was = await hold(tx, person, undefined);
    if (actor.person?.id !== person && !mayTake(roleOf(actor), was)) throw new Refusal(403, "forbidden", "Only an owner may remove owners and admins.");
    const { email } = await members(tx).select(columns).where("m.person_id", "=", person).executeTakeFirstOrThrow();
    await tx.deleteFrom("memberships").where("person_id", "=", person).execute();
    await writeDown(tx, actor, nowMs(), "team.removed", email, { role: was });
  });
}

/**
 * The member's role, held together with all owners until the transaction ends: two owners who demote each other at once
 * queue here, and the second finds that it would be the last.
 */
async function hold(tx: Tx, person: PersonId, next: Role | undefined): Promise<Role> {
  const held = await tx
    .selectFrom("memberships")
    .select(["person_id", "role"])
    .where((eb) => eb.or([eb("person_id", "=", person), eb("role", "=", "OWNER")]))
    .orderBy("person_id")
    .forUpdate()
    .execute();
  const role = held.find((row) => row.person_id === person)?.role;
  if (role === undefined) throw notFound("member");
  const owners = held.filter((row) => row.role === "OWNER");
  if (role === "OWNER" && next !== "OWNER" && owners.length === 1)
    throw new Refusal(409, "last_owner", "A business needs an owner. Make somebody else an owner first.");
  return role;
}

const members = (tx: Tx) => tx.selectFrom("memberships as m").innerJoin("persons as p", "p.id", "m.person_id");
const columns = ["p.id", "p.email", "p.name", "m.role", "m.created_at"] as const;

function presented(row: { id: string; email: string; name: string; role: Role; created_at: Date }): Member {
  return { id: row.id, email: row.email, name: row.name, role: row.role, joinedAt: row.created_at.toISOString() };
}
