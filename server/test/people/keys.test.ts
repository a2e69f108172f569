import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mayAsk } from "../../src/http/sign-in.ts";
import { asOwner } from "../harness/database.ts";
import { actorOf, refused, type World, world } from "./world.ts";

let here: World;
beforeAll(async () => {
  here = await world();
});
afterAll(() => here.close());

const notValid = refused(401, "unauthenticated");
const both: ("read" | "write")[] = ["read", "write"];
const first = { limit: 20, offset: 0 };

async function owner() {
  return actorOf(here.people, await here.join({ company: "Keys" }));
}

describe("an API key", () => {
  it("has 256 random bits behind a prefix that scanners know", async () => {
    const actor = await owner();
    const keys = await Promise.all(Array.from({ length: 20 }, () => here.people.makeKey(actor, { name: "n8n", scopes: both })));
    for (const { key, prefix } of keys) {
      expect(key).toMatch(/^fsk_[\w-]{43}$/);
      expect(key.startsWith(prefix)).toBe(true);
      expect(prefix).toHaveLength(12);
    }
    expect(new Set(keys.map(({ key }) => key)).size).toBe(20);
  });

  it("opens its own business, by its scopes, and is told apart", async () => {
    const actor = await owner();
    const { key, prefix } = await here.people.makeKey(actor, { name: "reports", scopes: ["read"] });
    const signedIn = await here.people.authenticate({ apiKey: key });
    expect(signedIn).toEqual({ tenant: actor.tenant, key: `reports (${prefix}…)`, scopes: ["read"] });
    expect(mayAsk({ who: "signed_in", effect: false }, signedIn)).toBe(true);
    expect(mayAsk({ who: "signed_in", effect: true }, signedIn)).toBe(false);
    expect(mayAsk({ who: ["OWNER"], effect: false }, signedIn)).toBe(false);
  });

  it("is refused when it is changed, over, or revoked; revoked counts at the next request", async () => {
    const actor = await owner();
    const expiresAt = new Date(here.clock.nowMs() + 60_000).toISOString();
    const made = await here.people.makeKey(actor, { name: "short", scopes: both, expiresAt });
    const other = await here.people.makeKey(actor, { name: "other", scopes: both });
    await here.people.authenticate({ apiKey: made.key });
    await expect(here.people.authenticate({ apiKey: `${made.key}A` })).rejects.toMatchObject(notValid);
    await expect(here.people.authenticate({ apiKey: made.key.toLowerCase() })).rejects.toMatchObject(notValid);
    here.clock.advance(60_000);
    await expect(here.people.authenticate({ apiKey: made.key })).rejects.toMatchObject(notValid);
    await here.people.revokeKey(actor, other.id);
    await expect(here.people.authenticate({ apiKey: other.key })).rejects.toMatchObject(notValid);
    await expect(here.people.revokeKey(actor, other.id)).rejects.toMatchObject(refused(404, "not_found"));
    expect(await here.people.listKeys(actor.tenant, first)).toEqual({ rows: [], total: 0 });
    await expect(here.people.makeKey(actor, { name: "past", scopes: both, expiresAt })).rejects.toMatchObject(refused(400, "invalid"));
  });

  it("lets nobody in any more once it is revoked, however many are at the door", async () => {
    const actor = await owner();
    const { id, key } = await here.people.makeKey(actor, { name: "raced", scopes: both });
    const knock = () =>
      here.people.authenticate({ apiKey: key }).then(
        () => "in",
        () => "out",
      );
    const during = Promise.all(Array.from({ length: 20 }, knock));
    await here.people.revokeKey(actor, id);
    const after = await Promise.all(Array.from({ length: 20 }, knock));
    await during;
    expect(new Set(after)).toEqual(new Set(["out"]));
  });

  it("says when it was used, without a write at each request", async () => {
    const actor = await owner();
    const { key } = await here.people.makeKey(actor, { name: "used", scopes: both });
    const usedAt = async () => (await here.people.listKeys(actor.tenant, first)).rows[0]!.usedAt;
    expect(await usedAt()).toBeNull();
    await here.people.authenticate({ apiKey: key });
    const at = await usedAt();
    expect(at).toBe(new Date(here.clock.nowMs()).toISOString());
    here.clock.advance(30_000);
    await here.people.authenticate({ apiKey: key });
    expect(await usedAt()).toBe(at);
  });

  it("belongs to one business: another neither lists nor revokes it", async () => {
    const [mine, theirs] = [await owner(), await owner()];
    const { id, key } = await here.people.makeKey(mine, { name: "mine", scopes: both });
    expect((await here.people.listKeys(theirs.tenant, first)).total).toBe(0);
    await expect(here.people.revokeKey(theirs, id)).rejects.toMatchObject(refused(404, "not_found"));
    await here.people.authenticate({ apiKey: key });
  });
});

it("keeps no secret of people in plain text, in any table", async () => {
  const actor = await owner();
  const { key } = await here.people.makeKey(actor, { name: "dumped", scopes: both });
  const { token } = await here.people.invite(actor, { email: "dumped@example.com", role: "OPERATOR" });
  await here.people.requestReset(actor.person.email, here.ip());
  const reset = /fsp_[\w-]+/.exec(here.mails.at(-1)!.text)![0];
  const { secret } = await here.people.setUpTotp(actor.person);
  const dump = await asOwner(here.database.ownerUrl, async (client) => {
    const tables = await client.query("select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relrowsecurity");
    await client.query("set role firstring_worker");
    const rows = [];
    for (const { relname } of tables.rows) rows.push((await client.query(`select * from ${relname}`)).rows);
    return JSON.stringify(rows);
  });
  expect(dump).toContain("dumped@example.com");
  for (const text of [key, key.slice(12), token, token.slice(12), reset, reset.slice(12), secret, "correct horse battery"]) expect(dump).not.toContain(text);
});
