import { randomBytes } from "node:crypto";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "../../src/db/migrate.ts";
import { type Login, loginOf, prepareRoles } from "../../src/db/roles.ts";
import { testServer } from "./server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The owner's address on the server of this run, its path the database it administers from. */
    adminUrl: string;
    /** A migrated database, to be cloned and never connected to. */
    template: string;
    login: Login;
  }
}

/** One Postgres per run, migrated once; each test clones the result (see database.ts). */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await testServer();
  const login = loginOf(randomBytes(32).toString("hex"));
  const template = `firstring_test_${randomBytes(6).toString("hex")}`;
  await administer(server.adminUrl, `create database ${template}`);
  const templateUrl = new URL(server.adminUrl);
  templateUrl.pathname = template;
  await prepareRoles(templateUrl.href, login);
  await migrate(templateUrl.href);
  project.provide("adminUrl", server.adminUrl);
  project.provide("template", template);
  project.provide("login", login);
  return async () => {
    await administer(server.adminUrl, `drop database ${template} with (force)`);
    await administer(server.adminUrl, `drop role ${login.name}`);
    await server.stop();
  };
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
