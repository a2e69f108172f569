import type { PasskeyDraft, PasskeyLogin } from "@firstring/contract/schemas/passkey.ts";
import type { RelyingParty } from "./relying-party.ts";

/** COSE numbers of what is taken, the best first: EdDSA, ES256 and, for older Windows, RS256. */
export const algorithms = [-8, -7, -257];

/** The library brings parsers for certificates that nobody needs before the first passkey. */
const library = () => import("@simplewebauthn/server");

/**
 * The key of a new passkey; undefined where it was made for another challenge, origin or host, or without checking who is there.
 * No statement is asked for about who made the device, and one that is sent all the same is not looked into: its certificates would be looked up elsewhere.
 */
export async function newKeyOf(
  { id, rawId, type, response }: PasskeyDraft["credential"],
  challenge: string,
  party: RelyingParty,
): Promise<{ credential_id: string; public_key: Buffer; counter: number } | undefined> {
  const { verifyRegistrationResponse } = await library();
  const { decodeAttestationObject } = await import("@simplewebauthn/server/helpers");
  const { clientDataJSON, attestationObject } = response;
  try {
    const stated = decodeAttestationObject(new Uint8Array(Buffer.from(attestationObject, "base64url"))).get("fmt");
    if (stated !== "none" && stated !== "packed") return undefined;
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { id, rawId, type, response: { clientDataJSON, attestationObject }, clientExtensionResults: {} },
      ...expected(challenge, party),
      supportedAlgorithmIDs: algorithms,
    });
    if (!verified || registrationInfo.credential.id !== id) return undefined;
    const { publicKey, counter } = registrationInfo.credential;
    return { credential_id: id, public_key: Buffer.from(publicKey), counter };
  } catch {
    return undefined;
  }
}

/**
 * The count of signatures that came with this one; undefined where it was not made with this key for this challenge, origin and host, with the person checked.
 * Whether the count may be believed is for the caller to decide, together with writing it down.
 */
export async function signedCount(
  { id, rawId, type, response }: PasskeyLogin["credential"],
  publicKey: Buffer,
  challenge: string,
  party: RelyingParty,
): Promise<number | undefined> {
  const { verifyAuthenticationResponse } = await library();
  const { clientDataJSON, authenticatorData, signature } = response;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { id, rawId, type, response: { clientDataJSON, authenticatorData, signature }, clientExtensionResults: {} },
      ...expected(challenge, party),
      credential: { id, publicKey: new Uint8Array(publicKey), counter: 0 },
    });
    return verified ? authenticationInfo.newCounter : undefined;
  } catch {
    return undefined;
  }
}

const expected = (challenge: string, { id, origin }: RelyingParty) => ({
  expectedChallenge: challenge,
  expectedOrigin: origin,
  expectedRPID: id,
  requireUserVerification: true,
});
