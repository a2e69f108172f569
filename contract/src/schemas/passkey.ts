import { z } from "zod";
import { slug } from "./account.ts";
import { id, instant, page, text } from "./common.ts";

/** Bytes as browsers write them in WebAuthn's JSON. */
const bytes = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[\w-]+$/, "write the bytes as base64url without padding");
/** WebAuthn: at most 1023 bytes. */
const credentialId = bytes(1364);
const transports = z.array(text(32)).max(12);
const descriptor = z.object({ id: z.string(), type: z.literal("public-key"), transports: z.array(z.string()) });

/** Browsers add members of their own, which are left aside. */
const named = { id: credentialId, rawId: credentialId, type: z.literal("public-key") };
const created = z.object({
  ...named,
  response: z.object({ clientDataJSON: bytes(8000), attestationObject: bytes(60_000), transports: transports.optional() }),
});
const shown = z.object({
  ...named,
  response: z.object({ clientDataJSON: bytes(8000), authenticatorData: bytes(8000), signature: bytes(8000), userHandle: bytes(100).optional() }),
});

export const passkey = z.object({ id, name: z.string(), createdAt: instant, lastUsedAt: instant.nullable() });
export type Passkey = z.infer<typeof passkey>;
export const passkeyList = z.strictObject(page);
export const passkeyName = text(120).min(1);
export const passkeyChange = z.strictObject({ name: passkeyName }).meta({ example: { name: "My phone" } });

export const passkeyDraft = z.strictObject({
  name: passkeyName.default("Passkey"),
  credential: created.meta({ description: "What `navigator.credentials.create` gave, as JSON" }),
});
export type PasskeyDraft = z.infer<typeof passkeyDraft>;

export const passkeyLogin = z.strictObject({
  credential: shown.meta({ description: "What `navigator.credentials.get` gave, as JSON" }),
  tenant: slug.optional().meta({ description: "Sign in to this business; absent: to the first" }),
});
export type PasskeyLogin = z.infer<typeof passkeyLogin>;

/** For `PublicKeyCredential.parseCreationOptionsFromJSON`. */
export const creationOptions = z.object({
  challenge: z.string().meta({ description: "Good once, for five minutes" }),
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(z.object({ type: z.literal("public-key"), alg: z.int() })),
  timeout: z.int(),
  attestation: z.literal("none"),
  excludeCredentials: z.array(descriptor),
  authenticatorSelection: z.object({ residentKey: z.literal("required"), requireResidentKey: z.literal(true), userVerification: z.literal("required") }),
});
export type CreationOptions = z.infer<typeof creationOptions>;

/** For `PublicKeyCredential.parseRequestOptionsFromJSON`. */
export const requestOptions = z.object({
  challenge: z.string().meta({ description: "Good once, for five minutes" }),
  rpId: z.string(),
  timeout: z.int(),
  userVerification: z.literal("required"),
});
export type RequestOptions = z.infer<typeof requestOptions>;
