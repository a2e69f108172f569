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
export function openSecrets(seal: Pick<Seal, "open">, row: Omit<Sealed, "headers">, nowMs: number): Secrets {
  const current = seal.open(row.secret, place("secret", row));
  if (row.previous_secret === null || row.previous_until === null || row.previous_until.getTime() <= nowMs) return { current };
  return { current, previous: seal.open(row.previous_secret, place("secret", row)) };
}

/** Opening takes longer than signing, and a busy endpoint is signed for thousands of times with the same secret. */
const REMEMBERED = 500;

/** Opens as `openSecrets` does, and remembers what it opened, in this process and for a while. */
export function secretsReader(seal: Seal): (row: Omit<Sealed, "headers">, nowMs: number) => Secrets {
  const opened = new Map<string, string>();
  const remembering: Pick<Seal, "open"> = {
    open(sealed, at) {
      const key = `${at} ${sealed}`;
      let plain = opened.get(key);
      if (plain === undefined) {
        plain = seal.open(sealed, at);
        if (opened.size >= REMEMBERED) opened.delete(opened.keys().next().value!);
        opened.set(key, plain);
      }
      return plain;
    },
  };
  return (row, nowMs) => openSecrets(remembering, row, nowMs);
}

/** First and last four, so that people can tell secrets apart. */
export const masked = (secret: string): string => (secret.length < 16 ? "••••" : `${secret.slice(0, 4)}…${secret.slice(-4)}`);
