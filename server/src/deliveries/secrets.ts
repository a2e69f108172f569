import type { Seal } from "../lib/seal.ts";
import type { Secrets } from "./sign.ts";

/** What an endpoint keeps sealed. `place` binds each to its row and column. */
export type Sealed = { tenant_id: string; id: string; secret: string; previous_secret: string | null; previous_until: Date | null; headers: string | null };

const place = (column: "secret" | "headers", { tenant_id, id }: Pick<Sealed, "tenant_id" | "id">): string => `endpoints/${column}/${tenant_id}/${id}`;

export const sealSecret = (seal: Seal, row: Pick<Sealed, "tenant_id" | "id">, secret: string): string => seal.seal(secret, place("secret", row));
export const sealHeaders = (seal: Seal, row: Pick<Sealed, "tenant_id" | "id">, headers: Record<string, string>): string | null =>
  Object.keys(headers).length === 0 ? null : seal.seal(JSON.stringify(headers), place("headers", row));

export function openHeaders(seal: Seal, row: Pick<Sealed, "tenant_id" | "id" | "headers">): Record<string, string> {
  return row.headers === null ? {} : (JSON.parse(seal.open(row.headers, place("headers", row))) as Record<string, string>);
}

/** The secrets in force at a moment. */
export function openSecrets(seal: Seal, row: Omit<Sealed, "headers">, nowMs: number): Secrets {
  const current = seal.open(row.secret, place("secret", row));
  if (row.previous_secret === null || row.previous_until === null || row.previous_until.getTime() <= nowMs) return { current };
  return { current, previous: seal.open(row.previous_secret, place("secret", row)) };
}

/** First and last four, so that people can tell secrets apart. */
export const masked = (secret: string): string => (secret.length < 16 ? "••••" : `${secret.slice(0, 4)}…${secret.slice(-4)}`);
