import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { type Db, openDb } from "../../src/db/db.ts";
import { loginUrl } from "../../src/db/roles.ts";
import { newId, type TenantId } from "../../src/lib/ids.ts";

export type TestDatabase = {
  db: Db;
  /** The owner's address: for looking past row level security, never for what is under test. */
  ownerUrl: string;
  /** The program's own address. */
  url: string;
  close(): Promise<void>;
};

/** A fresh clone of the migrated database. Close it when done: it is dropped. */
export async function testDatabase(options: { connections?: number } = {}): Promise<TestDatabase> {
  const adminUrl = inject("adminUrl");
  const name = `${inject("template")}_${randomBytes(6).toString("hex")}`;
  await asOwner(adminUrl, (client) => client.query(`create database ${name} template ${inject("template")}`));
  const owner = new URL(adminUrl);
  owner.pathname = name;
  const url = loginUrl(owner.href, inject("login"));
  const db = openDb({ url, connections: options.connections ?? 5 });
  return {
    db,
    ownerUrl: owner.href,
    url,
    async close() {
      await db.close();
      await asOwner(adminUrl, (client) => client.query(`drop database ${name} with (force)`));
    },
  };
}

/** Runs `work` on a connection of the owner. */
export async function asOwner<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl });
  // `drop … with (force)` elsewhere may cut this connection off.
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A tenant with nothing but itself. */
export async function someTenant(db: Db, slug = `tenant-${randomBytes(4).toString("hex")}`): Promise<TenantId> {
  const id = newId<TenantId>();
  await db.worker((tx) => tx.insertInto("tenants").values({ id, slug, name: slug }).execute());
  return id;
}
