import type { LoggedIn, Login } from "@firstring/contract/schemas/account.ts";
import type { PersonId } from "../lib/ids.ts";
import { Refusal } from "../lib/refusal.ts";
import { count, guesses, network } from "./attempts.ts";
import type { Means } from "./means.ts";
import { passwordFits } from "./passwords.ts";
import { secondFactorFits } from "./second-factor.ts";
import { membersOf, openSession } from "./sessions.ts";

/**
 * Signs a person in, to their first business or to the one they name. An unknown address and a wrong password have one answer
 * and take the same time; only failures count against the limits.
 * @throws Refusal 401 `invalid_credentials`, `otp_required`, `invalid_otp`; 403 `no_membership`; 429
 */
export async function logIn(means: Means, { email, password, otp, tenant }: Login, ip: string): Promise<LoggedIn> {
  const address = emailKey(email);
  return means.turns(network(ip), async () => {
    const guess = await count(means, guesses(address, ip));
    const person = await means.db.worker((tx) =>
      tx.selectFrom("persons").select(["id", "password_hash", "totp_on"]).where("email", "=", address).executeTakeFirst(),
    );
    const fits = await passwordFits(password, person?.password_hash);
    if (!person || !fits) throw new Refusal(401, "invalid_credentials", "E-mail and password do not belong together. Check both, or reset the password.");
    if (person.totp_on) {
      if (otp === undefined) {
        await guess.forget();
        throw new Refusal(401, "otp_required", "Send the six digits of your authenticator app, or a recovery code, as `otp`.");
      }
      if (!(await secondFactorFits(means, person.id, otp))) throw new Refusal(401, "invalid_otp", "This code is wrong or was used. Wait for the next one.");
    }
    await guess.forget();
    return enter(means, person.id, tenant, ip);
  });
}

/**
 * Signs somebody who is signed in already in to another business of theirs.
 * @throws Refusal 403 `no_membership`
 */
export async function enter(means: Means, person: PersonId, tenant: string | undefined, ip: string): Promise<LoggedIn> {
  return means.db.worker(async (tx) => {
    const members = await membersOf(tx, person);
    const member = tenant === undefined ? members[0] : members.find((one) => one.slug === tenant);
    if (!member) throw new Refusal(403, "no_membership", "You do not belong to this business. Ask its owner for an invitation.");
    return openSession(tx, means, member, ip);
  });
}

/** An address is kept and looked up in one spelling. */
export const emailKey = (email: string): string => email.trim().toLowerCase();
