import type { Role } from "@firstring/contract/schemas/role.ts";
import { sql } from "kysely";
import type { KeyScope } from "../db/tables/people.ts";
import type { PersonId, TenantId } from "../lib/ids.ts";
import { Refusal } from "../lib/refusal.ts";
import type { Means } from "./means.ts";
import { hashSecret } from "./secret.ts";

/** Who asks: a person, by one of their sign-ins, or a program with a key of the business. */
export type SignedIn = {
  tenant: TenantId;
  person?: { id: PersonId; role: Role; email: string; name: string; session: string };
  /** Name and prefix of the key. */
  key?: string;
  scopes?: readonly KeyScope[];
};

/** Often enough to see whether a key is in use, seldom enough not to write at each request. */
const USED_EVERY_MS = 60_000;

/**
 * Asks the database each time, so that a role taken away, a sign-in ended or a key revoked counts at the next request on every node.
 * @throws Refusal 401
 */
export async function authenticate(means: Means, given: { bearer?: string | undefined; apiKey?: string | undefined }): Promise<SignedIn> {
  if (given.apiKey !== undefined) return byKey(means, given.apiKey);
  if (given.bearer !== undefined) return byToken(means, given.bearer);
  throw new Refusal(401, "unauthenticated", "Sign in: send `Authorization: Bearer <token>` or `x-api-key`.");
}

async function byToken({ db, tokens, nowMs }: Means, bearer: string): Promise<SignedIn> {
  const now = nowMs();
  const access = await tokens.read(bearer, now);
  const row =
    access &&
    (await db.worker((tx) =>
      tx
        .selectFrom("sessions as s")
        .innerJoin("memberships as m", (join) => join.onRef("m.tenant_id", "=", "s.tenant_id").onRef("m.person_id", "=", "s.person_id"))
        .innerJoin("persons as p", "p.id", "s.person_id")
        .select(["p.id", "p.email", "p.name", "m.role"])
        .where("s.tenant_id", "=", access.tenant)
        .where("s.id", "=", access.session)
        .where("s.person_id", "=", access.person)
        .where("s.revoked_at", "is", null)
        .where("s.expires_at", ">", new Date(now))
        .executeTakeFirst(),
    ));
  if (!row) throw new Refusal(401, "unauthenticated", "This token is not valid, or no longer. Refresh it or sign in again.");
  return { tenant: access.tenant, person: { ...row, session: access.session } };
}

async function byKey({ db, nowMs }: Means, apiKey: string): Promise<SignedIn> {
  const now = new Date(nowMs());
  const row = await db.worker(async (tx) => {
    const found = await tx
      .selectFrom("api_keys")
      .select(["tenant_id", "id", "name", "prefix", "scopes", "used_at"])
      .where("hash", "=", hashSecret(apiKey))
      .where("revoked_at", "is", null)
      .where((eb) => eb.or([eb("expires_at", "is", null), eb("expires_at", ">", now)]))
      .executeTakeFirst();
    if (found && (found.used_at === null || now.getTime() - found.used_at.getTime() > USED_EVERY_MS)) {
      await sql`update api_keys set used_at = ${now} where tenant_id = ${found.tenant_id} and id = ${found.id}`.execute(tx);
    }
    return found;
  });
  if (!row) throw new Refusal(401, "unauthenticated", "This API key is not valid, or no longer. Make one under Settings.");
  return { tenant: row.tenant_id, key: `${row.name} (${row.prefix}…)`, scopes: row.scopes };
}
