import type { Db, Tx } from "../db/db.ts";
import { isTransient } from "../db/sql-state.ts";
import { type Clock, pause } from "../ports/clock.ts";
import type { Consumer } from "../ports/consumer.ts";
import { type Cursor, type EventLog, type Recorded, START } from "../ports/log.ts";
import { park, parkedStreams, retryParked, streamKey } from "./parked.ts";

/** What keeps a consumer from going on. It is tried again; nothing is skipped. */
export type Trouble = { error: string; attempts: number; sinceMs: number };

export type Following = {
  readonly name: string;
  /** Everything up to here is handled (or set aside in plain sight). */
  cursor(): Cursor;
  trouble(): Trouble | undefined;
  /** Resolves when the loop has ended, which it does when `signal` is aborted. */
  readonly ended: Promise<void>;
};

export type FollowOptions = {
  db: Db;
  log: EventLog;
  clock: Clock;
  signal: AbortSignal;
  /** Called after each step forward. */
  onMoved: () => void;
  /** Told when a batch failed and when an event is set aside. */
  onTrouble: (consumer: string, message: string, error: unknown) => void;
};

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 30_000;
/** An event that fails this often by itself, the database being there, is not waited for any longer: others are behind it. */
const PARK_AFTER = 6;
const RETRY_PARKED_MS = 600_000;
/** Events of no interest are passed without a write; this soon the cursor says so. */
const SAVE_MS = 1000;

/** Reads the log for one consumer, for ever: each batch is handled and the cursor moved in one transaction, so that tables get each event exactly once. */
export function follow(consumer: Consumer, { db, log, clock, signal, onMoved, onTrouble }: FollowOptions): Following {
  const { name } = consumer;
  const wants = consumer.wants === "all" ? undefined : new Set<string>(consumer.wants);
  /** What the table says, and what was passed since without anything of interest. */
  let saved: Cursor = START;
  let cursor: Cursor = START;
  let trouble: Trouble | undefined;
  let saving: { cancel(): void } | undefined;
  let retrying: { cancel(): void } | undefined;
  let retried: Promise<void> = Promise.resolve();
  /** One transaction at a time, the timer's and the loop's. */
  let turn: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => {});
    return mine;
  };

  function advance(to: Cursor): void {
    cursor = to;
    onMoved();
  }

  /** @returns false when another process has moved the cursor: what we know is old. */
  const step = (events: readonly Recorded[], to: Cursor, work: (tx: Tx, events: readonly Recorded[]) => Promise<void>): Promise<boolean> =>
    inTurn(async () => {
      const moved = await db.worker(async (tx) => {
        await tx
          .insertInto("cursors")
          .values({ consumer: name, cursor: START })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        const row = await tx.selectFrom("cursors").select("cursor").where("consumer", "=", name).forUpdate().executeTakeFirstOrThrow();
        if (row.cursor !== saved) return false;
        await work(tx, events);
        await tx
          .updateTable("cursors")
          .set((eb) => ({ cursor: to, updated_at: eb.fn("now", []) }))
          .where("consumer", "=", name)
          .execute();
        return true;
      });
      if (moved) {
        saved = to;
        advance(to);
      }
      return moved;
    });

  async function handle(tx: Tx, events: readonly Recorded[]): Promise<void> {
    const parked = await parkedStreams(tx, name);
    const isBehindParked = (event: Recorded) => parked.has(streamKey(event.tenant, event.stream));
    for (const event of events.filter(isBehindParked)) await park(tx, name, event, "waits for an earlier event of its stream");
    const open = events.filter((event) => !isBehindParked(event));
    if (open.length > 0) await consumer.handle(open, tx);
  }

  function saveSoon(): void {
    saving ??= clock.after(SAVE_MS, () => {
      saving = undefined;
      if (cursor !== saved && !signal.aborted) step([], cursor, async () => {}).catch(() => {});
    });
  }

  /** Goes on until the events are handled, one by one when they fail together. @returns false when another process has moved the cursor. */
  async function take(events: readonly Recorded[], to: Cursor): Promise<boolean> {
    for (let attempts = 1, refusals = 0; !signal.aborted; attempts++) {
      try {
        const moved = await step(events, to, handle);
        trouble = undefined;
        return moved;
      } catch (error) {
        trouble = { error: wordsOf(error), attempts, sinceMs: trouble?.sinceMs ?? clock.nowMs() };
        if (!isTransient(error)) {
          refusals += 1;
          if (events.length > 1) return takeEach(events, to);
          if (refusals >= PARK_AFTER && events[0] !== undefined) return setAside(events[0], to, error);
        }
        onTrouble(name, `failed and is tried again (attempt ${attempts})`, error);
        await pause(clock, Math.min(FIRST_WAIT_MS * 2 ** (attempts - 1), LONGEST_WAIT_MS), signal);
      }
    }
    return false;
  }

  async function takeEach(events: readonly Recorded[], to: Cursor): Promise<boolean> {
    for (const [index, event] of events.entries()) if (!(await take([event], index === events.length - 1 ? to : event.cursor))) return false;
    return true;
  }

  async function setAside(event: Recorded, to: Cursor, error: unknown): Promise<boolean> {
    onTrouble(
      name,
      `cannot handle ${event.stream} ${event.seq} (${event.event.type}); it is set aside, with what follows in its stream, until it is tried again at the next start`,
      error,
    );
    const moved = await step([event], to, (tx) => park(tx, name, event, wordsOf(error)));
    trouble = undefined;
    return moved;
  }

  async function storedCursor(): Promise<Cursor> {
    const row = await db.worker((tx) => tx.selectFrom("cursors").select("cursor").where("consumer", "=", name).executeTakeFirst());
    return row?.cursor ?? START;
  }

  async function followFromStored(): Promise<void> {
    saved = await storedCursor();
    advance(saved);
    for await (const batch of log.tail(cursor, signal)) {
      const to = batch.at(-1)?.cursor ?? cursor;
      const events = batch.filter(({ event }) => wants === undefined || wants.has(event.type));
      if (events.length > 0) {
        if (!(await take(events, to))) return;
      } else {
        advance(to);
        saveSoon();
      }
    }
  }

  async function run(): Promise<void> {
    retry();
    for (let failures = 0; !signal.aborted; ) {
      try {
        await followFromStored();
        failures = 0;
      } catch (error) {
        onTrouble(name, "could not read the log and tries again", error);
        await pause(clock, Math.min(FIRST_WAIT_MS * 2 ** failures++, LONGEST_WAIT_MS), signal);
      }
    }
    saving?.cancel();
    retrying?.cancel();
    await Promise.all([turn, retried]);
  }

  /** At the start, and from time to time. */
  function retry(): void {
    retrying = undefined;
    if (signal.aborted) return;
    retried = retryParked(db, log, consumer).then(
      () => {
        if (!signal.aborted) retrying = clock.after(RETRY_PARKED_MS, retry);
      },
      (error: unknown) => {
        onTrouble(name, "could not try again what was set aside", error);
        if (!signal.aborted) retrying = clock.after(LONGEST_WAIT_MS, retry);
      },
    );
  }

  return { name, cursor: () => cursor, trouble: () => trouble, ended: run() };
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
