import { createHash } from "node:crypto";
import { compactVerify, SignJWT } from "jose";
import { z } from "zod";
import { newId, type PersonId, type TenantId } from "../lib/ids.ts";

/** Who the bearer is. The role is not among it: it is read from the membership at each request, so a change counts at once. */
export type Access = { person: PersonId; tenant: TenantId; session: string };

export interface Tokens {
  /** A JWT good for 15 minutes. */
  issue(access: Access, nowMs: number): Promise<string>;
  /** Undefined when the token is not one of ours, was changed, or is not valid at `nowMs`. */
  read(token: string, nowMs: number): Promise<Access | undefined>;
}

/** Short, because a token cannot be called back where nobody asks the database. */
export const ACCESS_MS = 15 * 60_000;
/** Clocks of two nodes may differ by this much. */
const SKEW_S = 5;
const AUDIENCE = "firstring";

/**
 * Signs with the first secret and accepts every one of them, so that a secret can be changed without signing anybody out.
 * @throws Error (the operator's) for a secret shorter than 32 bytes: the library itself would sign with five.
 */
export function tokens(secrets: readonly string[], issuer: string): Tokens {
  const keys = new Map(secrets.map((secret) => [kidOf(secret), keyOf(secret)]));
  const first = [...keys][0];
  if (!first) throw new Error("JWT_SECRET is missing: set it to at least 32 random bytes, e.g. from `openssl rand -base64 48`.");
  const [kid, key] = first;
  const claims = claimsOf(issuer);
  return {
    issue({ person, tenant, session }, nowMs) {
      const nowS = Math.floor(nowMs / 1000);
      return new SignJWT({ tid: tenant, sid: session })
        .setProtectedHeader({ alg: "HS256", typ: "JWT", kid })
        .setIssuer(issuer)
        .setAudience(AUDIENCE)
        .setSubject(person)
        .setJti(newId(nowMs))
        .setIssuedAt(nowS)
        .setNotBefore(nowS)
        .setExpirationTime(nowS + ACCESS_MS / 1000)
        .sign(key);
    },
    async read(token, nowMs) {
      const payload = await openJws(token, (kid) => (kid === undefined ? undefined : keys.get(kid)));
      const told = claims.safeParse(payload && json(payload));
      if (!told.success) return undefined;
      const { sub, tid, sid, exp, nbf } = told.data;
      const nowS = nowMs / 1000;
      if (nowS >= exp + SKEW_S || nowS < nbf - SKEW_S) return undefined;
      return { person: sub as PersonId, tenant: tid as TenantId, session: sid };
    },
  };
}

/**
 * The payload of a compact JWS with a genuine HS256 signature, else undefined. The header may say `alg`, `typ` and `kid` and nothing
 * else, so no other algorithm, no key from the token itself (`jwk`, `jku`, `x5u`) and no extension (`crit`) is ever looked at.
 */
export async function openJws(token: string, keyOfKid: (kid: string | undefined) => Uint8Array | undefined): Promise<Uint8Array | undefined> {
  const parts = token.split(".");
  if (parts.length !== 3 || !parts.every(canonical)) return undefined;
  const said = header.safeParse(json(Buffer.from(parts[0]!, "base64url")));
  const key = said.success ? keyOfKid(said.data.kid) : undefined;
  if (!key) return undefined;
  try {
    return (await compactVerify(token, key, { algorithms: ["HS256"] })).payload;
  } catch {
    return undefined;
  }
}

/** Exactly the text our own encoder writes: no padding, no spaces, no spare bits. One token has one spelling. */
const canonical = (part: string): boolean => /^[\w-]+$/.test(part) && Buffer.from(part, "base64url").toString("base64url") === part;

const header = z.strictObject({ alg: z.literal("HS256"), typ: z.string().optional(), kid: z.string().optional() });

const claimsOf = (issuer: string) =>
  z.strictObject({
    iss: z.literal(issuer),
    aud: z.literal(AUDIENCE),
    sub: z.uuid(),
    tid: z.uuid(),
    sid: z.uuid(),
    jti: z.uuid(),
    iat: z.number(),
    nbf: z.number(),
    exp: z.number(),
  });

function keyOf(secret: string): Uint8Array {
  const key = new TextEncoder().encode(secret);
  if (key.length < 32) throw new Error("JWT_SECRET is shorter than 32 bytes: make one with `openssl rand -base64 48`.");
  return key;
}

const kidOf = (secret: string): string => createHash("sha256").update(`kid\0${secret}`).digest("base64url").slice(0, 11);

function json(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
