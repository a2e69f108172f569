import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { openDb } from "../../src/db/db.ts";
import { migrate } from "../../src/db/migrate.ts";
import { type Login, loginOf, loginUrl, prepareRoles } from "../../src/db/roles.ts";
import { asOwner, someTenant } from "../harness/database.ts";

// Roles belong to the whole server, so each test takes a login and an owner of its own and removes them.
let adminUrl: string;
let login: Login;
let owner: string;
let ownerUrl: string;
const admin = (...statements: string[]) =>
  asOwner(adminUrl, async (client) => {
    for (const statement of statements) await client.query(statement);
  });
beforeEach(() => {
  adminUrl = inject("adminUrl");
  login = loginOf(randomBytes(32).toString("hex"));
  owner = `firstring_test_owner_${randomBytes(4).toString("hex")}`;
  const url = new URL(adminUrl);
  url.username = owner;
  url.password = "owner";
  url.pathname = owner;
  ownerUrl = url.href;
});
afterEach(async () => {
  await admin(`drop database if exists ${owner} with (force)`, `drop role if exists ${login.name}`);
  await asOwner(adminUrl, async (client) => {
    if ((await client.query("select from pg_roles where rolname = $1", [owner])).rowCount)
      await client.query(`drop owned by ${owner} cascade; drop role ${owner}`);
  });
});

/** A server's customer: owns one database and is no superuser. */
async function customer(attributes: string): Promise<void> {
  await admin(`create role ${owner} login password 'owner' nosuperuser ${attributes}`, `create database ${owner} owner ${owner}`);
}

test("an owner that is no superuser but may make roles gets a working installation", async () => {
  await customer("createrole");
  // As if it had made them itself: on a server of its own it would have.
  await admin(`grant firstring_app, firstring_worker to ${owner} with admin option`);
  await prepareRoles(ownerUrl, login);
  await migrate(ownerUrl);
  const db = openDb({ url: loginUrl(ownerUrl, login) });
  const tenant = await someTenant(db);
  expect(await db.tenant(tenant, (tx) => tx.selectFrom("tenants").select("id").execute())).toEqual([{ id: tenant }]);
  await db.close();
});

test("an owner that may not make roles is told what to run and which variable to set", async () => {
  await customer("nocreaterole");
  const refusal = await prepareRoles(ownerUrl, login).catch((error: Error) => error.message);
  expect(refusal).toContain(`The login ${owner} of DATABASE_URL may not make the roles Firstring works as.`);
  expect(refusal).toContain("set DATABASE_APP_URL");
  expect(refusal).toContain(`create role ${login.name} login noinherit`);
  expect(refusal).not.toContain(login.password);
});

test("a password that somebody changed is set right, and one that is right is left alone", async () => {
  await prepareRoles(adminUrl, login);
  await admin(`alter role ${login.name} password 'changed'`);
  await prepareRoles(adminUrl, login);
  const url = new URL(loginUrl(adminUrl, login));
  expect(await asOwner(url.href, async (client) => (await client.query("select session_user as name")).rows[0])).toEqual({ name: login.name });
});

test("processes that start at once make the roles together", async () => {
  await Promise.all([1, 2, 3, 4].map(() => prepareRoles(adminUrl, login)));
  const roles = await asOwner(adminUrl, async (client) => {
    const found = await client.query("select roleid::regrole::text as role from pg_auth_members where member = $1::regrole order by 1", [login.name]);
    return found.rows.map((row: { role: string }) => row.role);
  });
  expect(roles).toEqual(["firstring_app", "firstring_worker"]);
});

test("name and password follow from the secret, and from nothing else", () => {
  expect(loginOf("a")).toEqual(loginOf("a"));
  expect(loginOf("a").name).not.toBe(loginOf("b").name);
  expect(loginOf("a").password).not.toBe(loginOf("b").password);
  expect(loginOf("a").name).toMatch(/^firstring_login_[0-9a-f]{8}$/);
});
