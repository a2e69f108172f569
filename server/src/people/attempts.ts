import { createHash } from "node:crypto";
import { isIPv6 } from "node:net";
import { sql } from "kysely";
import type { Tx } from "../db/db.ts";
import { Refusal } from "../lib/refusal.ts";
import type { Means } from "./means.ts";

/** At most `most` attempts in any stretch of `withinMs`, over all nodes. */
export type Limit = { key: string; most: number; withinMs: number };

/** An attempt that counts, unless it turns out to have been an honest success. */
export type Counted = { forget(): Promise<void> };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Five guesses a minute for an account and for an address, and no more than thirty an hour for an account: a slow guesser is one too. */
export const guesses = (email: string, ip: string): Limit[] => [
  { key: `guess/account/${named(email)}`, most: 5, withinMs: MINUTE_MS },
  { key: `guess/account-hour/${named(email)}`, most: 30, withinMs: HOUR_MS },
  guessesFrom(ip),
];

/** For guesses that name nobody; they count together with those that do. */
export const guessesFrom = (ip: string): Limit => ({ key: `guess/address/${network(ip)}`, most: 5, withinMs: MINUTE_MS });

/** Anyone may begin to sign in with a passkey, and each time leaves a row for five minutes. */
export const passkeyStarts = (ip: string): Limit[] => [{ key: `passkey/address/${network(ip)}`, most: 60, withinMs: MINUTE_MS }];

/** Registration hashes a password and may be asked for by anyone. */
export const registrations = (ip: string): Limit[] => [{ key: `register/address/${network(ip)}`, most: 60, withinMs: MINUTE_MS }];

/** Mails to one person that somebody else can cause. */
export const resetMails = (email: string): Limit[] => [{ key: `reset/account/${named(email)}`, most: 3, withinMs: HOUR_MS }];
export const resetRequests = (ip: string): Limit[] => [{ key: `reset/address/${network(ip)}`, most: 20, withinMs: HOUR_MS }];

/**
 * Counts an attempt against every limit or, where one is used up, against none. Without the database there is no attempt.
 * @throws Refusal 429 with the time to wait.
 */
export async function count({ db, nowMs }: Pick<Means, "db" | "nowMs">, limits: readonly Limit[]): Promise<Counted> {
  const now = nowMs();
  await db.worker(async (tx) => {
    for (const limit of limits) {
      if (!(await counts(tx, limit, now))) throw await tooMany(tx, limit, now);
    }
  });
  return {
    forget: () =>
      db.worker(async (tx) => {
        for (const { key } of limits) await takeBack(tx, key, now);
      }),
  };
}

/** One statement: the row's lock makes racers queue, and each sees what the one before it wrote. */
async function counts(tx: Tx, { key, most, withinMs }: Limit, nowMs: number): Promise<boolean> {
  const now = new Date(nowMs);
  const since = new Date(nowMs - withinMs);
  const recent = sql`array(select t from unnest(attempts.at) as t where t > ${since})`;
  const done = await sql`
    insert into attempts (key, at, last_at) values (${key}, array[${now}::timestamptz], ${now})
    on conflict (key) do update set at = ${recent} || ${now}::timestamptz, last_at = ${now}
    where cardinality(${recent}) < ${most}
    returning key`.execute(tx);
  return done.rows.length > 0;
}

async function takeBack(tx: Tx, key: string, nowMs: number): Promise<void> {
  const place = sql`array_position(at, ${new Date(nowMs)}::timestamptz)`;
  await sql`update attempts set at = at[:${place} - 1] || at[${place} + 1:] where key = ${key} and ${place} is not null`.execute(tx);
}

async function tooMany(tx: Tx, { key, most, withinMs }: Limit, nowMs: number): Promise<Refusal> {
  const row = await tx.selectFrom("attempts").select("at").where("key", "=", key).executeTakeFirstOrThrow();
  const oldest = row.at.map((at) => at.getTime()).sort((a, b) => b - a)[most - 1] ?? nowMs;
  const retryAfterMs = Math.max(1000, oldest + withinMs - nowMs);
  const wait = retryAfterMs < 2 * MINUTE_MS ? `${Math.ceil(retryAfterMs / 1000)} seconds` : `${Math.ceil(retryAfterMs / MINUTE_MS)} minutes`;
  return new Refusal(429, "too_many_attempts", `Too many attempts. Try again in ${wait}.`, { retryAfterMs });
}

/** The table of attempts holds no addresses of people, known or not. */
const named = (email: string): string => createHash("sha256").update(email).digest("base64url");

/** Who has one IPv6 address has 2^64 of them: they count as one. */
export function network(ip: string): string {
  const v4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (v4 !== undefined) return v4;
  if (!isIPv6(ip)) return ip;
  const [head = "", tail = ""] = ip.toLowerCase().split("%")[0]!.split("::");
  const left = head.split(":").filter((group) => group !== "");
  const right = tail.split(":").filter((group) => group !== "");
  const zeros = ip.includes("::") ? Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => "0") : [];
  const groups = [...left, ...zeros, ...right].slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${groups.join(":")}::/64`;
}
