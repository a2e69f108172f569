import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { API_PATHS } from "../../src/http/dashboard.ts";
import { bareServer, refusal } from "./bare-server.ts";

let app: FastifyInstance;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "firstring-dashboard-"));
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(folder, "index.html"), "<!doctype html><title>Firstring</title>");
  writeFileSync(join(folder, "assets", "app-1a2b3c.js"), "go()");
  app = await bareServer([], { dashboardDir: folder });
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

const browse = (url: string, method: "GET" | "POST" = "GET") => app.inject({ method, url, headers: { accept: "text/html,application/xhtml+xml" } });

test("every page of the dashboard is its one document, asked for anew each time", async () => {
  for (const url of ["/", "/calls", "/calls/01989f6e-7c1a-7b5e-9d6f-2f4c8f1f2a3b?tab=replay", "/agents/new", "/apiary"]) {
    const page = await browse(url);
    expect([url, page.statusCode, page.headers["cache-control"]]).toEqual([url, 200, "no-cache"]);
    expect(page.body).toContain("<title>Firstring</title>");
  }
});
test("assets are kept for good, and one that is missing is not a page", async () => {
  const asset = await app.inject({ url: "/assets/app-1a2b3c.js" });
  expect([asset.body, asset.headers["cache-control"]]).toEqual(["go()", "public, max-age=31536000, immutable"]);
  expect(refusal(await browse("/assets/app-old.js")).status).toBe(404);
});
test("it never stands in for the API, nor for what lies beside it", async () => {
  for (const path of API_PATHS.filter((one) => !["docs", "metrics", "socket.io"].includes(one)))
    expect(refusal(await browse(`/${path}/nothing`)).status).toBe(404);
  expect(refusal(await browse("/calls", "POST")).status).toBe(404);
  expect(refusal(await app.inject({ url: "/calls", headers: { accept: "application/json" } })).status).toBe(404);
  for (const url of ["/../../etc/passwd", "/..%2f..%2fetc/passwd", "/assets/%2e%2e/%2e%2e/secret"])
    expect((await app.inject({ url })).statusCode).toBeGreaterThanOrEqual(400);
});
test("without a build the root says what to do", async () => {
  const bare = await bareServer([]);
  expect(refusal(await bare.inject({ url: "/" }))).toMatchObject({ status: 404, code: "not_built", message: expect.stringContaining("npm run build") });
  await bare.close();
});
