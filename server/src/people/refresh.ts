import type { LoggedIn } from "@firstring/contract/schemas/account.ts";
import { sql } from "kysely";
import type { Tx } from "../db/db.ts";
import type { PersonId, TenantId } from "../lib/ids.ts";
import { Refusal } from "../lib/refusal.ts";
import type { Means } from "./means.ts";
import { hashSecret } from "./secret.ts";
import { loggedIn, membersOf, revoke } from "./sessions.ts";

/**
 * How long a used token still gives its successor: two tabs that renew at once, or an answer that was lost on the way,
 * are no theft. Later, they are.
 */
export const GRACE_MS = 20_000;

type Family = { tenant_id: TenantId; id: string; person_id: PersonId };

/**
 * Trades a refresh token for the next. The successor is computed from the token and the program's key, so everyone who shows
 * the token within the grace is given the same one, and the database holds nothing but hashes.
 * @throws Refusal 401; a token shown again after the grace ends its whole family first.
 */
export async function refresh(means: Means, refreshToken: string): Promise<LoggedIn> {
  const nowMs = means.nowMs();
  const hash = hashSecret(refreshToken);
  const successor = `fsr_${means.seal.derive("refresh token", refreshToken)}`;
  // The refusal is thrown only after the transaction that ended the family has been committed.
  const found = await means.db.worker(async (tx) => {
    const family = (await rotate(tx, hash, hashSecret(successor), nowMs)) ?? (await again(tx, hash, nowMs));
    if (family === undefined || family === "reuse") return family;
    const member = (await membersOf(tx, family.person_id)).find((one) => one.tenant === family.tenant_id);
    return member && { member, session: family.id };
  });
  if (found === undefined) throw new Refusal(401, "invalid_refresh_token", "This sign-in is over. Sign in again.");
  if (found === "reuse") throw new Refusal(401, "refresh_token_reused", "This refresh token was used before, so somebody may have copied it. Sign in again.");
  return loggedIn(means, found.member, found.session, successor);
}

/** One statement, so of any number of racers exactly one makes the successor. */
async function rotate(tx: Tx, hash: string, next: string, nowMs: number): Promise<Family | undefined> {
  const now = new Date(nowMs);
  const done = await sql<Family>`
    with used as (
      update refresh_tokens as t set used_at = ${now} from sessions as s
      where t.hash = ${hash} and t.used_at is null
        and s.tenant_id = t.tenant_id and s.id = t.session_id and s.revoked_at is null and s.expires_at > ${now}
      returning t.tenant_id, t.session_id
    ), made as (
      insert into refresh_tokens (tenant_id, hash, session_id, created_at)
      select tenant_id, ${next}, session_id, ${now} from used
    )
    update sessions as s set used_at = ${now} from used
    where s.tenant_id = used.tenant_id and s.id = used.session_id and s.revoked_at is null
    returning s.tenant_id, s.id, s.person_id`.execute(tx);
  return done.rows[0];
}

/** The token was used before, or is none of ours. */
async function again(tx: Tx, hash: string, nowMs: number): Promise<Family | "reuse" | undefined> {
  const known = await tx
    .selectFrom("refresh_tokens as t")
    .innerJoin("sessions as s", (join) => join.onRef("s.tenant_id", "=", "t.tenant_id").onRef("s.id", "=", "t.session_id"))
    .select(["s.tenant_id", "s.id", "s.person_id", "t.used_at"])
    .where("t.hash", "=", hash)
    .where("s.revoked_at", "is", null)
    .where("s.expires_at", ">", new Date(nowMs))
    .executeTakeFirst();
  if (!known || known.used_at === null) return undefined;
  if (nowMs - known.used_at.getTime() <= GRACE_MS) return known;
  await revoke(tx, nowMs, { session: known.id }, "reuse");
  return "reuse";
}
