import type { Tx } from "../db/db.ts";
import { idOf, type PersonId } from "../lib/ids.ts";
import { hashPassword } from "../people/passwords.ts";
import { demoTenants } from "./tenants.ts";

/** Printed at the start of a demo installation; it opens nothing else. */
export const demoSignIn = { email: "owner@demohvac.com", password: "demo123", name: "Demo Owner" } as const;

/**
 * Makes the person who owns the demo tenants, where they are missing; what people changed since stays. `tx` is the worker's, after `seedTenants`.
 * @throws Error in production, where a password that everybody knows must not exist.
 */
export async function seedPeople(tx: Tx, nowMs: number, mode: "development" | "test" | "production"): Promise<void> {
  if (mode === "production") throw new Error("The demo person is never made in production: set DEMO=off.");
  const id = idOf<PersonId>("demo person", demoSignIn.email);
  const made = await tx
    .insertInto("persons")
    .values({
      id,
      email: demoSignIn.email,
      name: demoSignIn.name,
      phone: null,
      password_hash: await hashPassword(demoSignIn.password),
      totp_secret: null,
      created_at: new Date(nowMs),
    })
    .onConflict((clash) => clash.doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!made) return;
  await tx
    .insertInto("memberships")
    // Sign-in takes the first: one millisecond apart, in the order of the list.
    .values(demoTenants.map((tenant, index) => ({ tenant_id: tenant.id, person_id: id, role: "OWNER" as const, created_at: new Date(nowMs + index) })))
    .execute();
}
