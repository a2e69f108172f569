import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { Webhook } from "standardwebhooks";

export type Genuineness = "genuine" | "missing" | "wrong";

/**
 * Was this sent by Vapi? Its dashboard offers several credentials; whichever the secret is used in is accepted:
 * Standard Webhooks HMAC (recommended: it also refuses what is older than five minutes), HMAC of `{timestamp}.{body}`
 * in `x-signature`, a bearer, or the older `x-vapi-secret`.
 */
export function genuine(headers: IncomingHttpHeaders, raw: Buffer, secret: string, nowMs: number): Genuineness {
  const one = (name: string): string | undefined => {
    const value = headers[name];
    return Array.isArray(value) ? value[0] : value;
  };
  if (one("webhook-signature") !== undefined) return byStandard(headers, raw, secret, nowMs) ? "genuine" : "wrong";
  const signature = one("x-signature");
  if (signature !== undefined) return byTimestamp(signature, one("x-timestamp"), raw, secret, nowMs) ? "genuine" : "wrong";
  const shown = one("x-vapi-secret") ?? bearerOf(one("authorization"));
  if (shown === undefined) return "missing";
  return same(shown, secret) ? "genuine" : "wrong";
}

export const bearerOf = (authorization: string | undefined): string | undefined => /^Bearer (.+)$/i.exec(authorization ?? "")?.[1];

/** Compares secrets in the same time wherever they differ. */
export function same(given: string, wanted: string): boolean {
  const [a, b] = [given, wanted].map((text) => createHmac("sha256", "compare").update(text).digest());
  return timingSafeEqual(a as Buffer, b as Buffer);
}

function byStandard(headers: IncomingHttpHeaders, raw: Buffer, secret: string, nowMs: number): boolean {
  const timestamp = Number(headers["webhook-timestamp"]);
  if (!isNear(timestamp, nowMs)) return false;
  try {
    const key = secret.startsWith("whsec_") ? secret : Buffer.from(secret).toString("base64");
    const expected = new Webhook(key).sign(String(headers["webhook-id"]), new Date(timestamp * 1000), raw.toString("utf8"));
    return String(headers["webhook-signature"])
      .split(" ")
      .some((one) => same(one, expected));
  } catch {
    return false; // an empty secret, or a header that is none
  }
}

function byTimestamp(signature: string, timestamp: string | undefined, raw: Buffer, secret: string, nowMs: number): boolean {
  if (secret === "" || timestamp === undefined || !isNear(Number(timestamp), nowMs)) return false;
  const expected = createHmac("sha256", secret).update(`${timestamp}.`).update(raw).digest("hex");
  return same(signature.replace(/^sha256=/, ""), expected);
}

/** Vapi writes seconds; some configurations milliseconds. */
const isNear = (timestamp: number, nowMs: number): boolean => Math.abs((timestamp > 1e11 ? timestamp : timestamp * 1000) - nowMs) <= TOLERANCE_MS;

/** As Standard Webhooks has it: a replay later than this is refused; an earlier one is a duplicate. */
const TOLERANCE_MS = 300_000;
