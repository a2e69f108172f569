import { tenantDefaults } from "@firstring/contract/schemas/tenant.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PersonId } from "../../src/lib/ids.ts";
import { slugOf } from "../../src/people/tenants.ts";
import { actorOf, refused, type World, world } from "./world.ts";

let here: World;
beforeAll(async () => {
  here = await world();
});
afterAll(() => here.close());

const first = { limit: 100, offset: 0 };

describe("a business", () => {
  it("starts with what holds everywhere, and changes only what is given", async () => {
    const acting = await actorOf(here.people, await here.join({ company: "Clinique du Parc" }));
    expect(await here.people.getTenant(acting.tenant)).toMatchObject({ name: "Clinique du Parc", slug: "clinique-du-parc", phone: null, ...tenantDefaults });
    await here.people.changeTenant(acting, { phone: "+15145550111", holdMinutes: 9, languages: ["fr"], zone: "America/Vancouver" });
    expect(await here.people.changeTenant(acting, { handoverNumber: "+15145550112" })).toMatchObject({
      name: "Clinique du Parc",
      phone: "+15145550111",
      holdMinutes: 9,
      languages: ["fr"],
      zone: "America/Vancouver",
      handoverNumber: "+15145550112",
      customerSignUp: true,
    });
    expect(await here.people.changeTenant(acting, { phone: null, handoverNumber: null })).toMatchObject({ phone: null, handoverNumber: null, holdMinutes: 9 });
  });

  it("shows and overwrites none of the settings that other features keep", async () => {
    const acting = await actorOf(here.people, await here.join({ company: "Settings" }));
    await here.database.db.worker((tx) => sql`update tenants set settings = '{"theirs": 1}' where id = ${acting.tenant}`.execute(tx));
    expect(await here.people.changeTenant(acting, { holdMinutes: 3 })).not.toHaveProperty("theirs");
    const { settings } = await here.database.db.worker((tx) =>
      tx.selectFrom("tenants").select("settings").where("id", "=", acting.tenant).executeTakeFirstOrThrow(),
    );
    expect(settings).toEqual({ theirs: 1, holdMinutes: 3 });
  });

  it("cannot take another's number, and changes no other business", async () => {
    const one = await actorOf(here.people, await here.join({ company: "One" }));
    const other = await actorOf(here.people, await here.join({ company: "Two" }));
    await here.people.changeTenant(one, { phone: "+15145550133" });
    const before = await here.people.getTenant(one.tenant);
    await expect(here.people.changeTenant(other, { name: "Thief", phone: "+15145550133" })).rejects.toMatchObject(refused(409, "phone_taken"));
    expect(await here.people.getTenant(other.tenant)).toMatchObject({ name: "Two", phone: null });
    expect(await here.people.getTenant(one.tenant)).toEqual(before);
  });
});

describe("the audit", () => {
  it("has a row for every privileged deed, with who, what and from where", async () => {
    const owner = await here.join({ company: "Audited" });
    const acting = await actorOf(here.people, owner);
    const later = () => here.clock.advance(1);
    later();
    await here.people.changeTenant(acting, { holdMinutes: 2 });
    later();
    const key = await here.people.makeKey(acting, { name: "n8n", scopes: ["read"] });
    later();
    await here.people.revokeKey(acting, key.id);
    later();
    const { token } = await here.people.invite(acting, { email: "hired@example.com", role: "OPERATOR" });
    later();
    const hired = await here.join({ email: "hired@example.com", invitation: token });
    later();
    await here.people.changeRole(acting, hired.userId as PersonId, "SUPERVISOR");
    later();
    await here.people.removeMember(acting, hired.userId as PersonId);
    const { rows, total } = await here.people.listAudit(acting.tenant, first);
    expect(rows.map(({ action }) => action)).toEqual([
      "team.removed",
      "team.role_changed",
      "person.joined",
      "invitation.created",
      "api_key.revoked",
      "api_key.created",
      "tenant.changed",
      "person.joined",
    ]);
    expect(total).toBe(8);
    expect(rows[1]).toMatchObject({
      personId: owner.userId,
      actor: owner.user.email,
      target: hired.user.email,
      details: { from: "OPERATOR", to: "SUPERVISOR" },
      ip: acting.ip,
    });
    expect((await here.people.listAudit(acting.tenant, { ...first, action: "team.removed" })).total).toBe(1);
    expect(JSON.stringify(rows)).not.toContain(key.key.slice(12));
  });

  it("is neither changed nor shortened by anybody, and is nobody else's", async () => {
    const acting = await actorOf(here.people, await here.join({ company: "Kept" }));
    const { db } = here.database;
    for (const run of [db.worker, <T>(work: Parameters<typeof db.worker<T>>[0]) => db.tenant(acting.tenant, work)]) {
      await expect(run((tx) => tx.updateTable("audit").set({ actor: "nobody" }).execute())).rejects.toThrow(/permission denied/);
      await expect(run((tx) => tx.deleteFrom("audit").execute())).rejects.toThrow(/permission denied/);
      await expect(run((tx) => sql`truncate audit`.execute(tx))).rejects.toThrow(/permission denied/);
    }
    const theirs = await actorOf(here.people, await here.join({ company: "Curious" }));
    expect((await here.people.listAudit(theirs.tenant, first)).rows.every(({ actor }) => actor === theirs.person.email)).toBe(true);
  });

  it("has no row for a deed that did not happen", async () => {
    const acting = await actorOf(here.people, await here.join({ company: "Refused" }));
    await expect(here.people.removeMember(acting, acting.person.id)).rejects.toMatchObject(refused(409, "last_owner"));
    expect((await here.people.listAudit(acting.tenant, first)).total).toBe(1);
  });
});

it.each([
  ["Électricité Côté & Fils inc.", "electricite-cote-fils-inc"],
  ["  --Taxi  24/7-- ", "taxi-24-7"],
  ["出租车", "business"],
  ["A".repeat(39) + " B", "a".repeat(39)],
])("makes a slug of %s", (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});
