import { createHmac } from "node:crypto";
import pg from "pg";
import { sqlState } from "./sql-state.ts";

/**
 * Who logs in as what. The owner of the tables (DATABASE_URL) only migrates. The program logs in as a role of its own that
 * has no right to any table and may become two others, one per kind of work:
 * `firstring_app` (one tenant's rows) and `firstring_worker` (every tenant's rows). None of the three owns anything,
 * is a superuser or may pass by row level security.
 */
export type Login = { name: string; password: string };

/** The program's login: its name and password follow from the installation's secret, so nothing more has to be kept. */
export function loginOf(secret: string): Login {
  const derive = (purpose: string) => createHmac("sha256", secret).update(`firstring database ${purpose}`).digest("hex");
  return { name: `firstring_login_${derive("login").slice(0, 8)}`, password: derive("password") };
}

/** The address of the program's login, on the server and database of the owner's address. */
export function loginUrl(ownerUrl: string, login: Login): string {
  const url = new URL(ownerUrl);
  url.username = login.name;
  url.password = login.password;
  return url.href;
}

/**
 * Makes the roles where they are missing. Run before the migrations, which grant to them.
 * @throws Error with the SQL to run by hand, when the owner's login may not make roles.
 */
export async function prepareRoles(ownerUrl: string, login: Login): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: "firstring roles" });
  await client.connect();
  try {
    for (const statement of await missing(client, ownerUrl, login)) await make(client, statement, login);
  } finally {
    await client.end();
  }
}

/** The statements that a hand would type, in order; the password is the one the program will use. */
export function roleStatements(login: Login): string[] {
  return [
    ...["firstring_app", "firstring_worker"].map((role) => `create role ${role} nologin noinherit nosuperuser nocreatedb nocreaterole nobypassrls`),
    `create role ${login.name} login noinherit nosuperuser nocreatedb nocreaterole nobypassrls password '${login.password}'`,
    `grant firstring_app, firstring_worker to ${login.name}`,
  ];
}

async function missing(client: pg.Client, ownerUrl: string, login: Login): Promise<string[]> {
  const { rows } = await client.query<{ rolname: string }>("select rolname from pg_roles where rolname in ('firstring_app', 'firstring_worker', $1)", [
    login.name,
  ]);
  const there = new Set(rows.map((row) => row.rolname));
  const [app, worker, own, member] = roleStatements(login) as [string, string, string, string];
  const statements: string[] = [];
  if (!there.has("firstring_app")) statements.push(app);
  if (!there.has("firstring_worker")) statements.push(worker);
  if (!there.has(login.name)) statements.push(own);
  else if (!(await canLogIn(loginUrl(ownerUrl, login)))) statements.push(`alter role ${login.name} password '${login.password}'`);
  if (statements.length > 0 || !(await isMember(client, login.name))) statements.push(member);
  return statements;
}

async function make(client: pg.Client, statement: string, login: Login): Promise<void> {
  try {
    await client.query(statement);
  } catch (error) {
    // Another process that starts at the same moment made the same thing.
    if (sqlState(error) === DUPLICATE_OBJECT || sqlState(error) === UNIQUE_VIOLATION) return;
    if (sqlState(error) !== INSUFFICIENT_PRIVILEGE) throw error;
    const user = (await client.query<{ name: string }>("select current_user as name")).rows[0]?.name;
    throw new Error(
      `The login ${user} of DATABASE_URL may not make the roles Firstring works as. Either let it (alter role ${user} createrole), ` +
        `or have an administrator of the server run the following once, with a password of your choice, and set DATABASE_APP_URL to the address of that login:\n` +
        roleStatements({ ...login, password: "choose a password" })
          .map((line) => `  ${line};`)
          .join("\n"),
      { cause: error },
    );
  }
}

async function canLogIn(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return true;
  } catch (error) {
    if (sqlState(error) === INVALID_PASSWORD || sqlState(error) === INVALID_AUTHORIZATION) return false;
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}

async function isMember(client: pg.Client, name: string): Promise<boolean> {
  const found = await client.query(
    `select from pg_auth_members m join pg_roles r on r.oid = m.roleid join pg_roles l on l.oid = m.member
     where l.rolname = $1 and r.rolname in ('firstring_app', 'firstring_worker')`,
    [name],
  );
  return (found.rowCount ?? 0) >= 2;
}

const DUPLICATE_OBJECT = "42710";
const UNIQUE_VIOLATION = "23505";
const INSUFFICIENT_PRIVILEGE = "42501";
const INVALID_PASSWORD = "28P01";
const INVALID_AUTHORIZATION = "28000";
