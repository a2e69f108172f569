import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { migrate, migrationFiles, pending } from "../../src/db/migrate.ts";
import { asOwner, type TestDatabase, testDatabase } from "../harness/database.ts";

let database: TestDatabase;
let folder: string;
beforeEach(async () => {
  database = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), "firstring-migrations-"));
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.close();
});

const written = (files: Record<string, string>) => {
  for (const [name, sql] of Object.entries(files)) writeFileSync(join(folder, name), sql);
  return migrationFiles(pathToFileURL(`${folder}/`));
};
const tables = () =>
  asOwner(database.ownerUrl, async (client) =>
    (await client.query<{ name: string }>("select tablename as name from pg_tables where tablename like 'm\\_%' order by 1")).rows.map((row) => row.name),
  );

/** The real files are in the clone already, so these are numbered after them. */
const and = (more: ReturnType<typeof migrationFiles>) => [...migrationFiles(), ...more];

test("the real files are applied once", async () => {
  expect(await migrate(database.ownerUrl)).toEqual([]);
});

test("processes that start at once apply each file once", async () => {
  const files = and(written({ "9001_a.sql": "create table m_a ()", "9002_b.sql": "create table m_b ()" }));
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(database.ownerUrl, files)));
  expect(applied.flat().sort()).toEqual(["9001_a.sql", "9002_b.sql"]);
});

test("a file that fails leaves nothing of itself, and what came before it stays", async () => {
  const files = and(written({ "9001_a.sql": "create table m_a ()", "9002_b.sql": "create table m_b (); select nonsense" }));
  await expect(migrate(database.ownerUrl, files)).rejects.toThrow(/9002_b\.sql failed and nothing of it was kept.*nonsense/s);
  expect(await tables()).toEqual(["m_a"]);
});

test("a file that was changed after it was applied is refused, by name and with what to do", async () => {
  await migrate(database.ownerUrl, and(written({ "9001_a.sql": "create table m_a ()" })));
  await expect(migrate(database.ownerUrl, and(written({ "9001_a.sql": "create table m_a (id int)" })))).rejects.toThrow(
    /9001_a\.sql was changed after it was applied: put the file back/,
  );
});

test("a database that is newer than the program is refused", async () => {
  await migrate(database.ownerUrl, and(written({ "9001_a.sql": "create table m_a ()" })));
  await expect(migrate(database.ownerUrl, migrationFiles())).rejects.toThrow(/9001_a\.sql, which this version of Firstring does not know/);
});

test("line ends do not make a file another", () => {
  const [unix] = written({ "9001_a.sql": "select 1;\nselect 2;\n" });
  const [windows] = written({ "9001_a.sql": "select 1;\r\nselect 2;\r\n" });
  expect(pending([windows!], [unix!])).toEqual([]);
});

test("two files of one number and a file without a number are refused", () => {
  expect(() => written({ "9001_a.sql": "", "9001_b.sql": "" })).toThrow(/Two migrations have the number/);
  rmSync(join(folder, "9001_b.sql"));
  expect(() => written({ "later.sql": "" })).toThrow(/later\.sql is not named like a migration/);
});
