import { randomBytes } from "node:crypto";
import type { Registration } from "@firstring/contract/schemas/account.ts";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { someTenant } from "../harness/database.ts";
import { actorOf, password, refused, type World, world } from "./world.ts";

const someone = (given: Partial<Registration> = {}): Registration => ({ email: `${randomBytes(6).toString("hex")}@example.com`, password, ...given });

describe("on an empty installation", () => {
  let here: World;
  afterEach(() => here.close());

  it("the first person owns a new business, and the next are its customers", async () => {
    here = await world({ signUpOpen: false });
    expect(await here.people.register(someone(), here.ip())).toMatchObject({ role: "OWNER", user: { tenant: "my-business" } });
    expect(await here.people.register(someone(), here.ip())).toMatchObject({ role: "CUSTOMER", user: { tenant: "my-business" } });
    expect(here.opened).toHaveLength(1);
  });

  it("the first person owns the first business there is", async () => {
    here = await world();
    await someTenant(here.database.db, "there-already");
    expect(await here.people.register(someone({ role: "OWNER" }), here.ip())).toMatchObject({ role: "OWNER", user: { tenant: "there-already" } });
    expect(here.opened).toHaveLength(0);
  });

  it("the first person may name their business, also where sign-up is closed", async () => {
    here = await world({ signUpOpen: false });
    expect(await here.people.register(someone({ company: "Taxi Éclair" }), here.ip())).toMatchObject({ role: "OWNER", user: { tenant: "taxi-eclair" } });
  });

  it("one person is first, however many race", async () => {
    here = await world({ connections: 10 });
    const all = await Promise.all(Array.from({ length: 20 }, () => here.people.register(someone(), here.ip())));
    expect(all.filter(({ role }) => role === "OWNER")).toHaveLength(1);
    expect(new Set(all.map(({ user }) => user.tenant)).size).toBe(1);
  });
});

describe("later", () => {
  let here: World;
  beforeAll(async () => {
    here = await world({ signUpOpen: true });
    await here.join({ company: "Default" });
  });
  afterAll(() => here.close());

  it("one becomes a customer of the default business, or of the one that is named", async () => {
    const other = await here.join({ company: "Other" });
    expect(await here.join()).toMatchObject({ role: "CUSTOMER", user: { tenant: "default" } });
    expect(await here.join({ role: "CUSTOMER", tenant: other.user.tenant })).toMatchObject({ role: "CUSTOMER", user: { tenant: "other" } });
    await expect(here.join({ tenant: "nowhere" })).rejects.toMatchObject(refused(404, "not_found"));
  });

  it.each(["OWNER", "ADMIN", "SUPERVISOR", "OPERATOR"] as const)("%s needs an invitation", async (role) => {
    await expect(here.join({ role })).rejects.toMatchObject(refused(403, "invitation_required"));
  });

  it("a company opens a business of its own", async () => {
    const before = here.opened.length;
    const first = await here.join({ company: "Same Name" });
    const second = await here.join({ company: "Same Name" });
    expect([first.role, second.role]).toEqual(["OWNER", "OWNER"]);
    expect(first.user.tenant).toBe("same-name");
    expect(second.user.tenant).toMatch(/^same-name-[0-9a-f]{8}$/);
    expect(here.opened.length).toBe(before + 2);
  });

  it("an address has one account, in whatever letters", async () => {
    await here.join({ email: "once@example.com" });
    await expect(here.join({ email: "ONCE@example.com" })).rejects.toMatchObject(refused(409, "email_taken"));
    const racers = await Promise.allSettled(Array.from({ length: 10 }, () => here.join({ email: "raced@example.com" })));
    expect(racers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("a refused registration leaves nothing behind", async () => {
    await here.join({ email: "taken@example.com" });
    await expect(here.join({ email: "taken@example.com", company: "Never Opened" })).rejects.toMatchObject(refused(409, "email_taken"));
    const found = await here.database.db.worker((tx) => tx.selectFrom("tenants").select("id").where("slug", "=", "never-opened").execute());
    expect(found).toEqual([]);
  });

  it("a business may keep strangers out", async () => {
    const owner = await here.join({ company: "Private" });
    await here.people.changeTenant(await actorOf(here.people, owner), { customerSignUp: false });
    await expect(here.join({ tenant: "private" })).rejects.toMatchObject(refused(403, "sign_up_closed"));
    expect(await here.hire(owner, "CUSTOMER")).toMatchObject({ role: "CUSTOMER", user: { tenant: "private" } });
  });

  it("an address that registers without end is slowed down", async () => {
    const ip = here.ip();
    const tries = await Promise.allSettled(Array.from({ length: 62 }, () => here.people.register(someone({ role: "OWNER" }), ip)));
    const codes = tries.map((one) => (one as PromiseRejectedResult).reason.code);
    expect(codes.filter((code) => code === "too_many_attempts")).toHaveLength(2);
  });
});

it("opens no business for strangers where sign-up is closed", async () => {
  const here = await world({ signUpOpen: false });
  await here.join();
  await expect(here.join({ company: "Uninvited" })).rejects.toMatchObject(refused(403, "sign_up_closed"));
  await here.close();
});
