import { addPasskey, logInWithPasskey, startPasskey, startPasskeyLogin } from "@firstring/contract/routes/passkeys.ts";
import type { LoggedIn } from "@firstring/contract/schemas/account.ts";
import type { Passkey } from "@firstring/contract/schemas/passkey.ts";
import { browserSupportsWebAuthn, startAuthentication, startRegistration, WebAuthnError } from "@simplewebauthn/browser";
import i18next from "i18next";
import { call } from "./client.ts";
import { Problem } from "./problem.ts";

/** Whether this browser, at this address, offers passkeys at all. */
export const hasPasskeys = browserSupportsWebAuthn;

/** Has the browser make a passkey, and the server keep it. @throws Problem */
export async function makePasskey(name: string): Promise<Passkey> {
  const optionsJSON = await call(startPasskey, {});
  const credential = await asked(startRegistration({ optionsJSON }), optionsJSON.rp.id);
  return call(addPasskey, { body: { name, credential } });
}

/** Signs in whoever the browser says it is. @throws Problem */
export async function signInWithPasskey(): Promise<LoggedIn> {
  const optionsJSON = await call(startPasskeyLogin, {});
  const credential = await asked(startAuthentication({ optionsJSON }), optionsJSON.rpId);
  return call(logInWithPasskey, { body: { credential } });
}

/** What the person and their browser answer; a "no" of theirs in words that say what to do. */
async function asked<T>(answer: Promise<T>, host: string): Promise<T> {
  try {
    return await answer;
  } catch (reason) {
    const why = whyNot(reason);
    throw new Problem(0, `passkey_${why}`, i18next.t(`passkeys.${why}`, { host }));
  }
}

function whyNot(reason: unknown): "cancelled" | "kept" | "elsewhere" | "failed" {
  if (!(reason instanceof Error)) return "failed";
  const code = reason instanceof WebAuthnError ? reason.code : undefined;
  if (code === "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED") return "kept";
  if (code === "ERROR_INVALID_DOMAIN" || code === "ERROR_INVALID_RP_ID") return "elsewhere";
  return reason.name === "NotAllowedError" || reason.name === "AbortError" ? "cancelled" : "failed";
}
