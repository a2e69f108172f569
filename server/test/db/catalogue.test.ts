import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { asOwner, type TestDatabase, testDatabase } from "../harness/database.ts";
import { loginRule, rules } from "./catalogue.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const offenders = (name: string) => asOwner(database.ownerUrl, (owner) => rules.find((rule) => rule.name === name)!.offenders(owner));

describe("the schema", () => {
  for (const rule of rules) test(rule.name, async () => expect(await offenders(rule.name)).toEqual([]));

  test("the login", async () => {
    const rule = loginRule(inject("login").name);
    expect(await asOwner(database.ownerUrl, rule.offenders), rule.name).toEqual([]);
  });
});

// Each hole through which one tenant could come to know of another, dug on purpose: its rule must name it.
const tenant = "tenant_id uuid not null references tenants (id)";
const holes: [name: string, dig: string, rule: string, named: string][] = [
  [
    "a table nobody guarded",
    `create table hole (${tenant}, id uuid, primary key (tenant_id, id))`,
    "row level security is on and forced, for partitions too",
    "hole",
  ],
  [
    "a table whose owner is not forced",
    `create table hole (${tenant}, id uuid, primary key (tenant_id, id)); alter table hole enable row level security`,
    "row level security is on and forced, for partitions too",
    "hole",
  ],
  [
    "a partition that can be read by itself",
    `create table parent (${tenant}, id uuid, primary key (tenant_id, id)) partition by hash (tenant_id); select app.guard('parent');
     create table hole partition of parent for values with (modulus 1, remainder 0)`,
    "row level security is on and forced, for partitions too",
    "hole",
  ],
  [
    "a policy that shows more",
    `create table hole (${tenant}, id uuid, primary key (tenant_id, id)); select app.guard('hole'); create policy more on hole to firstring_app using (true)`,
    "a tenant's table shows firstring_app the tenant's rows and no others",
    "hole.more",
  ],
  [
    "a policy for everyone",
    `create table hole (${tenant}, id uuid, primary key (tenant_id, id)); select app.guard('hole'); create policy more on hole using (true)`,
    "a tenant's table shows firstring_app the tenant's rows and no others",
    "hole.more",
  ],
  [
    "a table of no tenant that tenants may see",
    "create table hole (id uuid); select app.worker_only('hole'); create policy more on hole to firstring_app using (true)",
    "a table of no tenant shows firstring_app nothing, but what is listed with its reason",
    "hole.more",
  ],
  [
    "a unique key that tells what another tenant has",
    `create table hole (${tenant}, id uuid, phone text, primary key (tenant_id, id)); select app.guard('hole'); create unique index hole_phone on hole (phone)`,
    "primary keys, unique keys and exclusions start with tenant_id",
    "hole.hole_phone",
  ],
  [
    "an exclusion that tells when another tenant is busy",
    `create table hole (${tenant}, id uuid, during tstzrange, primary key (tenant_id, id), constraint hole_free exclude using gist (during with &&)); select app.guard('hole')`,
    "primary keys, unique keys and exclusions start with tenant_id",
    "hole.hole_free",
  ],
  [
    "a foreign key that may point to another tenant's row",
    `create table target (${tenant}, id uuid unique, primary key (tenant_id, id)); create table hole (${tenant}, id uuid, other uuid references target (id), primary key (tenant_id, id))`,
    "foreign keys into a tenant's table start with tenant_id on both sides",
    "hole.hole_other_fkey",
  ],
  ["a tenant_id that may be null", "create table hole (tenant_id uuid references tenants (id))", "tenant_id is never null", "hole"],
  [
    "truncate",
    `create table hole (id uuid); grant truncate on hole to firstring_app`,
    "the working roles may not truncate, reference or add triggers, and others may do nothing",
    "hole TRUNCATE firstring_app",
  ],
  [
    "a grant to everyone",
    "create table hole (id uuid); grant select on hole to public",
    "the working roles may not truncate, reference or add triggers, and others may do nothing",
    "hole SELECT public",
  ],
  ["a view with its owner's eyes", "create view hole as select * from events", "views ask with the rights of who looks", "hole"],
  ["a materialized view", "create materialized view hole as select * from events", "there are no materialized views and no foreign tables", "hole"],
  [
    "a function with its owner's rights",
    "create function hole() returns int language sql security definer return 1",
    "no function runs with its owner's rights",
    "hole()",
  ],
];

describe("a hole is found", () => {
  for (const [name, dig, rule, named] of holes)
    test(name, async () => {
      const found = await asOwner(database.ownerUrl, async (owner) => {
        await owner.query("begin");
        await owner.query(dig);
        const found = await rules.find((each) => each.name === rule)!.offenders(owner);
        await owner.query("rollback");
        return found;
      });
      expect(found).toContain(named);
    });
});
