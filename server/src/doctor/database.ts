import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import type { Config } from "../config.ts";
import { postgresAccount } from "../db/embedded/account.ts";
import { binaries, MAJOR } from "../db/embedded/binaries.ts";
import { OWNER } from "../db/embedded/cluster.ts";
import { runningPostgres } from "../db/embedded/pid-file.ts";
import { type Applied, migrationFiles, pending } from "../db/migrate.ts";
import { type Finding, odd, right, wrong } from "./finding.ts";

/** Versions before this lack what the migrations use. */
const OLDEST_MAJOR = 15;
const CONNECT_MS = 5000;
/** Past this, times that we and the database give to the same moment would confuse people. */
const SKEW_MS = 2000;

/** The database of DATABASE_URL, or the one that comes along. */
export async function* lookAtDatabase(config: Pick<Config, "databaseUrl" | "dataDir">): AsyncGenerator<Finding> {
  if (config.databaseUrl !== undefined) {
    yield* lookInto(config.databaseUrl);
    return;
  }
  const data = join(config.dataDir, "postgres");
  const running = runningPostgres(data);
  if (running?.ready) {
    const password = readFileSync(join(config.dataDir, "postgres.password"), "utf8").trim();
    yield* lookInto(`postgres://${OWNER}:${password}@127.0.0.1:${running.port}/firstring`);
    return;
  }
  try {
    binaries(postgresAccount(data));
    yield right(
      "database",
      `The bundled Postgres ${MAJOR} can run; ${existsSync(data) ? `its data is in ${data}` : "its data will be made at the first start"}.`,
    );
  } catch (error) {
    yield wrong("database", error instanceof Error ? error.message : String(error));
  }
}

async function* lookInto(url: string): AsyncGenerator<Finding> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS, application_name: "firstring doctor" });
  client.on("error", () => {});
  const at = new URL(url).host;
  try {
    await client.connect();
  } catch (error) {
    const why = error instanceof Error ? error.message || String(error) : String(error);
    yield wrong(
      "database",
      `Postgres at ${at} does not let us in (${why}): see that it runs, and that DATABASE_URL names the right host, database, user and password.`,
    );
    return;
  }
  try {
    yield* [await version(client, at), await schema(client), await durability(client), await skew(client)].filter((finding) => finding !== undefined);
  } finally {
    await client.end();
  }
}

async function version(client: pg.Client, at: string): Promise<Finding> {
  const number = Number(await setting(client, "server_version_num"));
  if (number < OLDEST_MAJOR * 10_000)
    return wrong("database", `Postgres at ${at} is of version ${await setting(client, "server_version")}: Firstring needs ${OLDEST_MAJOR} or later.`);
  return right("database", `Postgres ${await setting(client, "server_version")} answers at ${at}.`);
}

async function schema(client: pg.Client): Promise<Finding> {
  const known = await client.query<{ there: boolean }>("select to_regclass('public.migrations') is not null as there");
  const applied = known.rows[0]?.there ? (await client.query<Applied>("select number, name, checksum from public.migrations order by number")).rows : [];
  try {
    const open = pending(migrationFiles(), applied);
    return right(
      "database",
      open.length === 0
        ? `The schema is the newest (${applied.length} migrations).`
        : `The next start applies ${open.length} of ${applied.length + open.length} migrations.`,
    );
  } catch (error) {
    return wrong("database", error instanceof Error ? error.message : String(error));
  }
}

/** What is acknowledged must outlive the machine's power. */
async function durability(client: pg.Client): Promise<Finding | undefined> {
  for (const name of ["fsync", "synchronous_commit", "full_page_writes"])
    if ((await setting(client, name)) === "off")
      return odd("database", `${name} is off: a power cut may lose calls and bookings that were confirmed. Set it to on in postgresql.conf.`);
  return undefined;
}

async function skew(client: pg.Client): Promise<Finding | undefined> {
  const beforeMs = Date.now();
  const { rows } = await client.query<{ now: Date }>("select clock_timestamp() as now");
  const theirsMs = rows[0]?.now.getTime() ?? beforeMs;
  const apartMs = Math.max(beforeMs - theirsMs, theirsMs - Date.now(), 0);
  return apartMs > SKEW_MS
    ? odd("clock", `The clocks of this machine and of the database are ${(apartMs / 1000).toFixed(1)} s apart: let both follow a time server.`)
    : undefined;
}

async function setting(client: pg.Client, name: string): Promise<string> {
  return (await client.query<{ value: string }>("select current_setting($1) as value", [name])).rows[0]?.value ?? "";
}
