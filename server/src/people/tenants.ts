import { randomBytes } from "node:crypto";
import { type Tenant, type TenantChange, tenantDefaults, tenantSettings } from "@firstring/contract/schemas/tenant.ts";
import { sql } from "kysely";
import type { Tx } from "../db/db.ts";
import { newId, type TenantId } from "../lib/ids.ts";
import { Refusal } from "../lib/refusal.ts";
import { type Actor, writeDown } from "./audit.ts";
import type { Means } from "./means.ts";

/** Opens a business with a slug of its own made from the name. */
export async function openTenant(tx: Tx, { nowMs, hooks }: Pick<Means, "nowMs" | "hooks">, name: string): Promise<{ tenant: TenantId; slug: string }> {
  const tenant = newId<TenantId>(nowMs());
  const wanted = slugOf(name);
  for (const slug of [wanted, `${wanted}-${randomBytes(4).toString("hex")}`]) {
    const made = await tx
      .insertInto("tenants")
      .values({ id: tenant, slug, name, created_at: new Date(nowMs()) })
      .onConflict((conflict) => conflict.column("slug").doNothing())
      .returning("id")
      .executeTakeFirst();
    if (!made) continue;
    await hooks.tenantOpened(tx, tenant);
    return { tenant, slug };
  }
  throw new Error("Two random slugs were the same.");
}

/** `Électricité Côté & Fils` → `electricite-cote-fils`. */
export function slugOf(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-");
  return plain.replace(/^-/, "").slice(0, 40).replace(/-$/, "") || "business";
}

export async function getTenant({ db }: Means, tenant: TenantId): Promise<Tenant> {
  return db.tenant(tenant, (tx) => read(tx, tenant));
}

/**
 * Changes what is given and leaves the rest.
 * @throws Refusal 409 `phone_taken`
 */
export async function changeTenant({ db, nowMs }: Means, actor: Actor, change: TenantChange): Promise<Tenant> {
  const { name, zone, languages, phone, ...settings } = change;
  return db.worker(async (tx) => {
    const own = tx
      .updateTable("tenants")
      .set({
        ...(name !== undefined && { name }),
        ...(zone !== undefined && { zone }),
        ...(languages !== undefined && { languages }),
        ...(phone !== undefined && { phone: phone ?? "" }),
        settings: sql`settings || ${JSON.stringify(settings)}::jsonb`,
      })
      .where("id", "=", actor.tenant);
    await own.execute().catch(phoneTaken);
    await writeDown(tx, actor, nowMs(), "tenant.changed", actor.tenant, change);
    return read(tx, actor.tenant);
  });
}

async function read(tx: Tx, tenant: TenantId): Promise<Tenant> {
  const row = await tx.selectFrom("tenants").selectAll().where("id", "=", tenant).executeTakeFirstOrThrow();
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    zone: row.zone,
    languages: row.languages.map((language) => (language === "fr" ? "fr" : "en")),
    phone: row.phone === "" ? null : row.phone,
    // Other features keep settings of theirs in the same column; only these are shown here.
    ...tenantSettings.parse({ ...tenantDefaults, ...row.settings }),
    demo: row.demo,
    createdAt: row.created_at.toISOString(),
  };
}

function phoneTaken(error: unknown): never {
  const { code, constraint } = error as { code?: string; constraint?: string };
  if (code === "23505" && constraint === "tenants_phone") throw new Refusal(409, "phone_taken", "This number belongs to another business here. Check it.");
  throw error;
}
