import type { ApiKey, ApiKeyDraft } from "@firstring/contract/schemas/api-key.ts";
import type { KeyScope } from "../db/tables/people.ts";
import { newId, type TenantId } from "../lib/ids.ts";
import { notFound, Refusal } from "../lib/refusal.ts";
import { type Actor, writeDown } from "./audit.ts";
import type { Means } from "./means.ts";
import { hashSecret, newSecret } from "./secret.ts";

/** `fsk_` and eight characters: tells keys apart, and leaves more than 200 bits unsaid. */
const SHOWN = 12;

/**
 * Makes a key. Its text is in the answer and nowhere else: only a hash is kept.
 * @throws Refusal 400 when it would be over already.
 */
export async function makeKey({ db, nowMs }: Means, actor: Actor, draft: ApiKeyDraft): Promise<ApiKey & { key: string }> {
  const now = new Date(nowMs());
  const expiresAt = draft.expiresAt === undefined ? null : new Date(draft.expiresAt);
  if (expiresAt && expiresAt <= now) throw new Refusal(400, "invalid", "Give an `expiresAt` that is still to come.");
  const key = newSecret("fsk_");
  const row = {
    id: newId(now.getTime()),
    name: draft.name,
    prefix: key.slice(0, SHOWN),
    scopes: [...new Set(draft.scopes)],
    created_at: now,
    expires_at: expiresAt,
    used_at: null,
  };
  await db.tenant(actor.tenant, async (tx) => {
    await tx
      .insertInto("api_keys")
      .values({ ...row, tenant_id: actor.tenant, hash: hashSecret(key), created_by: actor.person?.id ?? null, revoked_at: null })
      .execute();
    await writeDown(tx, actor, now.getTime(), "api_key.created", `${row.name} (${row.prefix}…)`, { scopes: row.scopes });
  });
  return { ...presented(row), key };
}

/** The keys in use. */
export async function listKeys(
  { db, nowMs }: Means,
  tenant: TenantId,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ rows: ApiKey[]; total: number }> {
  return db.tenant(tenant, async (tx) => {
    const alive = tx
      .selectFrom("api_keys")
      .where("revoked_at", "is", null)
      .where((eb) => eb.or([eb("expires_at", "is", null), eb("expires_at", ">", new Date(nowMs()))]));
    const rows = await alive.selectAll().orderBy("created_at", "desc").orderBy("id", "desc").limit(limit).offset(offset).execute();
    const { total } = await alive.select((eb) => eb.fn.countAll<string>().as("total")).executeTakeFirstOrThrow();
    return { rows: rows.map(presented), total: Number(total) };
  });
}

/**
 * Ends a key at once: it is looked up at every request.
 * @throws Refusal 404 for one that is not of this business, or is over.
 */
export async function revokeKey({ db, nowMs }: Means, actor: Actor, id: string): Promise<void> {
  await db.tenant(actor.tenant, async (tx) => {
    const revoked = await tx
      .updateTable("api_keys")
      .set({ revoked_at: new Date(nowMs()) })
      .where("id", "=", id)
      .where("revoked_at", "is", null)
      .returning(["name", "prefix"])
      .executeTakeFirst();
    if (!revoked) throw notFound("API key");
    await writeDown(tx, actor, nowMs(), "api_key.revoked", `${revoked.name} (${revoked.prefix}…)`);
  });
}

type Row = { id: string; name: string; prefix: string; scopes: KeyScope[]; created_at: Date; expires_at: Date | null; used_at: Date | null };

function presented(row: Row): ApiKey {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: row.scopes,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    usedAt: row.used_at?.toISOString() ?? null,
  };
}
