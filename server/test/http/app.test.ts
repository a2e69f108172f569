import { afterAll, beforeAll, expect, test } from "vitest";
import { demoTenantId } from "../../src/seeds/tenants.ts";
import { startApp, type TestApp } from "../harness/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(async () => app.stop());

test("the whole product answers, signs people in and is ready", async () => {
  expect((await app.ask("/health/ready")).status).toBe(200);
  const { token } = await app.person(demoTenantId("demo-hvac"), "OWNER");
  expect((await app.ask("/api/agents", { as: token })).body).toMatchObject({ success: true });
});
