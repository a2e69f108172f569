import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Endpoint } from "../../src/http/endpoint.ts";
import { findEndpoints } from "../../src/http/find-endpoints.ts";
import type { Parts } from "../../src/http/parts.ts";
import { httpServer } from "../../src/http/server.ts";
import { demoSignIn, seedPeople } from "../../src/seeds/people.ts";
import { seedTenants } from "../../src/seeds/tenants.ts";
import { edgeConfig } from "../http/bare-server.ts";
import { authenticator } from "./authenticator.ts";
import { password, publicUrl, type World, world } from "./world.ts";

let here: World;
let app: FastifyInstance;
beforeAll(async () => {
  here = await world();
  await here.database.db.worker(async (tx) => {
    await seedTenants(tx);
    await seedPeople(tx, here.clock.nowMs(), "test");
  });
  const tags = ["Accounts", "API keys", "Team", "Business", "Audit"];
  const all = await findEndpoints(new URL("../../src/http/api/", import.meta.url));
  const ours = all.filter((one): one is Endpoint => one.kind === "endpoint" && tags.includes(one.route.tag));
  const parts: Partial<Parts> = { config: edgeConfig, logger: pino({ level: "silent" }), clock: here.clock, db: here.database.db, people: here.people };
  // These endpoints use no other part.
  app = await httpServer(parts as Parts, ours);
});
afterAll(async () => {
  await app.close();
  await here.close();
});

type Asked = { token?: string | undefined; key?: string; body?: object };
async function ask(method: "GET" | "POST" | "PUT" | "DELETE", url: string, { token, key, body }: Asked = {}) {
  const headers = { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...(key !== undefined && { "x-api-key": key }) };
  const answer = await app.inject({ method, url, headers, remoteAddress: here.ip(), ...(body && { payload: body }) });
  return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
}

const logIn = async (body: object = { email: demoSignIn.email, password: demoSignIn.password }) => (await ask("POST", "/api/auth/login", { body })).body;

describe("accounts over HTTP", () => {
  it("registers in the shape of the contract", async () => {
    const { status, body } = await ask("POST", "/api/auth/register", { body: { email: "api@example.com", password, name: "Api" } });
    expect(status).toBe(201);
    expect(body).toEqual({
      success: true,
      data: { id: expect.any(String), email: "api@example.com", name: "Api", role: "CUSTOMER" },
      token: expect.any(String),
      refreshToken: expect.stringMatching(/^fsr_/),
    });
    const me = await ask("GET", "/api/auth/me", { token: body.token });
    expect(me.body.data).toMatchObject({ role: "CUSTOMER", tenant: "demo-hvac", tenants: [{ slug: "demo-hvac", name: "Demo HVAC", role: "CUSTOMER" }] });
  });

  it.each(["/api/auth/login", "/auth/login"])("signs the demo person in at %s, in the shape of the contract", async (url) => {
    const { status, body } = await ask("POST", url, { body: { email: demoSignIn.email, password: demoSignIn.password } });
    expect(status).toBe(200);
    const { userId } = body;
    expect(body).toEqual({
      success: true,
      token: expect.any(String),
      refreshToken: expect.any(String),
      role: "OWNER",
      userId,
      user: { id: userId, email: "owner@demohvac.com", name: "Demo Owner", role: "OWNER", tenant: "demo-hvac" },
    });
  });

  it("takes the demo person to each of the three businesses", async () => {
    const { token } = await logIn();
    const { body: me } = await ask("GET", "/api/auth/me", { token });
    expect(me.data.tenants.map((one: { slug: string }) => one.slug)).toEqual(["demo-hvac", "demo-rides", "demo-care"]);
    const { body } = await ask("POST", "/api/auth/switch", { token, body: { tenant: "demo-rides" } });
    expect((await ask("GET", "/api/tenant", { token: body.token })).body.data).toMatchObject({ slug: "demo-rides", phone: "+15145550123" });
    expect((await ask("GET", "/api/tenant", { token })).body.data).toMatchObject({ slug: "demo-hvac" });
  });

  it("answers a wrong pair, a missing invitation and unknown members as the contract says", async () => {
    const pair = await ask("POST", "/api/auth/login", { body: { email: demoSignIn.email, password: "not it" } });
    expect([pair.status, pair.body.code]).toEqual([401, "invalid_credentials"]);
    const role = await ask("POST", "/api/auth/register", { body: { email: "boss@example.com", password, role: "ADMIN" } });
    expect([role.status, role.body.code]).toEqual([403, "invitation_required"]);
    for (const body of [
      { email: "x@example.com", password, admin: true },
      { email: "not an address", password },
      { email: "x@example.com", password: "short" },
      { email: "x@example.com", password: "é".repeat(501) },
      {},
    ]) {
      const { status, body: told } = await ask("POST", "/api/auth/register", { body });
      expect([status, told.code]).toEqual([400, "invalid"]);
    }
  });

  it("tells who guesses how long to wait", async () => {
    for (let n = 0; n < 5; n++) await ask("POST", "/api/auth/login", { body: { email: "guessed@example.com", password: "not it" } });
    const { status, headers, body } = await ask("POST", "/api/auth/login", { body: { email: "guessed@example.com", password: "not it" } });
    expect([status, body.code, headers["retry-after"]]).toEqual([429, "too_many_attempts", "60"]);
  });

  it("renews and ends a sign-in", async () => {
    const first = await logIn();
    const { body: second } = await ask("POST", "/api/auth/refresh", { body: { refreshToken: first.refreshToken } });
    expect(second).toMatchObject({ success: true, role: "OWNER", userId: first.userId });
    expect((await ask("POST", "/api/auth/logout", { token: second.token })).status).toBe(200);
    expect((await ask("GET", "/api/auth/me", { token: second.token })).status).toBe(401);
    expect((await ask("POST", "/api/auth/refresh", { body: { refreshToken: second.refreshToken } })).body.code).toBe("invalid_refresh_token");
    const third = await logIn();
    await ask("POST", "/api/auth/logout", { body: { refreshToken: third.refreshToken } });
    expect((await ask("GET", "/api/auth/profile", { token: third.token })).status).toBe(401);
  });

  it("has every account route at work", async () => {
    await ask("POST", "/api/auth/register", { body: { email: "whole@example.com", password } });
    const { token } = await logIn({ email: "whole@example.com", password });
    const ok = async (...asked: Parameters<typeof ask>) => {
      const { status, body } = await ask(...asked);
      expect({ url: asked[1], status, body }).toMatchObject({ status: 200, body: { success: true } });
      return body;
    };
    expect((await ok("PUT", "/api/auth/profile", { token, body: { language: "fr" } })).data).toMatchObject({ language: "fr", totp: false });
    expect((await ok("GET", "/api/auth/sessions?limit=1", { token })).pagination).toEqual({ total: 2, limit: 1, offset: 0, hasMore: true });
    const { data: sessions } = await ok("GET", "/api/auth/sessions", { token });
    await ok("DELETE", `/api/auth/sessions/${sessions.find((one: { current: boolean }) => !one.current).id}`, { token });
    await ok("POST", "/api/auth/password", { token, body: { password, newPassword: "the next password" } });
    await ok("POST", "/api/auth/password/forgot", { body: { email: "whole@example.com" } });
    const reset = /fsp_[\w-]+/.exec(here.mails.at(-1)!.text)![0];
    await ok("POST", "/api/auth/password/reset", { body: { token: reset, newPassword: password } });
    const again = await logIn({ email: "whole@example.com", password });
    expect((await ok("POST", "/api/auth/totp/setup", { token: again.token })).data.uri).toMatch(/^otpauth:/);
    expect((await ask("POST", "/api/auth/totp/enable", { token: again.token, body: { otp: "000000" } })).body.code).toBe("invalid_otp");
    await ok("POST", "/api/auth/totp/disable", { token: again.token, body: { password } });
  });

  it("signs in with a passkey as with a password", async () => {
    const { body: joined } = await ask("POST", "/api/auth/register", { body: { email: "passkey@example.com", password } });
    const { token } = joined;
    const device = authenticator(publicUrl);
    const credential = device.create((await ask("POST", "/api/auth/passkeys/options", { token })).body.data);
    const added = await ask("POST", "/api/auth/passkeys", { token, body: { name: "My phone", credential } });
    expect([added.status, added.body.data]).toEqual([201, { id: expect.any(String), name: "My phone", createdAt: expect.any(String), lastUsedAt: null }]);
    const shown = async () => device.get((await ask("POST", "/api/auth/passkeys/sign-in/options")).body.data);
    const signedIn = await ask("POST", "/api/auth/passkeys/sign-in", { body: { credential: await shown() } });
    const byPassword = await logIn({ email: "passkey@example.com", password });
    expect(signedIn).toMatchObject({ status: 200, body: { ...byPassword, token: expect.any(String), refreshToken: expect.any(String) } });
    expect(Object.keys(signedIn.body)).toEqual(Object.keys(byPassword));
    const at = `/api/auth/passkeys/${added.body.data.id}`;
    expect((await ask("PUT", at, { token: signedIn.body.token, body: { name: "Old phone" } })).body.data.name).toBe("Old phone");
    expect((await ask("GET", "/api/auth/passkeys", { token })).body).toMatchObject({ data: [{ name: "Old phone" }], pagination: { total: 1 } });
    expect((await ask("DELETE", at, { token })).status).toBe(200);
    expect((await ask("POST", "/api/auth/passkeys/sign-in", { body: { credential: await shown() } })).body.code).toBe("unknown_passkey");
  });
});

describe("a business over HTTP", () => {
  it("is run by its owner: team, invitations, keys, settings, audit", async () => {
    const { body: owner } = await ask("POST", "/api/auth/register", { body: { email: "run@example.com", password, company: "Run Co" } });
    const { token } = owner;
    const invited = await ask("POST", "/api/invitations", { token, body: { email: "luc@run.example.com", role: "OPERATOR" } });
    expect([invited.status, invited.body.data.token]).toEqual([201, expect.stringMatching(/^fsi_/)]);
    expect((await ask("GET", "/api/invitations", { token })).body.data[0]).not.toHaveProperty("token");
    const { body: luc } = await ask("POST", "/api/auth/register", { body: { email: "luc@run.example.com", password, invitation: invited.body.data.token } });
    expect(luc.data.role).toBe("OPERATOR");
    expect((await ask("GET", "/api/team", { token: luc.token })).body.data).toHaveLength(2);
    expect((await ask("PUT", `/api/team/${owner.data.id}`, { token: luc.token, body: { role: "OPERATOR" } })).status).toBe(403);
    expect((await ask("PUT", `/api/team/${luc.data.id}`, { token, body: { role: "ADMIN" } })).body.data).toMatchObject({ role: "ADMIN" });
    expect((await ask("DELETE", `/api/team/${owner.data.id}`, { token: luc.token })).body.code).toBe("last_owner");
    expect((await ask("PUT", "/api/tenant", { token, body: { name: "Run & Co", holdMinutes: 7 } })).body.data).toMatchObject({
      name: "Run & Co",
      holdMinutes: 7,
    });
    const made = await ask("POST", "/api/api-keys", { token, body: { name: "n8n" } });
    expect([made.status, made.body.data.scopes]).toEqual([201, ["read", "write"]]);
    const { key, id } = made.body.data;
    expect((await ask("GET", "/api/team", { key })).status).toBe(200);
    expect((await ask("GET", "/api/auth/me", { key })).body.code).toBe("person_required");
    expect((await ask("PUT", "/api/tenant", { key, body: { holdMinutes: 8 } })).status).toBe(200);
    const { body: audit } = await ask("GET", "/api/audit?action=tenant.changed", { token });
    expect(audit.data.map(({ actor }: { actor: string }) => actor).sort()).toEqual([`API key n8n (${key.slice(0, 12)}…)`, "run@example.com"]);
    expect((await ask("DELETE", `/api/api-keys/${id}`, { token })).status).toBe(200);
    expect((await ask("GET", "/api/team", { key })).status).toBe(401);
    expect((await ask("DELETE", `/api/team/${luc.data.id}`, { token })).status).toBe(200);
    expect((await ask("GET", "/api/team", { token: luc.token })).status).toBe(401);
  });

  it("is closed to another business, whatever id is named", async () => {
    const { token } = await logIn();
    const { body: thief } = await ask("POST", "/api/auth/register", { body: { email: "thief@example.com", password, company: "Thieves" } });
    const key = (await ask("POST", "/api/api-keys", { token, body: { name: "mine" } })).body.data;
    const invitation = (await ask("POST", "/api/invitations", { token, body: { email: "z@example.com", role: "OPERATOR" } })).body.data;
    const { body: me } = await ask("GET", "/api/auth/me", { token });
    const session = (await ask("GET", "/api/auth/sessions", { token })).body.data[0];
    const tries: [method: "PUT" | "DELETE", url: string, body?: object][] = [
      ["PUT", `/api/team/${me.data.id}`, { role: "CUSTOMER" }],
      ["DELETE", `/api/team/${me.data.id}`],
      ["DELETE", `/api/api-keys/${key.id}`],
      ["DELETE", `/api/invitations/${invitation.id}`],
      ["DELETE", `/api/auth/sessions/${session.id}`],
    ];
    for (const [method, url, body] of tries) {
      const real = await ask(method, url, { token: thief.token, ...(body && { body }) });
      const madeUp = await ask(method, url.replace(/[^/]+$/, "01989f6e-7c1a-7b5e-9d6f-2f4c8f1f2a3b"), { token: thief.token, ...(body && { body }) });
      expect({ url, status: real.status, code: real.body.code, message: real.body.message }).toEqual({
        url,
        status: 404,
        code: madeUp.body.code,
        message: madeUp.body.message,
      });
    }
    for (const url of ["/api/team", "/api/api-keys", "/api/invitations", "/api/audit"]) {
      expect(JSON.stringify((await ask("GET", url, { token: thief.token })).body.data)).not.toMatch(/demohvac|mine|z@example/);
    }
    expect((await ask("POST", "/api/auth/switch", { token: thief.token, body: { tenant: "demo-hvac" } })).body.code).toBe("no_membership");
  });
});

describe("the demo person", () => {
  it("is never made in production", async () => {
    const work = here.database.db.worker((tx) => seedPeople(tx, here.clock.nowMs(), "production"));
    await expect(work).rejects.toThrow(/never made in production/);
  });

  it("keeps what people changed since", async () => {
    const { token } = await logIn();
    await ask("PUT", "/api/auth/profile", { token, body: { name: "Renamed" } });
    await here.database.db.worker((tx) => seedPeople(tx, here.clock.nowMs(), "test"));
    expect((await logIn()).user.name).toBe("Renamed");
    await ask("PUT", "/api/auth/profile", { token, body: { name: demoSignIn.name } });
  });
});
