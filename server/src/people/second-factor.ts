import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import type { PersonId } from "../lib/ids.ts";
import { Refusal } from "../lib/refusal.ts";
import { count, guesses } from "./attempts.ts";
import { type Actor, writeDown } from "./audit.ts";
import type { Means } from "./means.ts";
import { passwordFits } from "./passwords.ts";
import { hashSecret } from "./secret.ts";
import { base32, totpMatch, totpUri } from "./totp.ts";

type Self = { id: PersonId; email: string };

/** RFC 4226: as long as the hash. */
const SECRET_BYTES = 20;
const RECOVERY_CODES = 8;

const place = (person: PersonId): string => `persons/totp_secret/${person}`;

/**
 * A new secret for an authenticator app. It counts from `enable` on.
 * @throws Refusal 409 `totp_on`
 */
export async function setUp({ db, seal }: Means, self: Self): Promise<{ secret: string; uri: string }> {
  const secret = randomBytes(SECRET_BYTES);
  const done = await db.worker((tx) =>
    tx
      .updateTable("persons")
      .set({ totp_secret: seal.seal(secret.toString("base64url"), place(self.id)) })
      .where("id", "=", self.id)
      .where("totp_on", "=", false)
      .executeTakeFirst(),
  );
  if (done.numUpdatedRows === 0n) throw new Refusal(409, "totp_on", "A second factor is on already. Disable it first.");
  return { secret: base32(secret), uri: totpUri(secret, "Firstring", self.email) };
}

/**
 * Asks for a code at each sign-in from now on; the first code proves that the app works.
 * @returns the recovery codes: each signs in once without the app.
 * @throws Refusal 409 `totp_not_set_up`; 401 `invalid_otp`; 429
 */
export async function enable(means: Means, actor: Actor, self: Self, otp: string): Promise<{ recoveryCodes: string[] }> {
  const { db, nowMs } = means;
  const guess = await count(means, guesses(self.email, actor.ip));
  const person = await db.worker((tx) =>
    tx.selectFrom("persons").select("totp_secret").where("id", "=", self.id).where("totp_on", "=", false).executeTakeFirst(),
  );
  if (!person?.totp_secret) throw new Refusal(409, "totp_not_set_up", "Ask for a secret with `setup` first.");
  const step = stepOf(means, self.id, person.totp_secret, otp, 0);
  if (step === undefined) throw new Refusal(401, "invalid_otp", "This code does not belong to the secret. Check the clock of your phone.");
  await guess.forget();
  const recoveryCodes = Array.from({ length: RECOVERY_CODES }, () => base32(randomBytes(10)).toLowerCase());
  await db.worker(async (tx) => {
    await tx
      .updateTable("persons")
      .set({ totp_on: true, totp_step: step, totp_recovery: recoveryCodes.map(hashSecret) })
      .where("id", "=", self.id)
      .execute();
    await writeDown(tx, actor, nowMs(), "person.totp_enabled", self.email);
  });
  return { recoveryCodes };
}

/** @throws Refusal 401 `invalid_credentials`; 429 */
export async function disable(means: Means, actor: Actor, self: Self, password: string): Promise<void> {
  const { db, nowMs } = means;
  const guess = await count(means, guesses(self.email, actor.ip));
  const person = await db.worker((tx) => tx.selectFrom("persons").select("password_hash").where("id", "=", self.id).executeTakeFirstOrThrow());
  if (!(await passwordFits(password, person.password_hash))) throw new Refusal(401, "invalid_credentials", "This is not your password.");
  await guess.forget();
  await db.worker(async (tx) => {
    await tx.updateTable("persons").set({ totp_on: false, totp_secret: null, totp_recovery: [] }).where("id", "=", self.id).execute();
    await writeDown(tx, actor, nowMs(), "person.totp_disabled", self.email);
  });
}

/** Whether the code is right and unused; it is used up by this. Each statement decides alone, so of two racers one wins. */
export async function secondFactorFits(means: Pick<Means, "db" | "seal" | "nowMs">, person: PersonId, otp: string): Promise<boolean> {
  return means.db.worker(async (tx) => {
    const code = otp.replaceAll(/[\s-]/g, "").toLowerCase();
    const hash = hashSecret(code);
    const recovered = await sql`
      update persons set totp_recovery = array_remove(totp_recovery, ${hash}) where id = ${person} and ${hash} = any (totp_recovery) returning id`.execute(tx);
    if (recovered.rows.length > 0) return true;
    const row = await tx.selectFrom("persons").select(["totp_secret", "totp_step"]).where("id", "=", person).executeTakeFirstOrThrow();
    const step = row.totp_secret === null ? undefined : stepOf(means, person, row.totp_secret, code, Number(row.totp_step));
    if (step === undefined) return false;
    const used = await sql`update persons set totp_step = ${step} where id = ${person} and totp_step < ${step} returning id`.execute(tx);
    return used.rows.length > 0;
  });
}

function stepOf({ seal, nowMs }: Pick<Means, "seal" | "nowMs">, person: PersonId, sealed: string, code: string, after: number): number | undefined {
  return totpMatch(Buffer.from(seal.open(sealed, place(person)), "base64url"), code, nowMs(), after);
}
