import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openEnvelope, sealInEnvelope } from "../src/lib/envelope.ts";
import { sealWith } from "../src/lib/seal.ts";
import { demoTenantId } from "../src/seeds/tenants.ts";
import { type Answer, startApp, type TestApp } from "./harness/app.ts";
import { asOwner } from "./harness/database.ts";
import { Phone } from "./harness/phone.ts";

const random = (length: number): string => randomBytes(length).toString("hex").slice(0, length);
const sid = `AC${random(32)}`;
const token = random(32);
const TENANT = demoTenantId("demo-hvac");

/** Every carrier in one: says 200 to the keys it knows, else what it is told to. */
let carrier: Server;
let asked: IncomingMessage[] = [];
let otherwise = 401;
let known = "";
let app: TestApp;
let owner: string;
beforeAll(async () => {
  carrier = createServer((request, response) => {
    asked.push(request);
    response.writeHead(request.headers.authorization === known || (known === "any" && request.headers.authorization !== undefined) ? 200 : otherwise).end("{}");
  });
  await new Promise<void>((resolve) => carrier.listen(0, "127.0.0.1", resolve));
  const base = `http://127.0.0.1:${(carrier.address() as AddressInfo).port}`;
  app = await startApp({ TWILIO_BASE_URL: base, TELNYX_BASE_URL: `${base}/v2`, VAPI_BASE_URL: base, RETELL_BASE_URL: base, EGRESS_ALLOW: "127.0.0.1" });
  owner = (await app.person(TENANT, "OWNER")).token;
}, 60_000);
beforeEach(() => {
  asked = [];
  otherwise = 401;
  known = "any";
});
afterAll(async () => {
  await app.stop();
  carrier.close();
});

const set = (provider: string, body: object, as = owner): Promise<Answer> => app.ask(`/api/dashboard/tenant/config/${provider}`, { method: "PUT", as, body });
const get = (as = owner, prefix = "/api/dashboard"): Promise<Answer> => app.ask(`${prefix}/tenant/config`, { as });
const dataOf = ({ body }: Answer) =>
  (body as { data: { providers: Record<string, { source: string; fields: Record<string, string>; verifiedAt: string | null }>; webhooks: { url: string }[] } })
    .data;

test("keys are asked for at the provider, kept sealed, shown masked, and never returned", async () => {
  known = `Basic ${Buffer.from(`${sid}:${token}`).toString("base64")}`;
  const saved = await set("twilio", { accountSid: sid, authToken: token });
  expect(saved.status, saved.text).toBe(200);
  expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual([`GET /2010-04-01/Accounts/${sid}.json`]);
  const shown = await get();
  expect(dataOf(shown).providers["twilio"]).toMatchObject({ source: "own", fields: { accountSid: sid, authToken: `${token.slice(0, 4)}…${token.slice(-4)}` } });
  expect(dataOf(shown).providers["twilio"]?.verifiedAt).not.toBeNull();
  expect(saved.text + shown.text).not.toContain(token);
  const stored = await asOwner(app.database.ownerUrl, async (client) => JSON.stringify((await client.query("select * from tenant_providers")).rows));
  expect(stored).not.toContain(token);
  expect(stored).not.toContain(sid);
  expect((await get(owner, "/dashboard")).text).toBe(shown.text.replace(/"requestId":"[^"]*"/, ""));
});

test("what the provider refuses is not kept; one that cannot be asked is believed for now, and that is said", async () => {
  otherwise = 403;
  known = "";
  expect((await set("telnyx", { apiKey: `KEY${random(30)}` })).body).toMatchObject({ code: "provider_refused" });
  expect(dataOf(await get()).providers["telnyx"]).toEqual({ source: "none", fields: {}, verifiedAt: null });
  otherwise = 503;
  expect((await set("telnyx", { apiKey: `KEY${random(30)}` })).status).toBe(200);
  expect(dataOf(await get()).providers["telnyx"]).toMatchObject({ source: "own", verifiedAt: null });
  known = "any";
  expect((await set("telnyx", { connectionId: "123" })).status).toBe(200);
  expect(dataOf(await get()).providers["telnyx"]?.verifiedAt).not.toBeNull();
  expect(asked.map(({ url }) => url)).toContain("/v2/balance");
});

test("every carrier is asked in its own way", async () => {
  const key = random(32);
  const { port } = carrier.address() as AddressInfo;
  expect((await set("vapi", { apiKey: key })).status).toBe(200);
  expect((await set("retell", { apiKey: key })).status).toBe(200);
  const livekit = await set("livekit", { url: `ws://127.0.0.1:${port}`, apiKey: "APIabcdefgh", apiSecret: random(40) });
  expect(livekit.status, livekit.text).toBe(200);
  expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
    "GET /assistant?limit=1",
    "GET /get-concurrency",
    "POST /twirp/livekit.RoomService/ListRooms",
  ]);
});

test("half an account is refused with what is missing; null takes away; the last takes the account away", async () => {
  expect((await set("retell", { apiKey: null })).status).toBe(200);
  expect(dataOf(await get()).providers["retell"]?.source).toBe("none");
  const half = await set("livekit", { apiSecret: null });
  expect(half.body).toMatchObject({ code: "incomplete" });
  expect(half.text).toContain("apiSecret");
  expect((await set("twilio", { accountSid: "AC123" })).status).toBe(400);
  expect((await set("twilio", { baseUrl: "http://169.254.169.254" })).status).toBe(400);
});

test("only owners and admins; another business sees nothing of it", async () => {
  for (const role of ["SUPERVISOR", "OPERATOR", "CUSTOMER"] as const) {
    const { token: as } = await app.person(TENANT, role);
    expect((await get(as)).status).toBe(403);
    expect((await set("twilio", {}, as)).status).toBe(403);
  }
  const stranger = await app.person(demoTenantId("demo-rides"), "OWNER", "stranger");
  expect(dataOf(await get(stranger.token)).providers["twilio"]?.source).toBe("none");
  expect(dataOf(await get(stranger.token)).webhooks.map(({ url }) => url)).toContain("https://calls.example.com/webhooks/twilio/demo-rides");
});

test("the telephone of the business is answered by its own keys, and by no others", async () => {
  const at = { publicUrl: "https://calls.example.com", accountSid: sid, at: () => app.url };
  const own = new Phone({ ...at, authToken: token }, "demo-hvac", "+15145550000", "+15145555678");
  expect((await own.ring()).join(" ")).toContain("Demo HVAC");
  const forged = new Phone({ ...at, authToken: random(32) }, "demo-hvac", "+15145550001", "+15145555678");
  await expect(forged.ring()).rejects.toThrow(/40[13]/);
});

test("an envelope opens only where it was sealed, with the key it was sealed with, unchanged", () => {
  const seal = sealWith(random(40));
  const sealed = sealInEnvelope(seal, "secret", "a/t/c/r");
  expect(openEnvelope(seal, sealed, "a/t/c/r")).toBe("secret");
  const [key = "", body = ""] = sealed.split("~");
  const other = sealInEnvelope(seal, "other", "a/t/c/r").split("~");
  for (const wrong of [
    () => openEnvelope(seal, sealed, "b/t/c/r"),
    () => openEnvelope(sealWith(random(40)), sealed, "a/t/c/r"),
    () => openEnvelope(seal, `${key}~${other[1]}`, "a/t/c/r"),
    () => openEnvelope(seal, `${other[0]}~${body}`, "a/t/c/r"),
    () => openEnvelope(seal, key, "a/t/c/r"),
  ])
    expect(wrong).toThrow();
});
