import type { Figures } from "@firstring/contract/schemas/metric.ts";
import type { Report } from "@firstring/contract/schemas/report.ts";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { demoTenantId } from "../../src/seeds/tenants.ts";
import { startApp, type TestApp } from "../harness/app.ts";
import { Phone } from "../harness/phone.ts";

const account = { publicUrl: "https://calls.example.com", accountSid: `AC${"0".repeat(32)}`, authToken: "a token of the tests" };
let app: TestApp;
let as: string;
let callSid: string;
beforeAll(async () => {
  app = await startApp({ TWILIO_ACCOUNT_SID: account.accountSid, TWILIO_AUTH_TOKEN: account.authToken });
  as = (await app.person(demoTenantId("demo-rides"), "OWNER")).token;
  const phone = new Phone({ ...account, at: () => app.url }, "demo-rides", "+15145550111", "+15145550123");
  callSid = phone.callSid;
  await phone.ring();
  await phone.say("What are your opening hours?");
  await phone.hangUp();
  await vi.waitFor(async () => expect((await get<{ figures: Figures }>("/api/dashboard/calls/metrics")).figures.calls).toBe(1), {
    timeout: 20_000,
    interval: 50,
  });
}, 60_000);
afterAll(() => app.stop());

async function get<T>(path: string): Promise<T> {
  const { status, body, text } = await app.ask(path, { as });
  expect(status, `${path}: ${text}`).toBe(200);
  return (body as { data: T }).data;
}

describe("the figures of one call", () => {
  test("are the same under both prefixes, by day, over all days and in the report", async () => {
    const metrics = await get<{ figures: Figures; byOutcome: Record<string, number>; byProvider: Record<string, number> }>("/api/dashboard/calls/metrics");
    expect(metrics).toMatchObject({ figures: { calls: 1, inbound: 1, answered: 1, answeredShare: 1, aiHandled: 1, missed: 0 }, byProvider: { twilio: 1 } });
    expect(metrics.figures.replyP95Ms).toBeGreaterThan(0);
    expect(Object.values(metrics.byOutcome).reduce((sum, count) => sum + count, 0)).toBe(1);
    expect((await get<{ figures: Figures }>("/dashboard/calls/metrics")).figures).toEqual(metrics.figures);
    expect((await get<{ figures: Figures }>("/dashboard/metrics/aggregated")).figures).toEqual(metrics.figures);
    const [newest, ...older] = await get<{ date: string; figures: Figures }[]>("/dashboard/metrics?limit=7");
    expect(newest?.figures).toEqual(metrics.figures);
    expect(older.map(({ figures }) => figures.calls)).toEqual([0, 0, 0, 0, 0, 0]);
    const report = await get<Report>("/api/reports");
    expect(report).toMatchObject({
      figures: metrics.figures,
      figuresBefore: { calls: 0, answeredShare: null },
      agents: [{ name: "Sam", revision: 1 }],
      channels: [{ channel: "twilio" }],
    });
    expect(report.days).toHaveLength(30);
    expect(report.hours).toMatchObject([{ calls: 1, missed: 0 }]);
  });

  test("lead to the call: every filter that a figure is drilled by finds it, and none else", async () => {
    const { period } = await get<{ period: { startDate: string; endDate: string } }>("/api/dashboard/calls/metrics");
    const [at] = (await get<Report>("/api/reports")).hours;
    const range = `startDate=${period.startDate}&endDate=${period.endDate}`;
    const found = async (filter: string) => (await get<unknown[]>(`/api/calls?${range}&${filter}`)).length;
    expect(await found(`only=answered&weekday=${at?.weekday}&hour=${at?.hour}&revision=1`)).toBe(1);
    expect(await found("only=ai_handled")).toBe(1);
    for (const none of ["only=missed", "only=rescued", "only=charged", "sentiment=urgent", "revision=2", `hour=${((at?.hour ?? 0) + 1) % 24}`])
      expect(await found(none), none).toBe(0);
    expect((await get<unknown[]>("/api/calls?endDate=2020-01-01")).length).toBe(0);
  });

  test("have the shapes of the dashboards that ask for them", async () => {
    const [agent] = await get<{ id: string; name: string }[]>("/api/agents");
    const info = await get<Record<string, unknown>>(`/dashboard/agent-info/${agent?.id}`);
    expect(info).toMatchObject({ id: agent?.id, agent_id: agent?.id, agent_name: agent?.name, status: "active" });
    expect(Object.keys(info).sort()).toEqual(["agent_id", "agent_name", "created_at", "id", "status", "updated_at"]);
    for (const sortBy of ["date", "duration", "cost"]) {
      const { calls, pagination } = await get<{ calls: Record<string, unknown>[]; pagination: object }>(
        `/api/dashboard/call-history/${agent?.id}?sortBy=${sortBy}`,
      );
      expect(pagination).toEqual({ total: 1, limit: 20, offset: 0, hasMore: false });
      expect(calls[0]).toMatchObject({
        call_id: callSid,
        caller_info: "+15145550111",
        call_status: "ended",
        disconnection_reason: "caller_hung_up",
        recording_url: null,
      });
      expect(calls[0]?.["transcript"]).toMatch(/^Agent: [\s\S]*User: What are your opening hours\?/);
    }
    const [row] = await get<Record<string, unknown>[]>("/dashboard/calls?page=1&limit=5");
    expect(row).toMatchObject({ external_call_id: callSid, provider: "twilio", ai_handled: true, status: "COMPLETED", customer_phone: "+15145550111" });
    expect(await get<object>(`/dashboard/calls/${String(row?.["id"])}`)).toEqual(row);
    expect((await app.ask("/dashboard/agent-info/01989f6e-7c1a-7b5e-9d6f-2f4c8f1f2a3b", { as })).status).toBe(404);
  });

  test("are billed by the rule they ended under, and come as files", async () => {
    const rule = { incrementSeconds: 60, minimumSeconds: 120, includedMinutes: 1, centsPerMinute: 12.5, monthlyCents: 9900, currency: "CAD" };
    expect((await app.ask("/api/billing/rule", { as, method: "PUT", body: rule })).status).toBe(200);
    const month = (await get<{ period: { endDate: string } }>("/api/dashboard/calls/metrics")).period.endDate.slice(0, 7);
    const before = await get<{ billedMinutes: number }>(`/api/billing/statements/${month}`);
    expect(before.billedMinutes).toBeLessThan(1);
    const phone = new Phone({ ...account, at: () => app.url }, "demo-rides", "+15145550112", "+15145550123");
    await phone.ring();
    await phone.hangUp();
    const after = () => get<{ calls: number; billedMinutes: number; extraMinutes: number; totalCents: number }>(`/api/billing/statements/${month}`);
    await vi.waitFor(async () => expect((await after()).calls).toBe(2), { timeout: 20_000, interval: 50 });
    const statement = await after();
    expect(statement.billedMinutes).toBeCloseTo(before.billedMinutes + 2);
    expect(statement.totalCents).toBe(9900 + Math.round(statement.extraMinutes * 12.5));
    for (const [path, start] of [
      [`/api/billing/statements/${month}/file?format=pdf&language=fr`, "%PDF-"],
      [`/api/billing/statements/${month}/file?format=csv`, "\uFEFFDay,Calls"],
      ["/api/reports/export?format=csv", "\uFEFFday,calls"],
      ["/api/reports/export?format=xlsx", "PK"],
    ] as const) {
      const { status, text, headers } = await app.ask(path, { as });
      expect(status, path).toBe(200);
      expect(headers.get("content-disposition")).toMatch(/^attachment; filename="[\w.-]+"$/);
      expect(text.replace(/^\uFEFF?/, "").startsWith(start.replace(/^\uFEFF/, "")), path).toBe(true);
    }
    expect((await app.ask("/api/reports?startDate=2026-12-01&endDate=2026-11-01", { as })).status).toBe(400);
  });
});
