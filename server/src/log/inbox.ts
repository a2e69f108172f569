import { sql } from "kysely";
import type { Db, Tx } from "../db/db.ts";
import { isTransient } from "../db/sql-state.ts";
import { groupCommit } from "../lib/group-commit.ts";
import type { TenantId } from "../lib/ids.ts";
import { Refusal } from "../lib/refusal.ts";
import { storable } from "../lib/storable.ts";

/** A provider's request by the name the provider gave it: the same name again is the same request again. */
export type InboxKey = { tenant: TenantId; provider: string; eventId: string };

/** `reply` is there once the first of them was answered. */
export type Accepted = { is: "fresh" } | { is: "duplicate"; reply?: unknown };

export type Unfinished = InboxKey & { receivedAtMs: number; request: unknown };

/** What providers told us, kept before they were told that we heard: what was answered 2xx has its row. */
export type Inbox = {
  /**
   * Resolves when the request is durable. Of the same request twice, also at once, one is fresh.
   * Requests that arrive while others are being written go together in the next transaction; one that finds nobody at work goes at once.
   * @param live somebody is on the line and waits for the answer: it goes before the rest, and is still taken when the rest is turned away.
   * @throws Refusal 503 with `retryAfterMs` when more waits than is written soon.
   */
  accept(key: InboxKey, request: unknown, live?: boolean): Promise<Accepted>;
  /** The request had its effect; `reply` is given again to duplicates. */
  finish(key: InboxKey, reply?: unknown): Promise<void>;
  /** Accepted before `beforeMs` and never finished, the oldest first: a process died in between. */
  unfinished(beforeMs: number, limit: number): Promise<Unfinished[]>;
};

/** What an event of the log names as its cause. */
export const causeOf = ({ provider, eventId }: InboxKey): string => `${provider} ${eventId}`;

/** Requests in one transaction at the most: the last of them waits for all. */
const TOGETHER = 200;
/** Transactions at once: while one waits for the disk the next is gathered and sent. Order between requests is nobody's promise. */
const LANES = 3;
/** What may wait to be written, in requests and in characters. At a hundred transactions a second the first is a fifth of a second's work. */
const WAITING = { requests: 2_000, chars: 16_000_000 };
/** Callers are on the line behind live requests: the rest is turned away long before they are. */
const WAITING_LIVE = { requests: 10_000, chars: 64_000_000 };
const RETRY_AFTER_MS = 2_000;

type Given = InboxKey & { request: string };
type Finished = InboxKey & { reply: string | null };

export function inbox(db: Db): Inbox {
  let chars = 0;
  const accepting = groupCommit<Given, Accepted | Error>((given) => write(db, given), TOGETHER, LANES);
  const finishing = groupCommit<Finished, undefined>((finished) => settle(db, finished), TOGETHER);

  return {
    async accept({ tenant, provider, eventId }, given, live = false) {
      const request = JSON.stringify(storable(given));
      const most = live ? WAITING_LIVE : WAITING;
      if (accepting.waiting() >= most.requests || chars + request.length > most.chars)
        throw new Refusal(503, "overloaded", "More arrives than can be kept just now: send it again in a moment.", { retryAfterMs: RETRY_AFTER_MS });
      chars += request.length;
      try {
        const accepted = await accepting.submit({ tenant, provider, eventId, request }, live);
        if (accepted instanceof Error) throw accepted;
        return accepted;
      } finally {
        chars -= request.length;
      }
    },

    async finish({ tenant, provider, eventId }, reply) {
      await finishing.submit({ tenant, provider, eventId, reply: reply === undefined ? null : JSON.stringify(storable(reply)) });
    },

    unfinished: (beforeMs, limit) =>
      db.worker(async (tx) => {
        const rows = await tx
          .selectFrom("inbox")
          .select(["tenant_id", "provider", "event_id", "received_at", "request"])
          .where("done_at", "is", null)
          .where("received_at", "<", new Date(beforeMs))
          .orderBy("received_at")
          .limit(limit)
          .execute();
        return rows.map((row) => ({
          tenant: row.tenant_id,
          provider: row.provider,
          eventId: row.event_id,
          receivedAtMs: row.received_at.getTime(),
          request: row.request,
        }));
      }),
  };
}

/** All of them in one transaction; when one of them cannot be written, each by itself, so that it does not take the others with it. */
async function write(db: Db, given: readonly Given[]): Promise<(Accepted | Error)[]> {
  try {
    return await db.worker((tx) => insert(tx, given));
  } catch (error) {
    if (isTransient(error) || given.length === 1) return given.map(() => (error instanceof Error ? error : new Error(String(error))));
    const results: (Accepted | Error)[] = [];
    for (const one of given) results.push(...(await write(db, [one])));
    return results;
  }
}

async function insert(tx: Tx, unordered: readonly Given[]): Promise<Accepted[]> {
  const given = inOneOrder(unordered);
  const { rows } = await sql<{ key: string }>`
    insert into inbox (tenant_id, provider, event_id, request)
    select tenant_id, provider, event_id, request::jsonb from ${listed(given)} unnest(${given.map(({ request }) => request)}::text[])) as r (tenant_id, provider, event_id, request)
    on conflict (tenant_id, provider, event_id) do nothing
    returning tenant_id || ' ' || provider || ' ' || event_id as key`.execute(tx);
  const fresh = new Set(rows.map(({ key }) => key));
  // Of the same request twice in one go the first is the fresh one.
  const isFresh = given.map((one) => fresh.delete(keyOf(one)));
  if (isFresh.every(Boolean)) return unordered.map(() => ({ is: "fresh" }));
  const replies = await repliesTo(
    tx,
    given.filter((_, index) => !isFresh[index]),
  );
  const accepted = new Map(
    given.map((one, index): [Given, Accepted] => {
      const reply = replies.get(keyOf(one));
      return [one, isFresh[index] ? { is: "fresh" } : { is: "duplicate", ...(reply != null && { reply }) }];
    }),
  );
  return unordered.map((one) => accepted.get(one)!);
}

/** The same everywhere, so that two transactions with the same requests do not wait for each other in a circle. */
const inOneOrder = <K extends InboxKey>(keys: readonly K[]): K[] => keys.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));

async function repliesTo(tx: Tx, given: readonly InboxKey[]): Promise<Map<string, unknown>> {
  const { rows } = await sql<{ key: string; reply: unknown }>`
    select i.tenant_id || ' ' || i.provider || ' ' || i.event_id as key, i.reply
    from ${listed(given)} unnest(${given.map(() => "")}::text[])) as r (tenant_id, provider, event_id, nothing)
    join inbox i using (tenant_id, provider, event_id)`.execute(tx);
  return new Map(rows.map(({ key, reply }) => [key, reply]));
}

async function settle(db: Db, finished: readonly Finished[]): Promise<undefined[]> {
  const inOrder = inOneOrder(finished);
  await db.worker((tx) =>
    sql`update inbox i set done_at = now(), reply = r.reply::jsonb
      from ${listed(inOrder)} unnest(${inOrder.map(({ reply }) => reply)}::text[])) as r (tenant_id, provider, event_id, reply)
      where i.tenant_id = r.tenant_id and i.provider = r.provider and i.event_id = r.event_id and i.done_at is null`.execute(tx),
  );
  return finished.map(() => undefined);
}

const listed = (keys: readonly InboxKey[]) =>
  sql`rows from (unnest(${keys.map(({ tenant }) => tenant)}::uuid[]), unnest(${keys.map(({ provider }) => provider)}::text[]), unnest(${keys.map(({ eventId }) => eventId)}::text[]),`;

const keyOf = ({ tenant, provider, eventId }: InboxKey): string => `${tenant} ${provider} ${eventId}`;
