import { tenantDefaults } from "@firstring/contract/schemas/tenant.ts";
import type { Db } from "../db/db.ts";
import { notFound, Refusal } from "../lib/refusal.ts";

/**
 * The business a visitor without a sign-in may write to.
 * @throws Refusal 401 when none is named, 404 when there is no such business, 403 when it takes no visitors.
 */
export async function openTo(db: Db, slug: string | undefined): Promise<string> {
  if (slug === undefined) throw new Refusal(401, "unauthenticated", "Sign in, or say which business (`tenant`) you write to.");
  const found = await db.worker((tx) => tx.selectFrom("tenants").select("settings").where("slug", "=", slug).executeTakeFirst());
  if (found === undefined) throw notFound("business");
  if ((found.settings["visitorChat"] ?? tenantDefaults.visitorChat) !== true)
    throw new Refusal(403, "no_visitors", "This business chats only with people who are signed in.");
  return slug;
}
