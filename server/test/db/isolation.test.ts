import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Db, Tx } from "../../src/db/db.ts";
import { sqlState } from "../../src/db/sql-state.ts";
import { newId, type TenantId } from "../../src/lib/ids.ts";
import { asOwner, someTenant, type TestDatabase, testDatabase } from "../harness/database.ts";

const TENANTS = 4;

let database: TestDatabase;
let db: Db;
let tenants: TenantId[];
beforeAll(async () => {
  database = await testDatabase({ connections: 5 });
  db = database.db;
  tenants = await Promise.all(Array.from({ length: TENANTS }, () => someTenant(db)));
  await Promise.all(tenants.map((tenant) => db.tenant(tenant, (tx) => put(tx, tenant, "shared"))));
});
afterAll(() => database.close());

const put = (tx: Tx, tenant: TenantId, eventId: string) =>
  tx.insertInto("inbox").values({ tenant_id: tenant, provider: "p", event_id: eventId, request: "{}" }).execute();
const owners = async (tx: Tx): Promise<TenantId[]> => [...new Set((await tx.selectFrom("inbox").select("tenant_id").execute()).map((row) => row.tenant_id))];
const stateOf = (work: Promise<unknown>) =>
  work.then(
    () => "allowed",
    (error: unknown) => sqlState(error),
  );
const INSUFFICIENT_PRIVILEGE = "42501";
const FOREIGN_KEY_VIOLATION = "23503";

describe("a tenant's transaction", () => {
  test("sees its own rows only, and may have a key that another tenant has", async () => {
    for (const tenant of tenants) expect(await db.tenant(tenant, owners)).toEqual([tenant]);
  });

  test("changes and removes nothing of another", async () => {
    const [mine, theirs] = [tenants[0]!, tenants[1]!];
    const changed = await db.tenant(mine, (tx) => tx.updateTable("inbox").set({ request: '"changed"' }).where("tenant_id", "=", theirs).executeTakeFirst());
    const removed = await db.tenant(mine, (tx) => tx.deleteFrom("inbox").where("tenant_id", "=", theirs).executeTakeFirst());
    expect([changed.numUpdatedRows, removed.numDeletedRows]).toEqual([0n, 0n]);
  });

  test("writes nothing in another's name, nor gives a row away", async () => {
    const [mine, theirs] = [tenants[0]!, tenants[1]!];
    expect(await stateOf(db.tenant(mine, (tx) => put(tx, theirs, newId())))).toBe(INSUFFICIENT_PRIVILEGE);
    expect(await stateOf(db.tenant(mine, (tx) => tx.updateTable("inbox").set({ tenant_id: theirs }).execute()))).toBe(INSUFFICIENT_PRIVILEGE);
  });

  test("cannot point to another's row", async () => {
    const [mine, theirs] = [tenants[0]!, tenants[1]!];
    const stream = `call/${newId()}` as const;
    await db.tenant(theirs, (tx) =>
      tx.insertInto("events").values({ tenant_id: theirs, stream, seq: 0, at: new Date(), type: "leg.rang", event: "{}", cause: null }).execute(),
    );
    const pointing = (tx: Tx) => tx.insertInto("parked_events").values({ tenant_id: mine, consumer: "c", stream, seq: 0, error: "" }).execute();
    expect(await stateOf(db.tenant(mine, pointing))).toBe(FOREIGN_KEY_VIOLATION);
  });

  test("cannot empty a table, change a fact, or look at what belongs to no tenant", async () => {
    const as = (statement: string) => stateOf(db.tenant(tenants[0]!, (tx) => sql.raw(statement).execute(tx)));
    for (const statement of [
      "truncate inbox",
      "update events set event = '{}'",
      "delete from events",
      "select * from cursors",
      "select * from public.migrations",
      "create table mine ()",
    ])
      expect(await as(statement), statement).toBe(INSUFFICIENT_PRIVILEGE);
  });

  test("is nobody special", async () => {
    const { rows } = await db.tenant(tenants[0]!, (tx) =>
      sql`select current_user as role, rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname in (current_user, session_user) order by rolname`.execute(
        tx,
      ),
    );
    for (const row of rows) expect(row).toMatchObject({ role: "firstring_app", rolsuper: false, rolbypassrls: false, rolcreaterole: false });
    expect(rows).toHaveLength(2);
  });
});

describe("without a tenant", () => {
  test("nothing is seen and nothing written, before any transaction and after one (when the setting is '' and not null)", async () => {
    await asOwner(database.url, async (client) => {
      const look = async () => (await client.query("select from inbox")).rowCount;
      await expect(look()).rejects.toThrow(/permission denied/);
      await client.query("set role firstring_app");
      expect(await look()).toBe(0);
      await client.query("begin");
      await client.query("select set_config('app.tenant', $1, true)", [tenants[0]]);
      expect(await look()).toBeGreaterThan(0);
      await client.query("commit");
      expect((await client.query<{ tenant: string }>("select current_setting('app.tenant', true) as tenant")).rows[0]?.tenant).toBe("");
      expect(await look()).toBe(0);
      await expect(client.query("insert into inbox (tenant_id, provider, event_id, request) values ($1, 'p', 'x', '{}')", [tenants[0]])).rejects.toThrow(
        /row-level security/,
      );
    });
  });

  test("a tenant that is no id is refused, not widened", async () => {
    for (const odd of ["", "x", "' or true --"]) {
      const rows = db.tenant(odd as TenantId, owners);
      expect(await rows.catch((error: unknown) => sqlState(error)), odd).toEqual(odd === "" ? [] : "22P02");
    }
  });

  test("the owner of the tables, where it is no superuser, sees nothing either", async () => {
    await asOwner(database.ownerUrl, async (owner) => {
      await owner.query("begin");
      await owner.query(`create role plain_owner_${process.pid}`);
      await owner.query(`alter table inbox owner to plain_owner_${process.pid}`);
      await owner.query(`set local role plain_owner_${process.pid}`);
      expect((await owner.query("select from inbox")).rowCount).toBe(0);
      await owner.query("rollback");
    });
  });
});

/** Nightly runs take more. */
const TRANSACTIONS = Number(process.env["TEST_TRANSACTIONS"] ?? 3000);
const KINDS = ["tenant", "worker", "tenant", "throws", "tenant", "breaks", "tenant"] as const;

test("interleaved transactions on 5 connections, some of which fail: each sees its own tenant and nobody else's", async () => {
  const seen: boolean[] = [];
  let next = 0;
  const client = async () => {
    for (let job = next++; job < TRANSACTIONS; job = next++) {
      const tenant = tenants[job % TENANTS]!;
      const kind = KINDS[job % KINDS.length];
      if (kind === "worker") seen.push((await db.worker(owners)).length === TENANTS);
      else
        await db
          .tenant(tenant, async (tx) => {
            const found = await owners(tx);
            seen.push(found.length === 1 && found[0] === tenant);
            if (kind === "throws") throw new Error("on purpose");
            if (kind === "breaks") await sql`select 1 / 0`.execute(tx);
          })
          .catch(() => {});
    }
  };
  await Promise.all(Array.from({ length: 25 }, client));
  expect(seen).toHaveLength(TRANSACTIONS);
  expect(seen.filter((right) => !right)).toEqual([]);
});
