import type { Role } from "@firstring/contract/schemas/role.ts";
import type { PersonId, TenantId } from "../lib/ids.ts";
import type { Means } from "./means.ts";

/** Those of these persons who have one of the roles in this business now, and are signed in somewhere. */
export async function stillMay({ db, nowMs }: Means, tenant: TenantId, persons: readonly string[], roles: readonly Role[]): Promise<readonly string[]> {
  const rows = await db.worker((tx) =>
    tx
      .selectFrom("memberships as m")
      .innerJoin("sessions as s", (join) => join.onRef("s.tenant_id", "=", "m.tenant_id").onRef("s.person_id", "=", "m.person_id"))
      .select("m.person_id")
      .distinct()
      .where("m.tenant_id", "=", tenant)
      .where("m.person_id", "in", persons as PersonId[])
      .where("m.role", "in", roles)
      .where("s.revoked_at", "is", null)
      .where("s.expires_at", ">", new Date(nowMs()))
      .execute(),
  );
  return rows.map(({ person_id }) => person_id);
}
