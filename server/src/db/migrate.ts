import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import pg from "pg";

export type Migration = { number: number; name: string; sql: string; checksum: string };
export type Applied = { number: number; name: string; checksum: string };

/** "firstrin" in ASCII: one migrator at a time, whatever the number of processes that start. */
const LOCK = "7379555304623729006";
const FOLDER = new URL("./migrations/", import.meta.url);

/**
 * Brings the database to the newest schema: each numbered file once, in order, in a transaction of its own.
 * @param ownerUrl the login that owns the tables; the program itself never uses it.
 * @returns the names of the files applied now.
 * @throws Error when an applied file was changed or is missing, or when a file fails (nothing of it stays).
 */
export async function migrate(ownerUrl: string, migrations: readonly Migration[] = migrationFiles()): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: "firstring migrate" });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    await client.query(`create table if not exists public.migrations (
      number int primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())`);
    const done = await appliedMigrations(client);
    const open = pending(migrations, done);
    for (const migration of open) await apply(client, migration);
    return open.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

/** The files that are still to be applied. Applied ones must be as they were. */
export function pending(migrations: readonly Migration[], done: readonly Applied[]): Migration[] {
  const byNumber = new Map(migrations.map((migration) => [migration.number, migration]));
  for (const applied of done) {
    const file = byNumber.get(applied.number);
    if (file === undefined)
      throw new Error(
        `The database has migration ${applied.name}, which this version of Firstring does not know: start the version that applied it, or a newer one.`,
      );
    if (file.checksum !== applied.checksum)
      throw new Error(
        `Migration ${applied.name} was changed after it was applied: put the file back as it was, and make the change in a new file with the next number.`,
      );
  }
  const known = new Set(done.map((applied) => applied.number));
  return migrations.filter((migration) => !known.has(migration.number));
}

export async function appliedMigrations(client: pg.Client): Promise<Applied[]> {
  return (await client.query<Applied>("select number, name, checksum from public.migrations order by number")).rows;
}

/** The numbered files beside this one, in order. */
export function migrationFiles(folder: URL = FOLDER): Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort();
  const migrations = names.map((name) => {
    const number = /^(\d{4})_[a-z0-9_]+\.sql$/.exec(name)?.[1];
    if (number === undefined) throw new Error(`${name} is not named like a migration: write four digits, an underscore and a name, as in 0001_foundation.sql.`);
    const text = readFileSync(new URL(name, folder), "utf8");
    return { number: Number(number), name, sql: text, checksum: createHash("sha256").update(text.replaceAll("\r\n", "\n")).digest("hex") };
  });
  const twice = migrations.find((migration, index) => migrations[index + 1]?.number === migration.number);
  if (twice) throw new Error(`Two migrations have the number of ${twice.name}: give the newer one the next free number.`);
  return migrations;
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await client.query("begin");
    await client.query(migration.sql);
    await client.query("insert into public.migrations (number, name, checksum) values ($1, $2, $3)", [migration.number, migration.name, migration.checksum]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw new Error(`Migration ${migration.name} failed and nothing of it was kept: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
