import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { network } from "../../src/people/attempts.ts";
import { actorOf, password, refused, type World, world } from "./world.ts";

let here: World;
beforeAll(async () => {
  here = await world({ connections: 10 });
});
afterAll(() => here.close());

const wrong = refused(401, "invalid_credentials");
const tooMany = refused(429, "too_many_attempts");
const MINUTE_MS = 60_000;

describe("signing in", () => {
  it("answers who one is and where", async () => {
    const { user } = await here.join({ company: "Plomberie Côté" });
    const again = await here.people.logIn({ email: user.email, password }, here.ip());
    expect(again).toMatchObject({ success: true, role: "OWNER", userId: user.id, user });
    expect(user.tenant).toBe("plomberie-cote");
  });

  it("does not mind how the address is written", async () => {
    const { user } = await here.join({ email: "Marie.Tremblay@Example.com" });
    expect(user.email).toBe("marie.tremblay@example.com");
    await here.people.logIn({ email: " MARIE.tremblay@example.COM ", password }, here.ip());
  });

  it("answers the same for a wrong password and an unknown address", async () => {
    const { user } = await here.join();
    const [one, other] = await Promise.allSettled([
      here.people.logIn({ email: user.email, password: "not it" }, here.ip()),
      here.people.logIn({ email: "nobody@example.com", password: "not it" }, here.ip()),
    ]);
    expect(one).toMatchObject({ status: "rejected", reason: wrong });
    expect(one).toEqual(other);
  });

  it("goes to the business that is named, if it is one's own", async () => {
    const { user, token } = await here.join({ company: "First of two" });
    const second = await here.join({ company: "Second of two" });
    const invitation = await here.people.invite(await actorOf(here.people, second), { email: user.email, role: "OPERATOR" });
    const { person, tenant } = await here.people.authenticate({ bearer: token });
    here.clock.advance(1);
    await here.people.acceptInvitation(person!, invitation.token, here.ip());
    expect((await here.people.logIn({ email: user.email, password }, here.ip())).user).toMatchObject({ tenant: "first-of-two", role: "OWNER" });
    expect((await here.people.logIn({ email: user.email, password, tenant: "second-of-two" }, here.ip())).user).toMatchObject({ role: "OPERATOR" });
    expect((await here.people.enter(person!.id, "second-of-two", here.ip())).user).toMatchObject({ tenant: "second-of-two" });
    await here.join({ company: "Third" });
    await expect(here.people.enter(person!.id, "third", here.ip())).rejects.toMatchObject(refused(403, "no_membership"));
    expect((await here.people.whoAmI(tenant, person!)).tenants.map((one) => one.slug)).toEqual(["first-of-two", "second-of-two"]);
  });
});

describe("guessing", () => {
  it("is stopped after five tries at one account, known or not, from wherever; the right password does not help", async () => {
    const { user } = await here.join();
    for (const email of [user.email, "unknown@example.com"]) {
      for (let guess = 0; guess < 5; guess++) await expect(here.people.logIn({ email, password: "not it" }, here.ip())).rejects.toMatchObject(wrong);
      await expect(here.people.logIn({ email, password }, here.ip())).rejects.toMatchObject({ ...tooMany, details: { retryAfterMs: MINUTE_MS } });
    }
    here.clock.advance(MINUTE_MS);
    await here.people.logIn({ email: user.email, password }, here.ip());
  });

  it("is stopped after five tries from one address, at whatever accounts", async () => {
    const ip = here.ip();
    for (let guess = 0; guess < 5; guess++) {
      await expect(here.people.logIn({ email: `guess-${guess}@example.com`, password: "not it" }, ip)).rejects.toMatchObject(wrong);
    }
    const { user } = await here.join();
    await expect(here.people.logIn({ email: user.email, password }, ip)).rejects.toMatchObject(tooMany);
    await here.people.logIn({ email: user.email, password }, here.ip());
  });

  it("has five tries in any minute, not five in each", async () => {
    const email = "sliding@example.com";
    const guess = () => here.people.logIn({ email, password: "not it" }, here.ip());
    for (let n = 0; n < 4; n++) await expect(guess()).rejects.toMatchObject(wrong);
    here.clock.advance(MINUTE_MS - 1000);
    await expect(guess()).rejects.toMatchObject(wrong);
    await expect(guess()).rejects.toMatchObject(tooMany);
    here.clock.advance(1000);
    for (let n = 0; n < 4; n++) await expect(guess()).rejects.toMatchObject(wrong);
    await expect(guess()).rejects.toMatchObject(tooMany);
  });

  it("has thirty tries an hour, however slow", async () => {
    const email = "slow@example.com";
    const guess = () => here.people.logIn({ email, password: "not it" }, here.ip());
    for (let n = 0; n < 30; n++) {
      await expect(guess()).rejects.toMatchObject(wrong);
      here.clock.advance(MINUTE_MS / 4);
    }
    await expect(guess()).rejects.toMatchObject(tooMany);
  });

  it("gains nothing by racing", async () => {
    const email = "raced@example.com";
    const guesses = await Promise.allSettled(Array.from({ length: 40 }, () => here.people.logIn({ email, password: "not it" }, here.ip())));
    const codes = guesses.map((guess) => (guess as PromiseRejectedResult).reason.code);
    expect(codes.filter((code) => code === "invalid_credentials")).toHaveLength(5);
    expect(codes.filter((code) => code === "too_many_attempts")).toHaveLength(35);
  });

  it("is not what an office does that signs in all at once", async () => {
    const ip = here.ip();
    const office = await Promise.all(Array.from({ length: 12 }, () => here.join()));
    await Promise.all(office.map(({ user }) => here.people.logIn({ email: user.email, password }, ip)));
    await Promise.all(office.map(({ user }) => here.people.logIn({ email: user.email, password }, ip)));
  });
});

it("counts a whole IPv6 network as one address, and IPv4 within IPv6 as IPv4", () => {
  expect(network("203.0.113.7")).toBe("203.0.113.7");
  expect(network("::ffff:203.0.113.7")).toBe("203.0.113.7");
  expect(network("2001:db8:0:1::7")).toBe("2001:db8:0:1::/64");
  expect(network("2001:DB8:0:1:ffff:ffff:ffff:ffff")).toBe("2001:db8:0:1::/64");
  expect(network("2001:0db8::1")).toBe("2001:db8:0:0::/64");
  expect(network("::1")).toBe("0:0:0:0::/64");
  expect(network("fe80::1%eth0")).toBe("fe80:0:0:0::/64");
});
