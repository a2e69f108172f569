import type { PersonId } from "../lib/ids.ts";
import { Refusal } from "../lib/refusal.ts";
import { count, guesses, resetMails, resetRequests } from "./attempts.ts";
import { type Actor, writeDown } from "./audit.ts";
import { emailKey } from "./login.ts";
import { resetMail } from "./mails.ts";
import type { Means } from "./means.ts";
import { hashPassword, passwordFits } from "./passwords.ts";
import { hashSecret, newSecret } from "./secret.ts";
import { membersOf, revoke } from "./sessions.ts";

const RESET_MS = 60 * 60_000;

/**
 * Changes one's own password; every other sign-in of the person ends.
 * @throws Refusal 401 `invalid_credentials`; 429
 */
export async function changePassword(
  means: Means,
  actor: Actor,
  self: { id: PersonId; email: string; session: string },
  given: { password: string; newPassword: string },
): Promise<void> {
  const { db, nowMs } = means;
  const guess = await count(means, guesses(self.email, actor.ip));
  const person = await db.worker((tx) => tx.selectFrom("persons").select("password_hash").where("id", "=", self.id).executeTakeFirstOrThrow());
  if (!(await passwordFits(given.password, person.password_hash))) throw new Refusal(401, "invalid_credentials", "This is not your password.");
  await guess.forget();
  const passwordHash = await hashPassword(given.newPassword);
  await db.worker(async (tx) => {
    await tx.updateTable("persons").set({ password_hash: passwordHash }).where("id", "=", self.id).execute();
    await revoke(tx, nowMs(), { person: self.id, except: self.session }, "password");
    await writeDown(tx, actor, nowMs(), "person.password_changed", self.email);
  });
}

/**
 * Mails a link to whoever has this address. The answer never says whether anybody does.
 * @throws Refusal 429 when one address asks too often.
 */
export async function requestReset(means: Means, email: string, ip: string): Promise<void> {
  const { db, nowMs, publicUrl, hooks } = means;
  await count(means, resetRequests(ip));
  const address = emailKey(email);
  const person = await db.worker((tx) => tx.selectFrom("persons").select(["id", "language"]).where("email", "=", address).executeTakeFirst());
  if (!person || !(await mayMail(means, address))) return;
  const token = newSecret("fsp_");
  const member = await db.worker(async (tx) => {
    await tx
      .insertInto("password_resets")
      .values({
        hash: hashSecret(token),
        person_id: person.id,
        created_at: new Date(nowMs()),
        expires_at: new Date(nowMs() + RESET_MS),
        used_at: null,
      })
      .execute();
    return (await membersOf(tx, person.id))[0];
  });
  if (!member) return;
  await hooks.sendMail(resetMail({ tenant: member.tenant, to: address, language: person.language, link: `${publicUrl}/reset-password#token=${token}` }));
}

/**
 * Sets a new password with a mailed token, once; every sign-in and every other token of the person ends.
 * @throws Refusal 400 `invalid_reset_token`
 */
export async function resetPassword({ db, nowMs }: Means, { token, newPassword }: { token: string; newPassword: string }, ip: string): Promise<void> {
  const now = new Date(nowMs());
  const hash = hashSecret(token);
  const stale = () => new Refusal(400, "invalid_reset_token", "This link is over or was used. Ask for a new one.");
  const known = await db.worker((tx) =>
    tx.selectFrom("password_resets").select("hash").where("hash", "=", hash).where("used_at", "is", null).where("expires_at", ">", now).executeTakeFirst(),
  );
  // Hashing is dear, so it is done only for who has a link.
  if (!known) throw stale();
  const passwordHash = await hashPassword(newPassword);
  await db.worker(async (tx) => {
    const used = await tx
      .updateTable("password_resets")
      .set({ used_at: now })
      .where("hash", "=", hash)
      .where("used_at", "is", null)
      .returning("person_id")
      .executeTakeFirst();
    if (!used) throw stale();
    const id = used.person_id;
    await tx.updateTable("password_resets").set({ used_at: now }).where("person_id", "=", id).where("used_at", "is", null).execute();
    await tx.updateTable("persons").set({ password_hash: passwordHash }).where("id", "=", id).execute();
    await revoke(tx, now.getTime(), { person: id }, "password");
    for (const member of await membersOf(tx, id)) {
      await writeDown(tx, { tenant: member.tenant, ip, person: member }, now.getTime(), "person.password_changed", member.email, { by: "mailed link" });
    }
  });
}

async function mayMail(means: Means, address: string): Promise<boolean> {
  try {
    await count(means, resetMails(address));
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
