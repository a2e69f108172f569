import { readdir } from "node:fs/promises";
import { allRoutes } from "@firstring/contract/routes/all.ts";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findEndpoints } from "../../src/http/find-endpoints.ts";
import { hook } from "../../src/http/hook.ts";
import { openApi } from "../../src/http/openapi.ts";
import { bareServer } from "./bare-server.ts";

type Json = { [key: string]: unknown };
const document = openApi(allRoutes, [], { version: "1.2.3" });
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, of]) => ({ path, method, of: of as Json })),
);

test("every route file is in the list of all routes, each route once", async () => {
  const folder = new URL("../../../contract/src/routes/", import.meta.url);
  const files = (await readdir(folder)).filter((name) => !["all.ts", "route.ts"].includes(name));
  const declared = (await Promise.all(files.map((name) => import(new URL(name, folder).href)))).flatMap((module: Json) => Object.values(module));
  const ids = declared.map((route) => (route as { id: string }).id).sort();
  expect(allRoutes.map(({ id }) => id).sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

test("every route is served by one file, and nothing else is", async () => {
  const served = (await findEndpoints(new URL("../../src/http/api/", import.meta.url))).flatMap((found) => (found.kind === "endpoint" ? [found.route.id] : []));
  expect(served.sort()).toEqual(allRoutes.map(({ id }) => id).sort());
});

test("nothing that carries a secret is kept for an Idempotency-Key", () => {
  const secret = /^(token|refreshToken|key|secret|password|recoveryCodes|otpauth)$/i;
  const names = (value: unknown): string[] =>
    typeof value === "object" && value !== null ? Object.entries(value).flatMap(([name, member]) => [name, ...names(member)]) : [];
  for (const { id, idempotent } of allRoutes) {
    const { of } = operations.find((one) => one.of["operationId"] === id)!;
    const replies = names(of["responses"] as Json).filter((name) => secret.test(name));
    if (idempotent) expect([id, replies]).toEqual([id, []]);
  }
});

describe("OpenAPI 3.1", () => {
  test("has every path and method of every route", () => {
    const wanted = allRoutes.flatMap(({ method, path, also = [] }) => [path, ...also].map((at) => `${method} ${at.replaceAll(/:(\w+)/g, "{$1}")}`));
    expect(operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`).sort()).toEqual(wanted.sort());
  });
  test("names each operation once, with tag, summary, security and failures", () => {
    const ids = operations.map(({ of }) => of["operationId"]);
    expect(new Set(ids).size).toBe(ids.length);
    const tags = document.tags.map(({ name }) => name);
    for (const { of } of operations) {
      expect(of).toMatchObject({ summary: expect.stringMatching(/./), responses: { 429: expect.anything(), default: expect.anything() } });
      expect(tags).toEqual(expect.arrayContaining(of["tags"] as string[]));
      expect(Array.isArray(of["security"])).toBe(true);
    }
  });
  test("every reference leads somewhere", () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, target]) => target!);
    expect(references.length).toBeGreaterThan(0);
    for (const target of new Set(references)) {
      expect(target).toMatch(/^#\//);
      const found = target
        .slice(2)
        .split("/")
        .reduce<unknown>((at, step) => (at as Json | undefined)?.[step], document);
      expect([target, typeof found]).toEqual([target, "object"]);
    }
  });
  test("declares exactly the parameters that stand in a path", () => {
    for (const { path, of } of operations) {
      const declared = ((of["parameters"] as Json[] | undefined) ?? []).filter((parameter) => parameter["in"] === "path").map(({ name }) => name);
      expect([path, declared.sort()]).toEqual([path, [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()]);
    }
  });
  test("examples are valid", () => {
    for (const { body, id } of allRoutes) {
      const example = body.meta()?.["example"];
      if (example !== undefined) expect([id, body.safeParse(example).error?.issues ?? []]).toEqual([id, []]);
    }
  });
  test("shows hooks too", () => {
    const { paths } = openApi(
      [],
      [
        hook({
          id: "in",
          tag: "In",
          summary: "In",
          methods: ["GET", "POST"],
          paths: ["/webhooks/x/:slug"],
          handle: async () => ({ status: 204, type: "text/plain", body: "" }),
        }),
      ],
      {
        version: "1",
      },
    );
    expect(paths["/webhooks/x/{slug}"]).toMatchObject({
      get: { operationId: "in_get" },
      post: { operationId: "in_post", parameters: [{ name: "slug", in: "path" }] },
    });
  });
});

describe("served", () => {
  let app: FastifyInstance;
  beforeAll(async () => {
    app = await bareServer(await findEndpoints(new URL("../../src/http/api/", import.meta.url)));
  });
  afterAll(async () => app.close());

  test("the document, and a reference page that asks nobody else", async () => {
    expect((await app.inject({ url: "/api/openapi.json" })).json()).toMatchObject({ openapi: "3.1.0", servers: [{ url: "/" }] });
    const page = await app.inject({ url: "/docs" });
    expect(page.headers["content-type"]).toContain("text/html");
    expect(page.body).not.toMatch(/https?:/);
    expect((await app.inject({ url: "/docs/reference/js/scalar.js" })).headers["content-type"]).toContain("javascript");
  });
  test("health and metrics", async () => {
    expect((await app.inject({ url: "/health" })).json()).toEqual({ success: true, data: { status: "ok", version: "0.0.0", uptimeMs: 5 } });
    expect((await app.inject({ url: "/health/ready" })).statusCode).toBe(200);
    expect((await app.inject({ url: "/health/live" })).statusCode).toBe(200);
    expect((await app.inject({ url: "/health/detailed" })).json().data).toMatchObject({
      status: "ok",
      queue: { unfinished: 2 },
      consumers: [{ name: "calls", behind: 1 }],
      calls: { live: 3 },
    });
    const metrics = (await app.inject({ url: "/metrics" })).body;
    for (const line of [
      "firstring_live_calls 3",
      "firstring_inbox_unfinished 2",
      'firstring_consumer_behind_events{consumer="calls"} 1',
      "firstring_event_loop_lag_p99_seconds",
      'firstring_http_request_duration_seconds_count{method="GET",route="/health",status="200"} 1',
    ])
      expect(metrics).toContain(line);
  });
  test("every route that wants a sign-in refuses without one, on every path", async () => {
    for (const { method, path, also = [], who } of allRoutes) {
      for (const url of [path, ...also]) {
        if (who === "public") continue;
        const answer = await app.inject({ method, url: url.replaceAll(/:\w+/g, "01989f6e-7c1a-7b5e-9d6f-2f4c8f1f2a3b") });
        expect([method, url, answer.statusCode, answer.json().code]).toEqual([method, url, 401, "unauthenticated"]);
      }
    }
  });
});
