import { createHmac, randomBytes } from "node:crypto";

/** Standard Webhooks asks for 24 to 64 bytes. */
const SECRET_BYTES = 32;
const PREFIX = "whsec_";
/** Of the bodies we send. A member added keeps it; one that changes or goes makes the next. */
export const SCHEMA = "1";
/** Some receivers (n8n among them) turn away what calls itself a bot or a library. */
const USER_AGENT = "Firstring-Webhooks/1.0";

export const newSecret = (): string => PREFIX + randomBytes(SECRET_BYTES).toString("base64");

/** `sha256=<hex>` with the secret exactly as it is shown, for receivers that have no library. */
export const plainSignature = (secret: string, text: string): string => `sha256=${createHmac("sha256", secret).update(text).digest("hex")}`;

/** https://www.standardwebhooks.com: the key is what the secret says in base64. */
const standardSignature = (secret: string, signed: string): string =>
  `v1,${createHmac("sha256", Buffer.from(secret.slice(PREFIX.length), "base64"))
    .update(signed)
    .digest("base64")}`;

/** The body with its own signature as its last member: the HMAC of the body as it is without that member. */
export const signedBody = (body: string, secret: string): string => `${body.slice(0, -1)},"signature":"${plainSignature(secret, body)}"}`;

/** The secrets in force: while `previous` is, receivers may know either. */
export type Secrets = { current: string; previous?: string };

/** While two secrets are in force, what carries one signature is signed with the older: nothing breaks at the moment of the change. */
export const plainKey = ({ current, previous }: Secrets): string => previous ?? current;

/** The headers of one attempt. @param eventId the same for every attempt: what receivers dedupe by. */
export function signedHeaders(eventId: string, eventType: string, body: string, secrets: Secrets, nowMs: number): Record<string, string> {
  const timestamp = String(Math.floor(nowMs / 1000));
  const signed = `${eventId}.${timestamp}.${body}`;
  const { current, previous } = secrets;
  return {
    "content-type": "application/json; charset=utf-8",
    "user-agent": USER_AGENT,
    "webhook-id": eventId,
    "webhook-timestamp": timestamp,
    "webhook-signature": [current, ...(previous === undefined ? [] : [previous])].map((secret) => standardSignature(secret, signed)).join(" "),
    "x-webhook-signature": plainSignature(plainKey(secrets), body),
    ...(previous !== undefined && { "x-webhook-signature-next": plainSignature(current, body) }),
    "x-webhook-event": eventType,
    "x-webhook-schema": SCHEMA,
  };
}
