import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { examine } from "../../src/doctor/examine.ts";
import type { Finding } from "../../src/doctor/finding.ts";
import { lookAtNode } from "../../src/doctor/machine.ts";
import { asOwner, type TestDatabase, testDatabase } from "../harness/database.ts";

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "firstring-doctor-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function look(env: Record<string, string> = {}): Promise<Finding[]> {
  const found: Finding[] = [];
  for await (const finding of examine({ DATA_DIR: folder, PORT: "0", DATABASE_URL: database.ownerUrl, ...env })) found.push(finding);
  return found;
}
const wrongs = async (env?: Record<string, string>) =>
  (await look(env)).filter(({ verdict }) => verdict === "wrong").map(({ about, words }) => `${about}: ${words}`);

test("where all is well it says so of each thing, and nothing is wrong", async () => {
  const found = await look();
  expect(found.filter(({ verdict }) => verdict === "wrong")).toEqual([]);
  expect(new Set(found.map(({ about }) => about))).toEqual(new Set(["Node", "settings", "data", "port", "database", "clock"]));
});

test("a Node that is too old", () => {
  expect(lookAtNode("20.20.2").verdict).toBe("wrong");
  expect(lookAtNode("22.18.0").verdict).toBe("odd");
  expect(lookAtNode("24.21.0").verdict).toBe("right");
});

test("a setting that cannot be, by its name", async () => {
  expect(await wrongs({ PORT: "many" })).toEqual([expect.stringMatching(/^settings: PORT must be a whole number/)]);
});

test("a port that another program uses", async () => {
  const server = createServer((_request, response) => response.end("hello")).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  expect(await wrongs({ PORT: `${port}` })).toEqual([`port: Another program uses port ${port} of 127.0.0.1: stop it, or set PORT to a free one.`]);
  server.close();
});

test("an address that this machine does not have", async () => {
  expect(await wrongs({ HOST: "192.0.2.1", PORT: "3999" })).toEqual([expect.stringMatching(/^port: This machine has no address 192\.0\.2\.1/)]);
});

test("a secret that others can read", async () => {
  writeFileSync(join(folder, "jwt-secret"), "");
  chmodSync(join(folder, "jwt-secret"), 0o644);
  expect(await wrongs()).toEqual([expect.stringMatching(/^data: Others on this machine can read .*jwt-secret: run chmod 600 on it/)]);
});

test.runIf(process.getuid?.() !== 0)("a folder that cannot be written", async () => {
  const closed = join(folder, "closed");
  mkdirSync(closed, { mode: 0o500 });
  expect(await wrongs({ DATA_DIR: join(closed, "data") })).toEqual([expect.stringMatching(/cannot be written by this user/)]);
});

test("a database that is not there, or has another password", async () => {
  expect(await wrongs({ DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" })).toEqual([
    expect.stringMatching(/^database: Postgres at 127\.0\.0\.1:1 does not let us in/),
  ]);
});

test("a schema of another version", async () => {
  const other = await testDatabase();
  await asOwner(other.ownerUrl, (owner) => owner.query("update migrations set checksum = 'other' where number = 1"));
  expect(await wrongs({ DATABASE_URL: other.ownerUrl })).toEqual([
    expect.stringMatching(/^database: Migration 0001_foundation\.sql was changed after it was applied/),
  ]);
  await other.close();
});
