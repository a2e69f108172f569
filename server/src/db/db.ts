import { Kysely, PostgresDialect, sql, type Transaction } from "kysely";
import pg from "pg";
import type { TenantId } from "../lib/ids.ts";
import { type Clock, realClock } from "../ports/clock.ts";
import { listen } from "./listen.ts";
import { hasRecorded } from "./record.ts";
import type { Tables } from "./tables.ts";

export type Tx = Transaction<Tables>;

/**
 * The only way to the database. There is no query outside a transaction that has said whose rows it is about:
 * the login itself has no right to any table, so forgetting to say is an error and never a leak.
 */
export interface Db {
  /** One transaction that sees and writes the rows of this tenant only. */
  tenant<T>(tenant: TenantId, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** One transaction that sees every tenant: for reception, consumers, accounts and recovery. */
  worker<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Calls `wake` after each commit of a transaction that recorded facts (see record.ts). Returns how to stop. */
  onRecorded(wake: () => void): () => void;
  /** Calls `heard` when any process notifies this channel (see listen.ts). Returns how to stop. */
  listen(channel: string, heard: () => void): () => Promise<void>;
  /** Waits for the transactions under way, then lets go of every connection. */
  close(): Promise<void>;
}

/** The login `firstring_login_…` of roles.ts, never the owner of the tables. */
export type DbOptions = { url: string; connections?: number; onConnectionError?: (error: Error) => void; clock?: Clock };

/** Enough for hundreds of calls on one small machine: a call holds a connection only while it commits. */
const CONNECTIONS = 10;
/** Nothing a caller waits for may take longer. */
const STATEMENT_TIMEOUT_MS = 30_000;
/** A transaction left open holds back every reader of the log (see log/postgres.ts), so it is cut off. */
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 30_000;
const CONNECT_TIMEOUT_MS = 10_000;

export function openDb({ url, connections = CONNECTIONS, onConnectionError = () => {}, clock = realClock }: DbOptions): Db {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    application_name: "firstring",
  });
  // Without a listener a connection that breaks between two queries ends the process, in the pool or out of it; the next query says so anyway.
  pool.on("error", onConnectionError);
  pool.on("connect", (client) => void client.on("error", onConnectionError));
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const wakes = new Set<() => void>();

  async function transaction<T>(settings: ReturnType<typeof sql>, work: (tx: Tx) => Promise<T>): Promise<T> {
    let recorded = false;
    const failures: unknown[] = [];
    const run = kysely.transaction().execute(async (tx) => {
      try {
        await settings.execute(tx);
        const value = await work(tx);
        recorded = hasRecorded(tx);
        return value;
      } catch (error) {
        failures.push(error);
        throw error;
      }
    });
    // When the connection is gone the rollback fails too, and would hide why.
    const result = await run.catch((error: unknown) => Promise.reject(failures[0] ?? error));
    if (recorded) for (const wake of wakes) wake();
    return result;
  }

  return {
    // Both settings end with the transaction (the `true`), so a connection goes back to the pool knowing no tenant.
    tenant: (tenant, work) => transaction(sql`select set_config('role', 'firstring_app', true), set_config('app.tenant', ${tenant}, true)`, work),
    worker: (work) => transaction(sql`select set_config('role', 'firstring_worker', true)`, work),
    onRecorded(wake) {
      wakes.add(wake);
      return () => void wakes.delete(wake);
    },
    listen: (channel, heard) => listen(url, channel, heard, clock),
    close: () => kysely.destroy(),
  };
}
