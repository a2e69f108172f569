import pg from "pg";
import { type Clock, pause } from "../ports/clock.ts";
import { type Cluster, cluster, freePort, lastWords, launch, OWNER } from "./embedded/cluster.ts";
import { isAlive, runningPostgres } from "./embedded/pid-file.ts";
import { sqlState } from "./sql-state.ts";

/** A real Postgres brought along from npm, with its data in a folder of ours: one engine for trying out, for tests and for production. */
export interface Embedded {
  /** The owner's address, for migrations; the program's own login is made by roles.ts. */
  readonly url: string;
  readonly port: number;
  /** Lets a second start on the same folder say where this one answers. */
  announce(address: string): Promise<void>;
  /** Stops Postgres and lets go of the folder. Close every `Db` first. */
  stop(): Promise<void>;
}

export type EmbeddedOptions = {
  /** DATA_DIR: holds the data, the password (readable by us only) and the log of Postgres. */
  folder: string;
  clock: Clock;
  /** Postgres settings, e.g. fsync off for tests. */
  settings?: Record<string, string>;
  /** Told when Postgres died and was started again, or could not be. */
  onTrouble?: (message: string) => void;
};

/** Long enough for recovery after a crash on a slow disk. */
const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 20_000;
const LOOK_AGAIN_MS = 20;
/** After a crash the processes of the old Postgres need a moment to leave its shared memory. */
const START_AGAIN_MS = 250;
/** "firstrin" in ASCII: held as long as a Firstring runs on this folder; the kernel lets go of it however the process ends. */
const LOCK = "7379555304623729006";
const DATABASE = "firstring";

/**
 * Starts Postgres on the folder, or takes over the one that a killed process left behind.
 * @throws Error in one sentence when another Firstring runs on the folder, or when Postgres cannot start.
 */
export async function startEmbedded({ folder, clock, settings = {}, onTrouble = () => {} }: EmbeddedOptions): Promise<Embedded> {
  const made = cluster(folder, settings["fsync"] !== "off");
  const name = `firstring ${process.pid}`;
  const held = await hold(made, clock, settings, name);
  let lock = held.lock;
  let label = name;
  let stopping = false;
  let recovering: Promise<void> = Promise.resolve();

  const watch = (client: pg.Client): void => {
    client.once("end", () => {
      if (stopping) return;
      onTrouble("The bundled Postgres stopped; starting it again.");
      recovering = hold(made, clock, settings, label, held.port).then(
        (again) => {
          lock = again.lock;
          watch(lock);
        },
        (error: unknown) => onTrouble(`The bundled Postgres could not be started again: ${error instanceof Error ? error.message : String(error)}`),
      );
    });
  };
  watch(lock);
  if ((await lock.query("select from pg_database where datname = $1", [DATABASE])).rowCount === 0) await lock.query(`create database ${DATABASE}`);

  return {
    url: address(made, held.port, DATABASE),
    port: held.port,
    async announce(at) {
      label = `${name} ${at}`;
      await lock.query("select set_config('application_name', $1, false)", [label]);
    },
    async stop() {
      stopping = true;
      await recovering;
      await lock.end().catch(() => {});
      await stopPostgres(made, clock);
    },
  };
}

/** Starts Postgres if none runs, and holds the lock that says this folder is ours. */
async function hold(
  made: Cluster,
  clock: Clock,
  settings: Record<string, string>,
  name: string,
  fixedPort?: number,
): Promise<{ lock: pg.Client; port: number }> {
  const giveUpAtMs = clock.nowMs() + START_LIMIT_MS;
  let launched: number | undefined;
  while (clock.nowMs() < giveUpAtMs) {
    const running = runningPostgres(made.data);
    if (running?.ready) {
      const lock = await lockFolder(address(made, running.port, "postgres"), made, name);
      if (lock !== undefined) return { lock, port: running.port };
    } else if (running === undefined && (launched === undefined || !isAlive(launched))) {
      if (launched !== undefined) await pause(clock, START_AGAIN_MS);
      launched = launch(made, fixedPort ?? (await freePort()), settings);
    }
    await pause(clock, LOOK_AGAIN_MS);
  }
  throw new Error(`The bundled Postgres did not start within ${START_LIMIT_MS / 1000} s. It said last (${made.logFile}):\n${lastWords(made.logFile)}`);
}

/** @returns the connection that holds the lock, or undefined to look again. */
async function lockFolder(url: string, made: Cluster, name: string): Promise<pg.Client | undefined> {
  const client = new pg.Client({ connectionString: url, application_name: name, keepAlive: true });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ ours: boolean }>("select pg_try_advisory_lock($1) as ours", [LOCK]);
    if (rows[0]?.ours) return client;
    const [, pid, at] = /^firstring (\d+) ?(.*)$/.exec(await holder(client)) ?? [];
    // The one that held it is just gone, and Postgres is about to notice.
    if (pid === undefined || !isAlive(Number(pid))) return await leave(client);
    throw new AlreadyRunning(
      `Firstring is already running on the data in ${made.data} (process ${pid}, ${at || "still starting"}): use that one, stop it, or set DATA_DIR to another folder.`,
    );
  } catch (error) {
    await leave(client);
    if (error instanceof AlreadyRunning) throw error;
    if (sqlState(error) === "28P01")
      throw new Error(
        `The password in ${made.data}.password is not the one of the data beside it: put the file back as it was, or set DATA_DIR to another folder.`,
        { cause: error },
      );
    // Starting up, shutting down or just killed.
    return undefined;
  }
}

/** Another process uses the same data folder. */
export class AlreadyRunning extends Error {
  override readonly name = "AlreadyRunning";
}

async function holder(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
     where l.locktype = 'advisory' and l.granted and (l.classid::bigint << 32) + l.objid::bigint = $1`,
    [LOCK],
  );
  return rows[0]?.name ?? "";
}

async function leave(client: pg.Client): Promise<undefined> {
  await client.end().catch(() => {});
  return undefined;
}

async function stopPostgres(made: Cluster, clock: Clock): Promise<void> {
  const running = runningPostgres(made.data);
  if (running === undefined) return;
  // Postgres reads SIGINT as "finish now, keep everything" and SIGQUIT as "finish at once, recover at the next start".
  for (const signal of ["SIGINT", "SIGQUIT"] as const) {
    if (!isAlive(running.pid)) return;
    process.kill(running.pid, signal);
    for (let waitedMs = 0; waitedMs < STOP_LIMIT_MS && isAlive(running.pid); waitedMs += LOOK_AGAIN_MS) await pause(clock, LOOK_AGAIN_MS);
  }
}

function address(made: Cluster, port: number, database: string): string {
  return `postgres://${OWNER}:${made.password}@127.0.0.1:${port}/${database}`;
}
