import type { CreationOptions, Passkey, PasskeyDraft } from "@firstring/contract/schemas/passkey.ts";
import type { Tx } from "../db/db.ts";
import { newId, type PersonId } from "../lib/ids.ts";
import { notFound, Refusal } from "../lib/refusal.ts";
import { type Actor, writeDown } from "./audit.ts";
import type { Means } from "./means.ts";
import { CHALLENGE_MS, newChallenge, takeChallenge } from "./passkey-challenges.ts";
import { algorithms, newKeyOf } from "./passkey-proof.ts";
import { relyingParty } from "./relying-party.ts";

type Self = { id: PersonId; email: string; name: string };

/** More than anybody has devices. */
const MOST = 20;

/**
 * What the browser needs to make a passkey of this person. Devices that hold one already are told to make no second.
 * @throws Refusal 409 `too_many_passkeys`; 503 `not_configured`
 */
export async function startPasskey(means: Means, self: Self): Promise<CreationOptions> {
  const { id } = relyingParty(means.publicUrl);
  const has = await means.db.worker((tx) => tx.selectFrom("passkeys").select(["credential_id", "transports"]).where("person_id", "=", self.id).execute());
  if (has.length >= MOST) throw tooMany();
  return {
    challenge: await newChallenge(means, self.id),
    rp: { id, name: "Firstring" },
    user: { id: userHandle(self.id), name: self.email, displayName: self.name || self.email },
    pubKeyCredParams: algorithms.map((alg) => ({ type: "public-key", alg })),
    timeout: CHALLENGE_MS,
    attestation: "none",
    excludeCredentials: has.map(({ credential_id, transports }) => ({ id: credential_id, type: "public-key", transports })),
    authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
  };
}

/**
 * Keeps the passkey that the browser made.
 * @throws Refusal 400 `challenge_over`, `invalid_passkey`; 409 `passkey_known`, `too_many_passkeys`
 */
export async function addPasskey(means: Means, actor: Actor, self: Self, { name, credential }: PasskeyDraft): Promise<Passkey> {
  const party = relyingParty(means.publicUrl);
  const challenge = await takeChallenge(means, credential.response.clientDataJSON, self.id);
  const key = await newKeyOf(credential, challenge, party);
  if (!key)
    throw new Refusal(
      400,
      "invalid_passkey",
      "This passkey was not made for this site, or without checking who you are. Begin again at the site's own address.",
    );
  const nowMs = means.nowMs();
  const row = { id: newId(nowMs), name, created_at: new Date(nowMs), last_used_at: null };
  await means.db.worker(async (tx) => {
    await hold(tx, self.id);
    const made = await tx
      .insertInto("passkeys")
      .values({ ...row, ...key, person_id: self.id, transports: [...new Set(credential.response.transports ?? [])] })
      .onConflict((clash) => clash.column("credential_id").doNothing())
      .returning("id")
      .executeTakeFirst();
    if (!made) throw new Refusal(409, "passkey_known", "This passkey is kept already.");
    await writeDown(tx, actor, nowMs, "person.passkey_added", self.email, { name });
  });
  return presented(row);
}

/** One's own, the newest first. */
export async function listPasskeys(
  { db }: Means,
  person: PersonId,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ rows: Passkey[]; total: number }> {
  return db.worker(async (tx) => {
    const own = tx.selectFrom("passkeys").where("person_id", "=", person);
    const rows = await own.select(columns).orderBy("created_at", "desc").orderBy("id", "desc").limit(limit).offset(offset).execute();
    const { total } = await own.select((eb) => eb.fn.countAll<string>().as("total")).executeTakeFirstOrThrow();
    return { rows: rows.map(presented), total: Number(total) };
  });
}

/** @throws Refusal 404 for one that is not this person's. */
export async function renamePasskey({ db, nowMs }: Means, actor: Actor, self: Self, id: string, name: string): Promise<Passkey> {
  return db.worker(async (tx) => {
    const row = await tx.updateTable("passkeys").set({ name }).where("id", "=", id).where("person_id", "=", self.id).returning(columns).executeTakeFirst();
    if (!row) throw notFound("passkey");
    await writeDown(tx, actor, nowMs(), "person.passkey_renamed", self.email, { name });
    return presented(row);
  });
}

/** From now on it signs in no more. @throws Refusal 404 for one that is not this person's. */
export async function removePasskey({ db, nowMs }: Means, actor: Actor, self: Self, id: string): Promise<void> {
  await db.worker(async (tx) => {
    const row = await tx.deleteFrom("passkeys").where("id", "=", id).where("person_id", "=", self.id).returning("name").executeTakeFirst();
    if (!row) throw notFound("passkey");
    await writeDown(tx, actor, nowMs(), "person.passkey_removed", self.email, { name: row.name });
  });
}

/** How an authenticator knows a person: by their id, which tells nothing about them. In base64url. */
export const userHandle = (person: PersonId): string => Buffer.from(person).toString("base64url");

/** Whoever adds two at once queues at the person's row, so that the limit holds. */
async function hold(tx: Tx, person: PersonId): Promise<void> {
  await tx.selectFrom("persons").select("id").where("id", "=", person).forUpdate().executeTakeFirstOrThrow();
  const { has } = await tx
    .selectFrom("passkeys")
    .select((eb) => eb.fn.countAll<string>().as("has"))
    .where("person_id", "=", person)
    .executeTakeFirstOrThrow();
  if (Number(has) >= MOST) throw tooMany();
}

const tooMany = (): Refusal => new Refusal(409, "too_many_passkeys", `You have ${MOST} passkeys. Remove one that you no longer use.`);

const columns = ["id", "name", "created_at", "last_used_at"] as const;

function presented(row: { id: string; name: string; created_at: Date; last_used_at: Date | null }): Passkey {
  return { id: row.id, name: row.name, createdAt: row.created_at.toISOString(), lastUsedAt: row.last_used_at?.toISOString() ?? null };
}
