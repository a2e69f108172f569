import type { Profile, ProfileChange } from "@firstring/contract/schemas/account.ts";
import type { Role } from "@firstring/contract/schemas/role.ts";
import type { PersonId, TenantId } from "../lib/ids.ts";
import type { Means } from "./means.ts";
import { membersOf } from "./sessions.ts";

export async function profileOf({ db }: Means, person: PersonId): Promise<Profile> {
  const row = await db.worker((tx) =>
    tx.selectFrom("persons").select(["id", "email", "name", "phone", "language", "totp_on", "created_at"]).where("id", "=", person).executeTakeFirstOrThrow(),
  );
  const { totp_on: totp, created_at: createdAt, ...rest } = row;
  return { ...rest, totp, createdAt: createdAt.toISOString() };
}

export async function changeProfile(means: Means, person: PersonId, { name, phone, language }: ProfileChange): Promise<Profile> {
  const change = { ...(name !== undefined && { name }), ...(phone !== undefined && { phone }), ...(language !== undefined && { language }) };
  if (Object.keys(change).length > 0) {
    await means.db.worker((tx) => tx.updateTable("persons").set(change).where("id", "=", person).execute());
  }
  return profileOf(means, person);
}

/** Who is signed in where, and where else they could be. */
export async function whoAmI({ db }: Means, tenant: TenantId, person: { id: PersonId; email: string; name: string; role: Role }) {
  const members = await db.worker((tx) => membersOf(tx, person.id));
  const { id, email, name, role } = person;
  return {
    id,
    email,
    name,
    role,
    tenant: members.find((one) => one.tenant === tenant)?.slug ?? "",
    tenants: members.map((one) => ({ slug: one.slug, name: one.tenantName, role: one.role })),
  };
}
