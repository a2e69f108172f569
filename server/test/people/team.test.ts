import { type Role, roles } from "@firstring/contract/schemas/role.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PersonId } from "../../src/lib/ids.ts";
import { mayGive } from "../../src/people/grants.ts";
import { actorOf, refused, stranger, type World, world } from "./world.ts";

let here: World;
beforeAll(async () => {
  here = await world({ connections: 10 });
});
afterAll(() => here.close());

const forbidden = refused(403, "forbidden");
const notFound = refused(404, "not_found");
const first = { limit: 100, offset: 0 };
const idOf = (one: { userId: string }) => one.userId as PersonId;

/** A business with one person of each role, and a second owner. */
async function business() {
  const owner = await here.join({ company: "Team" });
  here.clock.advance(1);
  const members = Object.fromEntries(await Promise.all(roles.map(async (role) => [role, await here.hire(owner, role)]))) as Record<
    Role,
    Awaited<ReturnType<World["join"]>>
  >;
  return { owner, members, tenant: (await actorOf(here.people, owner)).tenant };
}

describe("roles", () => {
  it.each(roles.flatMap((actor) => roles.map((target) => ({ actor, target }))))(
    "$actor changes and removes $target only when they may",
    async ({ actor, target }) => {
      const { owner } = await business();
      const acting = await actorOf(here.people, await here.hire(owner, actor));
      const person = idOf(await here.hire(owner, target));
      for (const role of roles) {
        const change = here.people.changeRole(acting, person, role);
        if (mayGive(actor, target) && mayGive(actor, role)) {
          expect(await change).toMatchObject({ id: person, role });
          await here.people.changeRole(await actorOf(here.people, owner), person, target);
        } else await expect(change).rejects.toMatchObject(forbidden);
      }
      const removal = here.people.removeMember(acting, person);
      if (mayGive(actor, target)) await removal;
      else await expect(removal).rejects.toMatchObject(forbidden);
    },
  );

  it("count from the next request on, and a removed member is out", async () => {
    const { owner, members } = await business();
    const acting = await actorOf(here.people, owner);
    const { token, refreshToken } = members.OPERATOR;
    await here.people.changeRole(acting, idOf(members.OPERATOR), "SUPERVISOR");
    expect((await here.people.authenticate({ bearer: token })).person?.role).toBe("SUPERVISOR");
    await here.people.removeMember(acting, idOf(members.OPERATOR));
    await expect(here.people.authenticate({ bearer: token })).rejects.toMatchObject(refused(401, "unauthenticated"));
    await expect(here.people.refresh(refreshToken)).rejects.toMatchObject(refused(401, "invalid_refresh_token"));
  });

  it("always leave an owner", async () => {
    const acting = await actorOf(here.people, await here.join({ company: "Alone" }));
    const last = refused(409, "last_owner");
    await expect(here.people.removeMember(acting, acting.person.id)).rejects.toMatchObject(last);
    await expect(here.people.changeRole(acting, acting.person.id, "ADMIN")).rejects.toMatchObject(last);
    expect(await here.people.changeRole(acting, acting.person.id, "OWNER")).toMatchObject({ role: "OWNER" });
  });

  it("leave an owner also when owners remove each other at once", async () => {
    for (let round = 0; round < 5; round++) {
      const one = await here.join({ company: "Duel" });
      const [a, b] = [await actorOf(here.people, one), await actorOf(here.people, await here.hire(one, "OWNER"))];
      const both = await Promise.allSettled([here.people.removeMember(a, b.person.id), here.people.removeMember(b, a.person.id)]);
      expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect((await here.people.listTeam(a.tenant, { ...first, role: "OWNER" })).total).toBe(1);
    }
  });

  it("may be laid down by oneself", async () => {
    const { members } = await business();
    const acting = await actorOf(here.people, members.ADMIN);
    await here.people.removeMember(acting, acting.person.id);
  });
});

describe("the team", () => {
  it("is who works here, and customers when they are asked for", async () => {
    const { tenant, members, owner } = await business();
    const staff = await here.people.listTeam(tenant, first);
    expect(staff.total).toBe(5);
    expect(staff.rows[0]).toMatchObject({ id: owner.userId, role: "OWNER" });
    expect(staff.rows.map(({ role }) => role)).not.toContain("CUSTOMER");
    const customers = await here.people.listTeam(tenant, { ...first, role: "CUSTOMER" });
    expect(customers.rows.map(({ id }) => id)).toEqual([members.CUSTOMER.userId]);
    expect(await here.people.listTeam(tenant, { limit: 2, offset: 4 })).toMatchObject({ rows: [{}], total: 5 });
  });

  it("is nobody else's: another business sees, changes and removes none of it", async () => {
    const { members } = await business();
    const theirs = await actorOf(here.people, await here.join({ company: "Elsewhere" }));
    expect((await here.people.listTeam(theirs.tenant, first)).total).toBe(1);
    for (const person of [idOf(members.OPERATOR), stranger()]) {
      await expect(here.people.changeRole(theirs, person, "CUSTOMER")).rejects.toMatchObject(notFound);
      await expect(here.people.removeMember(theirs, person)).rejects.toMatchObject(notFound);
    }
    await here.people.authenticate({ bearer: members.OPERATOR.token });
  });

  it("shows a tenant's own work nothing of persons but their card", async () => {
    const { tenant } = await business();
    const read = (column: "email" | "password_hash" | "totp_secret") =>
      here.database.db.tenant(tenant, (tx) => tx.selectFrom("persons").select(column).execute());
    expect(await read("email")).toHaveLength(6);
    await expect(read("password_hash")).rejects.toThrow(/permission denied/);
    await expect(read("totp_secret")).rejects.toThrow(/permission denied/);
  });
});

describe("invitations", () => {
  it("make a member of who registers with them, once, for the address they were sent to", async () => {
    const owner = await here.join({ company: "Inviting" });
    const acting = await actorOf(here.people, owner);
    const { token } = await here.people.invite(acting, { email: "Luc@Example.com", role: "SUPERVISOR" });
    expect(here.mails.at(-1)).toMatchObject({
      tenant: acting.tenant,
      to: "luc@example.com",
      text: expect.stringContaining(`https://calls.example.com/join#invitation=${token}`),
    });
    const invalid = refused(403, "invitation_invalid");
    await expect(here.join({ email: "somebody.else@example.com", invitation: token })).rejects.toMatchObject(invalid);
    expect(await here.join({ email: "luc@example.com", invitation: token, role: "OWNER" })).toMatchObject({ role: "SUPERVISOR", user: { tenant: "inviting" } });
    await expect(here.join({ email: "luc2@example.com", invitation: token })).rejects.toMatchObject(invalid);
  });

  it("make one member, however many race with them", async () => {
    const acting = await actorOf(here.people, await here.join({ company: "Raced" }));
    const { token } = await here.people.invite(acting, { email: "racer@example.com", role: "ADMIN" });
    const all = await Promise.allSettled(Array.from({ length: 10 }, () => here.join({ email: "racer@example.com", invitation: token })));
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("are over after a week, when they are revoked, and when a newer one is sent", async () => {
    const acting = await actorOf(here.people, await here.join({ company: "Ending" }));
    const invite = () => here.people.invite(acting, { email: "late@example.com", role: "OPERATOR" });
    const invalid = refused(403, "invitation_invalid");
    const [older, newer] = [await invite(), await invite()];
    expect((await here.people.listInvitations(acting.tenant, first)).rows.map(({ id }) => id)).toEqual([newer.id]);
    await expect(here.join({ email: "late@example.com", invitation: older.token })).rejects.toMatchObject(invalid);
    await here.people.revokeInvitation(acting, newer.id);
    await expect(here.join({ email: "late@example.com", invitation: newer.token })).rejects.toMatchObject(invalid);
    await expect(here.people.revokeInvitation(acting, newer.id)).rejects.toMatchObject(notFound);
    const last = await invite();
    here.clock.advance(7 * 24 * 60 * 60_000);
    await expect(here.join({ email: "late@example.com", invitation: last.token })).rejects.toMatchObject(invalid);
  });

  it("raise a customer who has an account already, and nobody else", async () => {
    const owner = await here.join({ company: "Raising" });
    const acting = await actorOf(here.people, owner);
    const customer = await actorOf(here.people, await here.join({ tenant: owner.user.tenant }));
    const accept = async (role: Role) =>
      here.people.acceptInvitation(customer.person, (await here.people.invite(acting, { email: customer.person.email, role })).token, here.ip());
    expect(await accept("ADMIN")).toMatchObject({ role: "ADMIN", user: { tenant: owner.user.tenant } });
    await expect(accept("OPERATOR")).rejects.toMatchObject(refused(409, "already_member"));
  });

  it("cannot be given above one's own means, nor by a key for owners", async () => {
    const owner = await here.join({ company: "Means" });
    const admin = await actorOf(here.people, await here.hire(owner, "ADMIN"));
    const { person: _, ...key } = admin;
    for (const acting of [admin, key]) {
      await expect(here.people.invite(acting, { email: "x@example.com", role: "OWNER" })).rejects.toMatchObject(forbidden);
      await here.people.invite(acting, { email: "x@example.com", role: "OPERATOR" });
    }
  });

  it("are nobody else's", async () => {
    const mine = await actorOf(here.people, await here.join({ company: "Mine" }));
    const theirs = await actorOf(here.people, await here.join({ company: "Theirs" }));
    const { id } = await here.people.invite(mine, { email: "y@example.com", role: "OPERATOR" });
    expect((await here.people.listInvitations(theirs.tenant, first)).total).toBe(0);
    await expect(here.people.revokeInvitation(theirs, id)).rejects.toMatchObject(notFound);
  });
});
