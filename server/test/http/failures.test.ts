import { connect } from "node:net";
import { route } from "@firstring/contract/routes/route.ts";
import { text } from "@firstring/contract/schemas/common.ts";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { endpoint } from "../../src/http/endpoint.ts";
import { BODY_BYTES, JSON_DEPTH } from "../../src/http/limits.ts";
import { Refusal } from "../../src/lib/refusal.ts";
import { as, bareServer, refusal } from "./bare-server.ts";

const tag = "Test";
const rename = endpoint(
  route({
    id: "things.rename",
    method: "POST",
    path: "/api/things/:id",
    also: ["/things/:id"],
    tag,
    summary: "Rename",
    who: ["OWNER"],
    params: z.strictObject({ id: z.uuid() }),
    body: z.strictObject({ name: text(10), inner: z.strictObject({ n: z.int() }).optional() }),
    reply: z.object({ name: z.string() }),
    status: 201,
  }),
  async ({ body }) => ({ name: body.name, hash: "not declared" }) as { name: string },
);
const broken = endpoint(
  route({ id: "things.broken", method: "GET", path: "/api/broken", tag, summary: "Breaks", who: "public", reply: z.string() }),
  async () => {
    throw new Error("the password of the database is hunter2");
  },
);
const away = endpoint(route({ id: "things.away", method: "GET", path: "/api/away", tag, summary: "Away", who: "public", reply: z.null() }), async () => {
  throw Object.assign(new Error("terminating connection"), { code: "57P01" });
});
const lies = endpoint(
  route({ id: "things.lies", method: "GET", path: "/api/lies", tag, summary: "Lies", who: "public", reply: z.object({ n: z.int() }) }),
  async () => ({ n: "x" }) as never,
);
const full = endpoint(route({ id: "things.full", method: "GET", path: "/api/full", tag, summary: "Full", who: "public", reply: z.null() }), async () => {
  throw new Refusal(429, "too_many_attempts", "Wait a little.", { retryAfterMs: 1500 });
});
const mine = endpoint(
  route({ id: "things.mine", method: "GET", path: "/api/mine", tag, summary: "Mine", who: "public", reply: z.string() }),
  async ({ tenant }) => tenant,
);
const list = endpoint(
  route({
    id: "things.list",
    method: "GET",
    path: "/api/things",
    tag,
    summary: "List",
    who: "signed_in",
    query: z.strictObject({
      limit: z.coerce.number().int().min(1).max(100).default(20),
      offset: z.coerce.number().int().optional(),
      page: z.coerce.number().int().optional(),
    }),
    reply: z.array(z.object({ n: z.int() })),
    shape: "list",
  }),
  async () => ({ rows: [{ n: 1 }], total: 41 }),
);

const id = "01989f6e-7c1a-7b5e-9d6f-2f4c8f1f2a3b";
const url = `/api/things/${id}`;
const owner = as("t", "OWNER");
let app: FastifyInstance;
let strict: FastifyInstance;
beforeAll(async () => {
  app = await bareServer([rename, broken, away, lies, full, mine, list]);
  strict = await bareServer([mine], { requestsPerMinute: 2 });
});
afterAll(async () => {
  await app.close();
  await strict.close();
});

const post = (payload: string | object, headers: Record<string, string> = owner) => app.inject({ method: "POST", url, headers, payload });
const postText = (payload: string, type = "application/json") => post(payload, { ...owner, "content-type": type });

describe("every refusal has the one shape", () => {
  test("401 without credentials, before the body is looked at", async () => {
    const answer = await post("{", { "content-type": "application/json" });
    expect(refusal(answer)).toMatchObject({ status: 401, code: "unauthenticated" });
    expect(answer.headers["www-authenticate"]).toBe("Bearer");
  });
  test("401 with wrong credentials, 403 with the wrong role", async () => {
    expect(refusal(await post({ name: "a" }, { authorization: "Bearer nonsense" }))).toMatchObject({ status: 401 });
    expect(refusal(await post({ name: "a" }, as("t", "OPERATOR")))).toMatchObject({ status: 403, code: "forbidden" });
  });
  test.each([
    ["a field that is too long", { name: "x".repeat(11) }, "body.name"],
    ["an unknown field", { name: "x", admin: true }, "body"],
    ["a missing field", {}, "body.name"],
    ["a wrong type far inside", { name: "x", inner: { n: "1" } }, "body.inner.n"],
    ["an unknown field far inside", { name: "x", inner: { n: 1, m: 2 } }, "body.inner"],
    ["NUL", { name: "a\u0000b" }, "body.name"],
    ["half a surrogate pair", { name: "a\ud800b" }, "body.name"],
    ["NUL in a key", { "a\u0000": 1 }, "body"],
  ])("400 with the path for %s", async (_what, body, path) => {
    const refused = refusal(await post(body));
    expect(refused).toMatchObject({ status: 400, code: "invalid" });
    expect(refused.details?.map((detail) => detail.path)).toContain(path);
  });
  test("400 for a wrong parameter and an unknown query member", async () => {
    expect(refusal(await app.inject({ method: "POST", url: "/api/things/x", headers: owner, payload: { name: "a" } })).details?.[0]?.path).toBe("params.id");
    expect(refusal(await app.inject({ url: "/api/things?nope=1", headers: owner }))).toMatchObject({ status: 400, details: [{ path: "query" }] });
  });
  test.each([
    "{",
    "",
    "nonsense",
    '{"name":}',
    '{"__proto__":{"x":1},"name":"a"}',
    '{"constructor":{"prototype":{"x":1}},"name":"a"}',
    "\u0000",
    "null",
    "[]",
    '"x"',
    "1",
  ])("400 for the JSON body %j", async (body) => {
    expect(refusal(await postText(body)).status).toBe(400);
  });
  test("400 for nesting made to exhaust a stack", async () => {
    expect(refusal(await postText(`${"[".repeat(100_000)}`)).status).toBe(400);
    expect(refusal(await postText(`{"name":${"[".repeat(JSON_DEPTH)}${"]".repeat(JSON_DEPTH)}}`)).message).toContain("nested too deeply");
    expect(refusal(await postText(`${'{"a":'.repeat(40_000)}1${"}".repeat(40_000)}`)).status).toBe(400);
  });
  test("400 for another content type, 413 for too much", async () => {
    expect(refusal(await postText("<a/>", "text/xml"))).toMatchObject({ status: 400, code: "unsupported_media_type" });
    expect(refusal(await post({ name: "x".repeat(BODY_BYTES) }))).toMatchObject({ status: 413, code: "too_large" });
  });
  test("404 for what is nobody's, in any method; 400 for an address that is none", async () => {
    for (const method of ["GET", "POST", "PUT", "DELETE"] as const)
      expect(refusal(await app.inject({ method, url: "/api/nothing" }))).toMatchObject({ status: 404, code: "not_found" });
    expect(refusal(await app.inject({ method: "DELETE", url, headers: owner }))).toMatchObject({ status: 404 });
    expect(refusal(await app.inject({ url: "/api/%ff" })).status).toBe(400);
  });
  test("429 says how long to wait", async () => {
    const answer = await app.inject({ url: "/api/full" });
    expect(refusal(answer)).toMatchObject({ status: 429, code: "too_many_attempts" });
    expect(answer.headers["retry-after"]).toBe("2");
  });
  test("500 tells nothing of what went wrong", async () => {
    const answer = await app.inject({ url: "/api/broken" });
    expect(refusal(answer)).toMatchObject({ status: 500, code: "internal" });
    expect(answer.body).not.toContain("hunter2");
    expect(refusal(await app.inject({ url: "/api/lies" })).status).toBe(500);
  });
  test("503 while the database is away, with when to try again", async () => {
    const answer = await app.inject({ url: "/api/away" });
    expect(refusal(answer)).toMatchObject({ status: 503, code: "unavailable" });
    expect(answer.headers["retry-after"]).toBe("1");
  });
  test("in development, and only there, 500 shows the stack", async () => {
    const development = await bareServer([broken], { mode: "development" });
    expect((await development.inject({ url: "/api/broken" })).json().stack).toContain("hunter2");
    await development.close();
  });
  test("what is not even HTTP is answered in the same shape", async () => {
    const port = Number(new URL(await app.listen({ port: 0, host: "127.0.0.1" })).port);
    const answer = await new Promise<string>((resolve, reject) => {
      let heard = "";
      const socket = connect(port, "127.0.0.1", () => socket.write("NONSENSE\r\n\r\n"));
      socket.on("data", (bytes) => {
        heard += bytes.toString();
      });
      socket.on("close", () => resolve(heard));
      socket.on("error", reject);
    });
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
    expect(JSON.parse(answer.split("\r\n\r\n")[1] ?? "")).toMatchObject({ error: true, code: "invalid_request" });
  });
});

describe("answers", () => {
  test("carry only what the schema declares, on every path of the route", async () => {
    for (const at of [url, `/things/${id}`]) {
      const answer = await app.inject({ method: "POST", url: at, headers: owner, payload: { name: "é 😀" } });
      expect([answer.statusCode, answer.json()]).toEqual([201, { success: true, data: { name: "é 😀" } }]);
    }
  });
  test("a list says where it stands, by offset or by page", async () => {
    const get = async (query: string) => (await app.inject({ url: `/api/things${query}`, headers: owner })).json();
    expect(await get("")).toEqual({ success: true, data: [{ n: 1 }], pagination: { total: 41, limit: 20, offset: 0, hasMore: true } });
    expect((await get("?page=3")).pagination).toEqual({ total: 41, limit: 20, offset: 40, hasMore: false });
    expect((await get("?limit=1&offset=40")).pagination).toEqual({ total: 41, limit: 1, offset: 40, hasMore: false });
  });
  test("a public route knows who asks when it is told, and does not mind a stale token", async () => {
    expect((await app.inject({ url: "/api/mine", headers: owner })).json().data).toBe("t");
    expect(refusal(await app.inject({ url: "/api/mine", headers: { authorization: "Bearer stale" } })).status).toBe(401);
    expect((await app.inject({ url: "/api/full", headers: { authorization: "Bearer stale" } })).statusCode).toBe(429);
  });
});

describe("doors", () => {
  test("rate limits say where one stands, and when to come back", async () => {
    const one = await strict.inject({ url: "/api/mine", headers: owner });
    expect(one.headers).toMatchObject({ "ratelimit-limit": "2", "ratelimit-remaining": "1" });
    await strict.inject({ url: "/api/mine", headers: owner });
    const three = await strict.inject({ url: "/api/mine", headers: owner });
    expect(refusal(three)).toMatchObject({ status: 429, code: "too_many_requests" });
    expect(Number(three.headers["retry-after"])).toBeGreaterThan(0);
  });
  test("only listed origins may read answers", async () => {
    const from = async (origin: string) => (await app.inject({ url: "/api/mine", headers: { ...owner, origin } })).headers["access-control-allow-origin"];
    expect(await from("https://app.example.com")).toBe("https://app.example.com");
    expect(await from("https://evil.example.com")).toBeUndefined();
    const preflight = await app.inject({
      method: "OPTIONS",
      url,
      headers: { origin: "https://app.example.com", "access-control-request-method": "POST", "access-control-request-headers": "idempotency-key" },
    });
    expect(preflight.statusCode).toBe(204);
  });
  test("browsers are told to be careful", async () => {
    const { headers } = await app.inject({ url: "/api/mine", headers: owner });
    expect(headers["content-security-policy"]).toContain("script-src 'self';");
    expect(headers).toMatchObject({ "x-content-type-options": "nosniff", "x-frame-options": "SAMEORIGIN" });
    expect(headers["x-powered-by"]).toBeUndefined();
  });
  test("an address that a proxy reports is believed only when there is a proxy", async () => {
    const ip = endpoint(
      route({ id: "ip", method: "GET", path: "/api/ip", tag, summary: "ip", who: "public", reply: z.string() }),
      async ({ origin }) => origin.ip,
    );
    const [direct, proxied] = [await bareServer([ip]), await bareServer([ip], { proxies: 1 })];
    const headers = { "x-forwarded-for": "6.6.6.6, 7.7.7.7" };
    expect((await direct.inject({ url: "/api/ip", headers })).json().data).toBe("127.0.0.1");
    expect((await proxied.inject({ url: "/api/ip", headers })).json().data).toBe("7.7.7.7");
    await Promise.all([direct.close(), proxied.close()]);
  });
});
