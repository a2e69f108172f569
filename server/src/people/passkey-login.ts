import type { LoggedIn } from "@firstring/contract/schemas/account.ts";
import type { PasskeyLogin, RequestOptions } from "@firstring/contract/schemas/passkey.ts";
import { Refusal } from "../lib/refusal.ts";
import { count, guessesFrom, network, passkeyStarts } from "./attempts.ts";
import { enter } from "./login.ts";
import type { Means } from "./means.ts";
import { CHALLENGE_MS, newChallenge, takeChallenge } from "./passkey-challenges.ts";
import { signedCount } from "./passkey-proof.ts";
import { userHandle } from "./passkeys.ts";
import { relyingParty } from "./relying-party.ts";

/**
 * What the browser needs to ask for a passkey. It is the authenticator that knows who signs in: nobody is named before.
 * @throws Refusal 429; 503 `not_configured`
 */
export async function startPasskeyLogin(means: Means, ip: string): Promise<RequestOptions> {
  const { id: rpId } = relyingParty(means.publicUrl);
  await count(means, passkeyStarts(ip));
  return { challenge: await newChallenge(means, null), rpId, timeout: CHALLENGE_MS, userVerification: "required" };
}

/**
 * Signs in whose passkey this is, as a password does. The device has checked who holds it, so no code of an app is asked for.
 * Only failures count against the limits, together with wrong passwords from the same address.
 * @throws Refusal 400 `challenge_over`; 401 `unknown_passkey`, `invalid_passkey`, `passkey_copied`; 403 `no_membership`; 429; 503 `not_configured`
 */
export async function logInWithPasskey(means: Means, { credential, tenant }: PasskeyLogin, ip: string): Promise<LoggedIn> {
  const party = relyingParty(means.publicUrl);
  return means.turns(network(ip), async () => {
    const guess = await count(means, [guessesFrom(ip)]);
    const challenge = await takeChallenge(means, credential.response.clientDataJSON, null);
    const passkey = await means.db.worker((tx) =>
      tx.selectFrom("passkeys").select(["id", "person_id", "public_key"]).where("credential_id", "=", credential.id).executeTakeFirst(),
    );
    if (!passkey) throw new Refusal(401, "unknown_passkey", "This passkey is not known here, or was removed. Sign in with your password.");
    const counted =
      credential.response.userHandle === userHandle(passkey.person_id) ? await signedCount(credential, passkey.public_key, challenge, party) : undefined;
    if (counted === undefined) throw new Refusal(401, "invalid_passkey", "This passkey could not be checked. Begin again, or sign in with your password.");
    if (!(await use(means, passkey.id, counted)))
      throw new Refusal(401, "passkey_copied", "This passkey was used elsewhere since, so it may have been copied. Sign in with your password and remove it.");
    await guess.forget();
    return enter(means, passkey.person_id, tenant, ip);
  });
}

/** Whether the count goes on from where it was, or was never counted; one statement, so that of two signatures with one count one is taken. */
async function use({ db, nowMs }: Means, id: string, counted: number): Promise<boolean> {
  const used = await db.worker((tx) =>
    tx
      .updateTable("passkeys")
      .set({ counter: counted, last_used_at: new Date(nowMs()) })
      .where("id", "=", id)
      .where((eb) => (counted === 0 ? eb("counter", "=", "0") : eb("counter", "<", String(counted))))
      .executeTakeFirst(),
  );
  return used.numUpdatedRows > 0n;
}
