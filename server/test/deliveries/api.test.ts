import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { signedEvent } from "@firstring/contract/schemas/outgoing-event.ts";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { newId, type TenantId } from "../../src/lib/ids.ts";
import { postgresLog } from "../../src/log/postgres.ts";
import { realClock } from "../../src/ports/clock.ts";
import { demoTenantId } from "../../src/seeds/tenants.ts";
import { spec } from "../consumers/happenings.ts";
import { startApp, type TestApp } from "../harness/app.ts";

type Got = { headers: IncomingHttpHeaders; body: string };
let app: TestApp;
let tenant: TenantId;
let token: string;
let server: Server;
let url: string;
let got: Got[] = [];
let answer = 200;

beforeAll(async () => {
  app = await startApp({ EGRESS_ALLOW: "127.0.0.1" });
  tenant = demoTenantId("demo-hvac");
  token = (await app.person(tenant, "OWNER")).token;
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      got.push({ headers: request.headers, body: Buffer.concat(chunks).toString("utf8") });
      response.writeHead(answer).end("thanks");
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});
afterAll(async () => {
  await app.stop();
  await new Promise((closed) => server.close(closed));
});
beforeEach(() => {
  got = [];
  answer = 200;
});

type Made = { id: string; secret: string; secretMask: string };
const dataOf = <T>({ body }: { body: unknown }): T => (body as { data: T }).data;
const make = async (given: Record<string, unknown> = {}): Promise<Made> => {
  const made = await app.ask("/api/endpoints", { as: token, body: { url, ...given } });
  expect(made.status, made.text).toBe(201);
  return dataOf<Made>(made);
};

/** A call that books nothing, from its first fact to its last, as the engine would write it. */
async function call(): Promise<string> {
  const id = newId();
  const log = postgresLog(app.database.db, realClock);
  const atMs = Date.parse("2026-11-26T15:00:00Z");
  await log.append(tenant, `call/${id}`, 0, [
    {
      event: { type: "call.opened", direction: "inbound", from: "+15145551234", to: "+15145555678", channel: "vapi", agent: spec, external: `call_${id}` },
      atMs,
    },
    { event: { type: "leg.answered", leg: "caller", by: "human" }, atMs: atMs + 1000 },
    { event: { type: "caller.said", leg: "caller", text: "Bonjour, je voudrais prendre un rendez-vous…" }, atMs: atMs + 4000 },
    { event: { type: "leg.ended", leg: "caller", why: "caller_hung_up" }, atMs: atMs + 181_000 },
    { event: { type: "call.ended", why: "caller_hung_up", outcome: "answered" }, atMs: atMs + 181_000 },
  ]);
  await log.close();
  return id;
}

test("the facts of a call leave as documented, signed both ways, in a sequence without gaps, once each", async () => {
  const endpoint = await make();
  const id = await call();
  await vi.waitFor(() => expect(got).toHaveLength(3), { timeout: 20_000 });
  const events = got.map(({ headers, body }) => {
    new Webhook(endpoint.secret).verify(body, headers as Record<string, string>);
    expect(headers["x-webhook-signature"]).toBe(`sha256=${createHmac("sha256", endpoint.secret).update(body).digest("hex")}`);
    const event = signedEvent.parse(JSON.parse(body));
    const { signature, ...rest } = JSON.parse(body) as { signature: string };
    expect(signature).toBe(`sha256=${createHmac("sha256", endpoint.secret).update(JSON.stringify(rest)).digest("hex")}`);
    expect(headers["webhook-id"]).toBe(event.eventId);
    return event;
  });
  const inOrder = events.toSorted((one, other) => one.sequence - other.sequence);
  expect(inOrder.map(({ eventType, sequence }) => [eventType, sequence])).toEqual([
    ["call.call-started", 1],
    ["call.call-answered", 2],
    ["call.call-ended", 3],
  ]);
  expect(Object.keys(JSON.parse(got[0]!.body) as object)).toEqual(["eventId", "eventType", "timestamp", "sequence", "data", "signature"]);
  expect(inOrder[2]).toMatchObject({
    eventId: `vapi:call_${id}:call-ended:4`,
    timestamp: "2026-11-26T15:03:01.000Z",
    data: {
      callId: id,
      direction: "inbound",
      from: "+15145551234",
      to: "+15145555678",
      status: "completed",
      duration: 180,
      aiHandled: true,
      transcript: "Caller: Bonjour, je voudrais prendre un rendez-vous…",
      outcome: "ANSWERED",
      booking: null,
      vapi: { callId: `call_${id}` },
    },
  });
  const listed = await app.ask(`/dashboard/webhooks/deliveries?callId=${id}`, { as: token });
  await vi.waitFor(async () => {
    const rows = dataOf<{ status: string }[]>(await app.ask(`/dashboard/webhooks/deliveries?callId=${id}`, { as: token }));
    expect(rows.map(({ status }) => status)).toEqual(["delivered", "delivered", "delivered"]);
  });
  const [first] = dataOf<{ id: string }[]>(listed);
  const detail = dataOf<{ body: string; tries: { status: number; responseBody: string; requestHeaders: Record<string, string> }[] }>(
    await app.ask(`/api/dashboard/webhooks/deliveries/${first!.id}`, { as: token }),
  );
  expect(detail.tries).toHaveLength(1);
  expect(detail.tries[0]).toMatchObject({ status: 200, responseBody: "thanks" });
  expect(detail.tries[0]!.requestHeaders["webhook-signature"]).toMatch(/^v1,/);
  expect(got.map(({ body }) => body)).toContain(detail.body);
  // Whoever missed it reads it here, or streams it.
  const left = dataOf<{ event: { eventId: string } }[]>(await app.ask(`/api/events?callId=${id}`, { as: token }));
  expect(left.map(({ event }) => event.eventId)).toEqual(inOrder.map(({ eventId }) => eventId));
  await app.ask(`/api/endpoints/${endpoint.id}`, { method: "DELETE", as: token });
});

test("secrets and headers are sealed at rest, shown once, and their places cannot be exchanged", async () => {
  const endpoint = await make({ headers: { "X-Token": "a token for n8n, in clear" } });
  const again = await app.ask(`/api/endpoints/${endpoint.id}`, { as: token });
  expect(again.text).not.toContain(endpoint.secret);
  expect(again.text).not.toContain("a token for n8n, in clear");
  expect(dataOf<Made>(again).secretMask).toBe(`${endpoint.secret.slice(0, 4)}…${endpoint.secret.slice(-4)}`);
  const [row] = await app.database.db.worker((tx) => tx.selectFrom("endpoints").selectAll().where("id", "=", endpoint.id).execute());
  expect(JSON.stringify(row)).not.toContain(endpoint.secret.slice(6));
  expect(JSON.stringify(row)).not.toContain("a token for n8n, in clear");
  await app.ask(`/api/endpoints/${endpoint.id}/test`, { as: token, method: "POST" });
  await vi.waitFor(() => expect(got).toHaveLength(1), { timeout: 20_000 });
  expect(got[0]!.headers["x-token"]).toBe("a token for n8n, in clear");
  expect(JSON.parse(got[0]!.body)).toMatchObject({ eventType: "endpoint.test" });
  await app.ask(`/api/endpoints/${endpoint.id}`, { method: "DELETE", as: token });
});

test("a secret is exchanged with an overlap in which both are in force", async () => {
  const endpoint = await make();
  const rotated = dataOf<Made>(await app.ask(`/api/endpoints/${endpoint.id}/rotate`, { as: token, body: { overlapHours: 1 } }));
  expect(rotated.secret).not.toBe(endpoint.secret);
  await app.ask(`/api/endpoints/${endpoint.id}/test`, { as: token, method: "POST" });
  await vi.waitFor(() => expect(got).toHaveLength(1), { timeout: 20_000 });
  for (const secret of [endpoint.secret, rotated.secret]) new Webhook(secret).verify(got[0]!.body, got[0]!.headers as Record<string, string>);
  const at = dataOf<Made>(await app.ask(`/api/endpoints/${endpoint.id}/rotate`, { as: token, body: { overlapHours: 0 } }));
  got = [];
  await app.ask(`/api/endpoints/${endpoint.id}/test`, { as: token, method: "POST" });
  await vi.waitFor(() => expect(got).toHaveLength(1), { timeout: 20_000 });
  new Webhook(at.secret).verify(got[0]!.body, got[0]!.headers as Record<string, string>);
  expect(() => new Webhook(rotated.secret).verify(got[0]!.body, got[0]!.headers as Record<string, string>)).toThrow(/./);
  await app.ask(`/api/endpoints/${endpoint.id}`, { method: "DELETE", as: token });
});

test("410 disables with a mail; what was on its way is a dead letter and goes again, the same bytes, once the endpoint is enabled", async () => {
  const endpoint = await make({ eventTypes: ["call.call-ended"] });
  answer = 410;
  await call();
  const state = async () => dataOf<{ status: string; disabledWhy: string; dead: number }>(await app.ask(`/api/endpoints/${endpoint.id}`, { as: token }));
  await vi.waitFor(async () => expect(await state()).toMatchObject({ status: "disabled", disabledWhy: "gone", dead: 1 }), { timeout: 20_000 });
  expect(got).toHaveLength(1);
  const mails = dataOf<{ kind: string }[]>(await app.ask("/api/mails", { as: token }));
  expect(mails.map(({ kind }) => kind)).toContain("endpoint.disabled");
  const refused = await app.ask(`/api/endpoints/${endpoint.id}/redeliver`, { as: token, body: { which: "dead" } });
  expect(refused.status).toBe(409);
  answer = 200;
  await app.ask(`/api/endpoints/${endpoint.id}`, { method: "PUT", as: token, body: { status: "enabled" } });
  expect(dataOf(await app.ask(`/api/endpoints/${endpoint.id}/redeliver`, { as: token, body: { which: "dead" } }))).toEqual({ queued: 1 });
  await vi.waitFor(() => expect(got).toHaveLength(2), { timeout: 20_000 });
  expect(got[1]!.body).toBe(got[0]!.body);
  expect(got[1]!.headers["webhook-id"]).toBe(got[0]!.headers["webhook-id"]);
  // One alone, too.
  await vi.waitFor(async () => expect(await state()).toMatchObject({ dead: 0 }));
  const [one] = dataOf<{ id: string }[]>(await app.ask(`/api/dashboard/webhooks/deliveries?endpointId=${endpoint.id}`, { as: token }));
  expect((await app.ask(`/api/dashboard/webhooks/deliveries/${one!.id}/retry`, { method: "POST", as: token })).status).toBe(202);
  await vi.waitFor(() => expect(got).toHaveLength(3), { timeout: 20_000 });
  expect(got[2]!.body).toBe(got[0]!.body);
  await app.ask(`/api/endpoints/${endpoint.id}`, { method: "DELETE", as: token });
});

test("an address inside is refused before it is kept, with what to do", async () => {
  for (const inside of [
    "http://10.0.0.1/",
    "http://localhost.:1/",
    "http://[::1]/",
    "http://169.254.169.254/latest/meta-data",
    "ftp://example.com/",
    "https://me:pw@example.com/",
  ]) {
    const refused = await app.ask("/api/endpoints", { as: token, body: { url: inside } });
    if (inside.includes("localhost")) continue; // Loopback is opened in this test.
    expect(refused.status, inside).toBe(400);
  }
  expect((await app.ask("/api/endpoints", { as: token, body: { url, headers: { "webhook-signature": "x" } } })).status).toBe(400);
  expect((await app.ask("/api/endpoints", { as: token, body: { url, headers: { "x-a": "b\r\nc: d" } } })).status).toBe(400);
});

test("deeds are written down", async () => {
  const rows = dataOf<{ action: string }[]>(await app.ask("/api/audit?limit=100", { as: token }));
  expect(new Set(rows.map(({ action }) => action))).toEqual(
    new Set([...rows.map(({ action }) => action), "endpoint.created", "endpoint.changed", "endpoint.deleted", "endpoint.secret_rotated"]),
  );
});

test("every kind of event has a sample that fits its schema", async () => {
  const types = dataOf<{ eventType: string; sample: unknown; schema: string }[]>(await app.ask("/api/event-types", { as: token }));
  expect(types.length).toBeGreaterThanOrEqual(11);
  for (const { sample } of types) signedEvent.parse({ ...(sample as object), signature: "sha256=" });
});
