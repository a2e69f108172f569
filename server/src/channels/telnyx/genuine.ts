import { createPublicKey, verify } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

export type Genuineness = "genuine" | "missing" | "wrong";

/** Telnyx's own tolerance, and that of its SDK. */
const TOLERANCE_MS = 300_000;
/** What makes 32 raw bytes an Ed25519 key in the form that node reads (RFC 8410). */
const SPKI = Buffer.from("302a300506032b6570032100", "hex");

/**
 * Was this sent by Telnyx? Ed25519 over `<timestamp>|<raw body>`. Within five minutes a replay verifies: it is found by the event's id.
 * @param publicKey base64 of the raw 32 bytes, as the portal shows it
 */
export function genuine(headers: IncomingHttpHeaders, raw: Buffer, publicKey: string, nowMs: number): Genuineness {
  const signature = headers["telnyx-signature-ed25519"];
  const timestamp = headers["telnyx-timestamp"];
  if (typeof signature !== "string" || typeof timestamp !== "string" || signature === "") return "missing";
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(Number(timestamp) * 1000 - nowMs) > TOLERANCE_MS) return "wrong";
  return verifies(Buffer.concat([Buffer.from(`${timestamp}|`), raw]), signature, publicKey) ? "genuine" : "wrong";
}

/** Ed25519 by key and signature in base64; anything malformed is no signature. */
export function verifies(message: Buffer, signature: string, publicKey: string): boolean {
  const [key, bytes] = [Buffer.from(publicKey, "base64"), Buffer.from(signature, "base64")];
  // Node reads base64 leniently; a signature has one spelling.
  if (key.length !== 32 || bytes.length !== 64 || bytes.toString("base64") !== signature) return false;
  try {
    return verify(null, message, createPublicKey({ key: Buffer.concat([SPKI, key]), format: "der", type: "spki" }), bytes);
  } catch {
    return false;
  }
}
