import { randomBytes } from "node:crypto";
import pg from "pg";
import { type Db, openDb } from "../../server/src/db/db.ts";
import { migrate } from "../../server/src/db/migrate.ts";
import { loginOf, loginUrl, prepareRoles } from "../../server/src/db/roles.ts";
import { testServer } from "../../server/test/harness/server.ts";

/** A throwaway Postgres of the bundled kind, migrated. */
export type Ground = { owner: pg.Client; db: Db; close(): Promise<void> };

export async function ground(): Promise<Ground> {
  const server = await testServer();
  const login = loginOf(randomBytes(32).toString("hex"));
  const admin = new pg.Client({ connectionString: server.adminUrl });
  await admin.connect();
  const name = `bench_${randomBytes(4).toString("hex")}`;
  await admin.query(`create database ${name}`);
  const url = new URL(server.adminUrl);
  url.pathname = name;
  await prepareRoles(url.href, login);
  await migrate(url.href);
  const owner = new pg.Client({ connectionString: url.href });
  await owner.connect();
  const db = openDb({ url: loginUrl(url.href, login), connections: 10 });
  return {
    owner,
    db,
    async close() {
      await db.close();
      await owner.end();
      await admin.query(`drop database ${name} with (force)`);
      await admin.query(`drop role ${login.name}`);
      await admin.end();
      await server.stop();
    },
  };
}
