import { createHash, randomBytes, randomUUID } from "node:crypto";

export type TenantId = string & { readonly brand: "TenantId" };
export type PersonId = string & { readonly brand: "PersonId" };
export type CallId = string & { readonly brand: "CallId" };
/** `call/<id>`, `booking/<id>`: one ordered list of events in the log. */
export type StreamId = `${"call" | "booking"}/${string}`;

/** A UUIDv7 (RFC 9562): sorts by time of making, so that new rows land together in an index. */
export function newId<T extends string = string>(nowMs = Date.now()): T {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(nowMs, 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return dashed(bytes) as T;
}

/** The same id for the same parts, always (UUIDv8): what a provider names twice is one call here. */
export function idOf<T extends string = string>(...parts: readonly string[]): T {
  const bytes = createHash("sha256").update(JSON.stringify(parts)).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return dashed(bytes) as T;
}

export const requestId = (): string => randomUUID();

function dashed(bytes: Buffer): string {
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
