import { randomUUID } from "node:crypto";
import { allRoutes } from "@firstring/contract/routes/all.ts";
import type { Route } from "@firstring/contract/routes/route.ts";
import type { CreationOptions } from "@firstring/contract/schemas/passkey.ts";
import { type Role, roles } from "@firstring/contract/schemas/role.ts";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { TenantId } from "../src/lib/ids.ts";
import { messages } from "../src/messages/messages.ts";
import { realClock } from "../src/ports/clock.ts";
import { demoTenantId } from "../src/seeds/tenants.ts";
import { type Answer, startApp, type TestApp } from "./harness/app.ts";
import { asOwner } from "./harness/database.ts";
import { sample } from "./http/sample.ts";
import { authenticator } from "./people/authenticator.ts";

/**
 * Every route × every role × a foreign business (GUARANTEES S1 b), from the list of all routes: a new route is covered when it is declared.
 * Two businesses hold a row of every kind; A asks, and B must not be read, changed, counted, or learnt to exist.
 */

type Business = { tenant: TenantId; tokens: Record<Role, string>; keys: { read: string; write: string }; ids: Map<string, string[]> };

const lists = allRoutes.filter(({ method, path, shape }) => method === "GET" && shape === "list" && !path.includes(":"));
const ofOne = allRoutes.filter(({ path }) => path.includes("/:id"));
/** `/api/agents` of `/api/agents/:id/revisions`. */
const collectionOf = ({ path }: Route): string => path.slice(0, path.indexOf("/:"));
/** People are not listed under the path that tells how their conversations went. */
const STATS = "/api/conversations/stats/user";
const TEAM = "/api/team";
/** Rows of a collection that are tried: the rest would only take time. */
const TRIED = 3;
/** What a customer may see of is their own. */
const owned = ["/api/bookings", "/api/conversations", "/api/auth/sessions", "/api/auth/passkeys"];
/** Made by hand: an example cannot hold what was signed for a challenge of this run. */
const byHand = ["/api/bookings", "/api/auth/passkeys"];

let app: TestApp;
let a: Business;
let b: Business;
beforeAll(async () => {
  app = await startApp();
  [a, b] = await Promise.all([business("demo-hvac"), business("demo-rides")]);
  // The demo owner belongs to both.
  const both = a.ids.get(TEAM) ?? [];
  b.ids.set(
    TEAM,
    (b.ids.get(TEAM) ?? []).filter((id) => !both.includes(id)),
  );
}, 120_000);
afterAll(async () => app.stop());

const call = (route: Route, at: { id?: string; query?: string; body?: unknown; as?: string; key?: string }): Promise<Answer> =>
  app.ask(`${route.path.replace("/:id", `/${at.id ?? randomUUID()}`)}${at.query ?? ""}`, {
    method: route.method,
    ...(at.as !== undefined && { as: at.as }),
    ...(at.key !== undefined && { headers: { "x-api-key": at.key } }),
    ...(at.body !== undefined && { body: at.body }),
  });
const takesBody = ({ method, body }: Route): boolean => method !== "GET" && !body.safeParse(undefined).success;
const bodyOf = (route: Route): unknown => (takesBody(route) ? sample(route.body).body : undefined);
const code = ({ body }: Answer): unknown => (body as { code?: unknown }).code;

/** A business with people of every role and a row of every kind that routes are about. */
async function business(slug: "demo-hvac" | "demo-rides"): Promise<Business> {
  const tenant = demoTenantId(slug);
  const tokens = {} as Record<Role, string>;
  const ids = new Map<string, string[]>();
  for (const role of roles) {
    const { id, token } = await app.person(tenant, role);
    tokens[role] = token;
    ids.set(STATS, [...(ids.get(STATS) ?? []), id]);
  }
  const as = tokens.OWNER;
  const paths = new Set(lists.map(({ path }) => path));
  for (const route of allRoutes) {
    if (route.method !== "POST" || !paths.has(route.path) || byHand.includes(route.path)) continue;
    const made = await call(route, { as, body: bodyOf(route) ?? {} });
    if (made.status >= 300 && made.status !== 409 && !made.text.includes(`"not_configured"`))
      throw new Error(`the example of ${route.id} makes nothing: ${made.status} ${made.text}`);
  }
  await book(as, slug);
  await passkey(as);
  await messages(app.database.db, realClock).take(tenant, { name: "Jean Dupont", phone: "+15145550199", text: "Call me back.", language: "en" });
  const { body } = await app.ask("/api/calls?live=true", { as });
  for (const { id } of (body as { data: { id: string }[] }).data) await app.ask(`/api/calls/${id}/hangup`, { method: "POST", as });
  const [read, write] = await Promise.all([["read"], ["read", "write"]].map(async (scopes) => key(as, scopes)));
  // Mails and the call list follow the log: they are there when their readers have come so far.
  for (const path of new Set(ofOne.map(collectionOf))) {
    if (path === STATS) continue;
    ids.set(
      path,
      await until(
        `a row of ${path}`,
        async () => idsOf(path, as),
        (found) => found.length > 0,
      ),
    );
  }
  await until(
    "all calls to end",
    async () => ((await app.ask("/api/calls?live=true", { as })).body as { data: unknown[] }).data,
    (live) => live.length === 0,
  );
  await rest(tenant, ids.get("/api/endpoints") ?? [], as);
  return { tenant, tokens, keys: { read: read ?? "", write: write ?? "" }, ids };
}

/** What is sent is tried again by itself; paused, its rows change by nothing but what is asked. */
async function rest(tenant: TenantId, endpoints: readonly string[], as: string): Promise<void> {
  for (const id of endpoints) expect((await app.ask(`/api/endpoints/${id}`, { method: "PUT", as, body: { status: "paused" } })).status).toBe(200);
  const atWork = (): Promise<number> =>
    asOwner(
      app.database.ownerUrl,
      async (owner) => (await owner.query("select from deliveries where tenant_id = $1 and lease_id is not null", [tenant])).rowCount ?? 0,
    );
  await until("deliveries to rest", atWork, (found) => found === 0);
}

/** Asks again until it is so. */
async function until<T>(what: string, ask: () => Promise<T>, is: (found: T) => boolean): Promise<T> {
  const seen = async (): Promise<T> => {
    const found = await ask();
    if (!is(found)) throw new Error(`waited for ${what}`);
    return found;
  };
  return vi.waitFor(seen, { timeout: 20_000, interval: 50 });
}

const key = async (as: string, scopes: readonly string[]): Promise<string> =>
  ((await app.ask("/api/api-keys", { as, body: { name: scopes.join(), scopes } })).body as { data: { key: string } }).data.key;

async function idsOf(path: string, as: string): Promise<string[]> {
  const { body } = await app.ask(`${path}?limit=100`, { as });
  return (body as { data: { id: string }[] }).data.map(({ id }) => id);
}

/** One booking of the first service at its first free time, for somebody with an address, so that a mail is written. */
async function book(as: string, slug: "demo-hvac" | "demo-rides"): Promise<void> {
  const service = slug === "demo-hvac" ? "repair" : "ride";
  const free = (await app.ask(`/api/bookings/availability?service=${service}&days=14`, { as })).body as { data: { free: { startsAt: string }[] } };
  const startsAt = free.data.free[0]?.startsAt;
  const slots =
    slug === "demo-hvac"
      ? { problem: "no heat", address: "1280 Sherbrooke West, Montréal", name: "Jean Dupont", phone: "+15145550199" }
      : { passengers: 1, pickup: "1280 Sherbrooke West, Montréal", dropoff: "Trudeau airport", name: "Jean Dupont", phone: "+15145550199" };
  const booked = await app.ask("/api/bookings", {
    as,
    body: { service, startsAt, slots, customer: { name: "Jean Dupont", phone: "+15145550199", email: "jean@example.com" } },
  });
  if (booked.status !== 201) throw new Error(`no booking: ${booked.status} ${booked.text}`);
}

/** A passkey of whoever asks, made by a device in software. */
async function passkey(as: string): Promise<void> {
  const { body } = await app.ask("/api/auth/passkeys/options", { method: "POST", as });
  const credential = authenticator("https://calls.example.com").create((body as { data: CreationOptions }).data);
  const added = await app.ask("/api/auth/passkeys", { as, body: { credential } });
  if (added.status !== 201) throw new Error(`no passkey: ${added.status} ${added.text}`);
}

describe("who may ask what", () => {
  // An undeclared query member is refused by whoever is let in, before anything happens: 400 means allowed.
  const asks = (route: Route, at: { as?: string; key?: string }) =>
    call(route, { ...at, query: "?notDeclared=1", body: route.method === "GET" ? undefined : bodyOf(route) });
  test.each(allRoutes.map((route) => [route.id, route] as const))("%s", async (_id, route) => {
    const { who } = route;
    const may = (role: Role): number => (who === "public" || who === "signed_in" || who.includes(role) ? 400 : 403);
    const expected: Record<string, number> = Object.fromEntries(roles.map((role) => [role, may(role)]));
    const given: Record<string, number> = {};
    for (const role of roles) given[role] = (await asks(route, { as: a.tokens[role] })).status;
    expect(given).toEqual(expected);
    expect((await asks(route, {})).status).toBe(who === "public" ? 400 : 401);
    expect((await asks(route, { key: a.keys.write })).status).toBe(may("ADMIN"));
    if (who !== "public") expect((await asks(route, { key: a.keys.read })).status).toBe(route.effect ? 403 : may("ADMIN"));
  });
});

describe("a foreign business", () => {
  /** Everything B's owner can list. */
  async function all(of: Business): Promise<Record<string, unknown>> {
    const told: Record<string, unknown> = {};
    for (const { path } of lists) told[path] = ((await app.ask(`${path}?limit=100`, { as: of.tokens.OWNER })).body as { data: unknown }).data;
    return told;
  }

  test.each(ofOne.map((route) => [route.id, route] as const))("%s answers as if its rows did not exist", async (_id, route) => {
    const before = route.method === "GET" ? {} : await all(b);
    for (const id of (b.ids.get(collectionOf(route)) ?? []).slice(0, TRIED)) {
      for (const role of ["OWNER", "CUSTOMER"] as const) {
        const [foreign, nowhere] = [
          await call(route, { id, as: a.tokens[role], body: bodyOf(route) }),
          await call(route, { as: a.tokens[role], body: bodyOf(route) }),
        ];
        expect([foreign.status, code(foreign)]).toEqual([nowhere.status, code(nowhere)]);
        if (collectionOf(route) !== STATS) expect(foreign.status).toBe(Array.isArray(route.who) && !route.who.includes(role) ? 403 : 404);
      }
    }
    if (route.method !== "GET") expect(await all(b)).toEqual(before);
  });

  test("no answer without an id tells of its rows, to any role", async () => {
    const foreign = [...b.ids.values()].flat();
    for (const route of allRoutes.filter(({ method, path }) => method === "GET" && !path.includes(":"))) {
      for (const role of roles) {
        const { text } = await call(route, { as: a.tokens[role], query: route.shape === "list" ? "?limit=100" : "" });
        expect([route.id, role, foreign.filter((id) => text.includes(id))]).toEqual([route.id, role, []]);
      }
    }
  });

  test("its ids in a filter find nothing", async () => {
    const foreign = [...b.ids.values()].map(([first]) => first ?? "");
    let tried = 0;
    for (const route of lists) {
      const { body, texts } = sample(route.query);
      for (const [name] of texts) {
        if (!isUuid((body as Record<string, unknown>)[String(name)])) continue;
        for (const id of foreign) {
          const found = await call(route, { as: a.tokens.OWNER, query: `?${String(name)}=${id}` });
          tried += 1;
          expect([route.id, name, found.status === 200 ? (found.body as { data: unknown[] }).data : []]).toEqual([route.id, name, []]);
        }
      }
    }
    expect(tried).toBeGreaterThan(0);
  });

  test("its ids in a body are refused, and nothing of it changes", async () => {
    const before = await all(b);
    let tried = 0;
    for (const route of allRoutes.filter(({ method }) => method === "POST" || method === "PUT")) {
      const { made, texts, saying } = sample(route.body);
      for (const place of texts.filter((one) => isUuid(one.reduce<unknown>((at, step) => (at as Record<string | number, unknown>)[step], made)))) {
        for (const [collection, [id = ""]] of b.ids) {
          const own = route.path.includes("/:id") ? a.ids.get(collectionOf(route))?.[0] : undefined;
          const answer = await call(route, { as: a.tokens.OWNER, body: saying(place, id), ...(own !== undefined && { id: own }) });
          tried += 1;
          expect([route.id, place, collection, answer.status >= 400 && answer.status < 500]).toEqual([route.id, place, collection, true]);
        }
      }
    }
    expect(tried).toBeGreaterThan(0);
    expect(await all(b)).toEqual(before);
  });
});

describe("a customer", () => {
  test("does not see what belongs to others of the same business", async () => {
    const token = a.tokens.CUSTOMER;
    for (const path of owned) {
      const { body, text } = await app.ask(`${path}?limit=100`, { as: token });
      const others = (a.ids.get(path) ?? []).filter((id) => text.includes(id));
      expect([path, others, (body as { success: boolean }).success]).toEqual([path, [], true]);
    }
    for (const route of ofOne.filter((one) => owned.includes(collectionOf(one)))) {
      for (const id of (a.ids.get(collectionOf(route)) ?? []).slice(0, TRIED)) {
        const answer = await call(route, { id, as: token, body: bodyOf(route) });
        expect([route.id, answer.status]).toEqual([route.id, Array.isArray(route.who) && !route.who.includes("CUSTOMER") ? 403 : 404]);
      }
    }
  });
});

const isUuid = (value: unknown): boolean => typeof value === "string" && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
