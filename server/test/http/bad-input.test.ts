import { readFileSync } from "node:fs";
import { allRoutes } from "@firstring/contract/routes/all.ts";
import type { Route } from "@firstring/contract/routes/route.ts";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { demoTenantId } from "../../src/seeds/tenants.ts";
import { type Answer, startApp, type TestApp } from "../harness/app.ts";
import { sample, textAt } from "./sample.ts";

const fixture = (path: string): unknown => JSON.parse(readFileSync(new URL(`../fixtures/${path}`, import.meta.url), "utf8"));
const naughty = fixture("naughty/blns.json") as string[];
const jsonCases = Object.entries(fixture("json/cases.json") as Record<string, string>);

/** Each text field is tried with so many of the strings, but a route with all of them once at the most; which goes round. */
const TRIED = 40;
const triedOf = (fields: number): number => Math.min(TRIED, Math.ceil(naughty.length / fields));
/** Signing in and out are left out of the flood: they would sign the tester out, and hash a password each. */
const floods = (route: Route): boolean => (route.method === "POST" || route.method === "PUT") && !route.id.startsWith("auth.");
const asking = allRoutes.filter(({ method }) => method === "GET");
const taking = allRoutes.filter((route) => route.method !== "GET" && sample(route.body).texts.length > 0);

/** Routes that must take some of the strings, or the test would prove nothing. */
const stores = ["agents.create", "agents.update", "knowledge.create", "knowledge.update", "numbers.update", "conversations.create", "tenant.update"];

let app: TestApp;
let owner: string;
/** An id of every collection, for the routes of one thing. */
const ids = new Map<string, string>();
beforeAll(async () => {
  app = await startApp({ TRUST_PROXIES: "1" });
  ({ token: owner } = await app.person(demoTenantId("demo-rides"), "OWNER"));
  for (const { path, method, shape } of allRoutes) {
    if (method !== "GET" || shape !== "list" || path.includes(":")) continue;
    const { body } = await app.ask(path, { as: owner });
    const first = (body as { data?: { id?: unknown }[] }).data?.[0]?.id;
    if (typeof first === "string") ids.set(path, first);
  }
});
afterAll(async () => app.stop());

const addressOf = ({ path }: Route): string =>
  path.replace(/\/:\w+/g, (_step, at: number) => `/${ids.get(path.slice(0, at)) ?? "01989f6e-7c1a-7b5e-9d6f-2f4c8f1f2a3b"}`);
const send = (route: Route, sent: { body?: unknown; raw?: string; headers?: Record<string, string> }): Promise<Answer> =>
  app.ask(addressOf(route), { method: route.method, as: owner, ...sent });

/** Works through a list, a few at a time. */
async function inLanes<T>(all: readonly T[], work: (one: T, index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let index = next++; index < all.length; index = next++) await work(all[index]!, index);
  };
  await Promise.all([lane(), lane(), lane(), lane()]);
}

/** A clear refusal, or done; never our fault. */
function clear(answer: Answer, what: string): void {
  // Where a carrier's account is wanted and none is set, that is said: the contract's own answer.
  if (answer.status === 503 && answer.text.includes('"not_configured"')) return;
  if (answer.status >= 500) throw new Error(`${answer.status} for ${what}: ${answer.text}`);
  if (answer.status >= 400)
    expect([what, answer.body]).toMatchObject([
      what,
      { error: true, code: expect.any(String), message: expect.stringMatching(/./), requestId: expect.any(String) },
    ]);
}

describe("naughty strings", () => {
  test.each(taking.filter(floods).map((route) => [route.id, route] as const))("%s: a clear refusal, or kept as they are", async (_id, route) => {
    const { texts, saying } = sample(route.body);
    let kept = 0;
    await inLanes(
      texts.flatMap((place) => Array.from({ length: triedOf(texts.length) }, () => place)),
      async (place, index) => {
        const text = naughty[index % naughty.length] ?? "";
        const answer = await send(route, { body: saying(place, text) });
        clear(answer, `${route.id} ${place.join(".")} = ${JSON.stringify(text)}`);
        if (answer.status >= 300) return;
        kept += 1;
        const stored = textAt((answer.body as { data?: unknown }).data ?? answer.body, place);
        if (typeof stored === "string") expect([text, text.trim(), text.toLowerCase()]).toContain(stored);
      },
    );
    if (stores.includes(route.id)) expect(kept).toBeGreaterThan(0);
  });
  test("sign-in takes them too", async () => {
    for (const text of naughty.slice(0, 200))
      clear(await app.ask("/api/auth/login", { body: { email: text, password: text || "x" } }), `login with ${JSON.stringify(text)}`);
  });
  // Routes that cost money answer 429 long before the strings are through.
  test.each(asking.filter(({ perMinute }) => perMinute === undefined).map((route) => [route.id, route] as const))(
    "%s: in every member of its query",
    async (_id, route) => {
      let next = 0;
      for (const name of Object.keys((sample(route.query).body ?? {}) as object)) {
        await inLanes(Array.from({ length: TRIED / 2 }), async () => {
          const text = naughty[next++ % naughty.length] ?? "";
          const answer = await app.ask(`${addressOf(route)}?${name}=${encodeURIComponent(text.toWellFormed())}`, { as: owner });
          clear(answer, `${route.id}?${name}=${JSON.stringify(text)}`);
        });
      }
    },
  );
  test("and every list can still be read", async () => {
    for (const { path, method, id } of allRoutes) {
      if (method !== "GET" || path.includes(":")) continue;
      const { status, body } = await app.ask(path, { as: owner });
      // Where the other side is not set up, that is said.
      expect([id, status < 500 || (body as { code: string }).code === "not_configured"]).toEqual([id, true]);
    }
  });
});

describe("JSON", () => {
  test.each(jsonCases)("%s is no reason to break", async (name, bytes) => {
    for (const path of ["/api/agents", "/api/auth/login"]) {
      const answer = await fetch(app.url + path, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${owner}` },
        body: Buffer.from(bytes, "base64"),
      });
      const text = await answer.text();
      clear({ status: answer.status, body: JSON.parse(text), text, headers: answer.headers }, name);
      if (name.startsWith("n_")) expect(answer.status).toBe(400);
    }
  });
  test("nor is anything else that JSON can say", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...taking.filter(floods)), fc.json({ maxDepth: 4 }), async (route, raw) =>
        clear(await send(route, { raw }), `${route.id} ${raw}`),
      ),
      { numRuns: 300 },
    );
  });
});

test("fields that are not declared are refused by every route", async () => {
  // From an address of its own: what was tried before has used up what costs money.
  const headers = { "x-forwarded-for": "203.0.113.7" };
  for (const route of taking) {
    const { body } = sample(route.body);
    const answer = await send(route, { headers, body: { ...(body as object), notDeclared: 1 } });
    expect([route.id, answer.status, (answer.body as { code: string }).code]).toEqual([route.id, 400, "invalid"]);
  }
  for (const route of asking) {
    const answer = await app.ask(`${addressOf(route)}?notDeclared=1`, { as: owner, headers });
    expect([route.id, answer.status]).toEqual([route.id, 400]);
  }
});
