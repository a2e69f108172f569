import { sql } from "kysely";
import type { Db } from "../db/db.ts";
import { isTransient, refusedBy } from "../db/sql-state.ts";
import { groupCommit } from "../lib/group-commit.ts";
import type { StreamId, TenantId } from "../lib/ids.ts";
import { type Clock, pause } from "../ports/clock.ts";
import { type Cursor, type DomainEvent, type EventLog, type Recorded, START, WrongSequence } from "../ports/log.ts";
import { wakes } from "../ports/wakes.ts";
import { type Append, appendFacts, isWritten, type Verdict } from "./append-facts.ts";
import { cursorOf, placeOf } from "./cursor.ts";

export type PostgresLog = EventLog & {
  /** Waits for the appends under way. Tails end by their own signals. */
  close(): Promise<void>;
};

/** Appends that go together in one transaction at the most: a caller waits for the slowest of them. */
const GROUP = 200;
/** Events a reader is given at once. */
const PAGE = 500;
/** A reader looks at least this often, should a wake get lost. */
const LOOK_MS = 1000;
/** After a wake with nothing to see yet (an older transaction is still open) a reader looks again this soon, then less and less often. */
const LOOK_SOON_MS = 5;
/** The database may be away this long (a restart, a failover) before an append fails; a caller hears a moment's wait. */
const AWAY_MS = 10_000;
const TRY_AGAIN_MS = 100;
/** Wakes for other processes, at most one in this time. */
const TELL_MS = 50;
const CHANNEL = "firstring_log";
/** Times another process may come between looking and writing before something must be wrong. */
const RACES = 10;

/** The log in Postgres. Call once per process: one writer keeps the order of what it is given. */
export function postgresLog(db: Db, clock: Clock): PostgresLog {
  const news = wakes(clock);
  let telling: { cancel(): void } | undefined;
  let untold = false;
  const stopHearing = db.listen(CHANNEL, news.wake);
  const stopRecorded = db.onRecorded(() => {
    news.wake();
    tellOthers();
  });
  const writer = groupCommit<Append, Verdict | Error>((appends) => write(appends), GROUP);

  /** Other processes hear of it after the commit and not in it, where a notification would make all commits wait for each other. */
  function tellOthers(): void {
    if (telling !== undefined) {
      untold = true;
      return;
    }
    telling = clock.after(TELL_MS, () => {
      telling = undefined;
      if (untold) tellOthers();
      untold = false;
    });
    // A reader that misses it looks by itself.
    db.worker((tx) => sql`select pg_notify(${CHANNEL}, '')`.execute(tx)).catch(() => {});
  }

  async function write(appends: readonly Append[]): Promise<(Verdict | Error)[]> {
    try {
      const verdicts = await writeTogether(appends);
      news.wake();
      tellOthers();
      return verdicts;
    } catch (error) {
      // Together they waited long enough for a database that is away.
      if (appends.length === 1 || isTransient(error)) return appends.map(() => (error instanceof Error ? error : new Error(String(error))));
      // One of them cannot be written: it must not take the others with it.
      const results: (Verdict | Error)[] = [];
      for (const append of appends) results.push(...(await write([append])));
      return results;
    }
  }

  async function writeTogether(appends: readonly Append[]): Promise<Verdict[]> {
    const giveUpAtMs = clock.nowMs() + AWAY_MS;
    let unsure = false;
    for (let races = 0; ; ) {
      try {
        const verdicts = await db.worker((tx) => appendFacts(tx, appends));
        return unsure
          ? await db.worker((tx) =>
              Promise.all(
                verdicts.map(async (verdict, index) => (verdict.is === "behind" && (await isWritten(tx, appends[index]!)) ? { is: "written" } : verdict)),
              ),
            )
          : verdicts;
      } catch (error) {
        if (refusedBy(error) === "events_pkey" && races++ < RACES) continue;
        if (!isTransient(error) || clock.nowMs() >= giveUpAtMs) throw error;
        // The connection may have been lost between the commit and its answer.
        unsure = true;
        await pause(clock, TRY_AGAIN_MS);
      }
    }
  }

  return {
    async append(tenant, stream, expectedSeq, facts) {
      if (facts.length === 0) return;
      const result = await writer.submit({ tenant, stream, expectedSeq, facts });
      if (result instanceof Error) throw result;
      if (result.is === "behind") throw new WrongSequence(`${stream} holds ${result.seq} events, not ${expectedSeq}: another writer owns it.`);
    },

    read: (tenant, stream) =>
      db.tenant(tenant, async (tx) => {
        const rows = await tx.selectFrom("events").select(COLUMNS).where("tenant_id", "=", tenant).where("stream", "=", stream).orderBy("seq").execute();
        return rows.map(recorded);
      }),

    async *tail(after, signal) {
      let cursor = after;
      let delayMs = LOOK_MS;
      while (!signal.aborted) {
        const seen = news.count();
        const page = await pageAfter(db, cursor).catch(awayOrThrow);
        const last = page.at(-1);
        if (last !== undefined) {
          cursor = last.cursor;
          delayMs = LOOK_SOON_MS;
          if (!signal.aborted) yield page;
          continue;
        }
        delayMs = (await news.wait(seen, delayMs, signal)) ? LOOK_SOON_MS : Math.min(delayMs * 2, LOOK_MS);
      }
    },

    async head() {
      const found = await db.worker((tx) =>
        sql<{ xid: string; position: string }>`
          select xid, position from events where xid < pg_snapshot_xmin(pg_current_snapshot()) order by xid desc, position desc limit 1`.execute(tx),
      );
      const row = found.rows[0];
      return row === undefined ? START : cursorOf({ xid: BigInt(row.xid), position: BigInt(row.position) });
    },

    async close() {
      stopRecorded();
      await stopHearing();
      await writer.idle();
      telling?.cancel();
    },
  };
}

/** A reader outlives the database's restarts: it looks again as if there were nothing new. */
function awayOrThrow(error: unknown): Recorded[] {
  if (isTransient(error)) return [];
  throw error;
}

/**
 * What follows the cursor and can no longer be overtaken: below the oldest transaction still open (of any database of the server).
 * The order is by transaction first, since a position is drawn long before its transaction commits.
 */
async function pageAfter(db: Db, cursor: Cursor): Promise<Recorded[]> {
  const { xid, position } = placeOf(cursor);
  const found = await db.worker((tx) =>
    tx
      .selectFrom("events")
      .select(COLUMNS)
      .where(sql<boolean>`(xid, position) > (${String(xid)}::xid8, ${String(position)}::bigint)`)
      .where(sql<boolean>`xid < pg_snapshot_xmin(pg_current_snapshot())`)
      .orderBy("xid")
      .orderBy("position")
      .limit(PAGE)
      .execute(),
  );
  return found.map(recorded);
}

const COLUMNS = ["xid", "position", "tenant_id", "stream", "seq", "at", "event", "cause"] as const;
type Row = { xid: string; position: string; tenant_id: TenantId; stream: StreamId; seq: number; at: Date; event: DomainEvent; cause: string | null };

function recorded(row: Row): Recorded {
  return {
    cursor: cursorOf({ xid: BigInt(row.xid), position: BigInt(row.position) }),
    tenant: row.tenant_id,
    stream: row.stream,
    seq: row.seq,
    atMs: row.at.getTime(),
    event: row.event,
    ...(row.cause !== null && { cause: row.cause }),
  };
}
