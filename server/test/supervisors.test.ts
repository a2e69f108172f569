import type { CallEvent } from "@firstring/contract/call/event.ts";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { demoTenantId } from "../src/seeds/tenants.ts";
import { type Answer, startApp, type TestApp } from "./harness/app.ts";

const TENANT = demoTenantId("demo-hvac");
let app: TestApp;
let ana: { id: string; token: string };
beforeAll(async () => {
  app = await startApp();
  ana = await app.person(TENANT, "SUPERVISOR", "ana");
}, 60_000);
afterAll(() => app.stop());

const dataOf = ({ body }: Answer): Record<string, unknown> => (body as { data: Record<string, unknown> }).data;

async function liveChat(): Promise<string> {
  const { token } = await app.person(TENANT, "OWNER", "customer-like");
  const made = await app.ask("/api/conversations", { as: token, body: {} });
  expect(made.status, made.text).toBe(201);
  return dataOf(made)["id"] as string;
}
const deed = (call: string, what: string, body: object = {}, as = ana.token): Promise<Answer> => app.ask(`/api/supervisor/${call}/${what}`, { as, body });
async function events(call: string): Promise<CallEvent[]> {
  const { body } = await app.ask(`/api/calls/${call}/events?limit=100`, { as: ana.token });
  return (body as { data: { event: CallEvent }[] }).data.map(({ event }) => event);
}
async function write(call: string, message: string): Promise<void> {
  const { token } = await app.person(TENANT, "OWNER", "customer-like");
  const { status, text } = await app.ask(`/api/conversations/${call}/messages`, { as: token, body: { message } });
  expect(status, text).toBeLessThan(300);
}

test("listen, whisper, barge, take over, hand back, leave: each acknowledged when it is in the log", async () => {
  const call = await liveChat();
  expect(dataOf(await deed(call, "monitor", { reason: "training" }))).toEqual({ callId: call, part: "monitor", limits: ["no_sound"] });
  expect(dataOf(await deed(call, "whisper", { text: "They are a regular." }))).toMatchObject({ part: "whisper", limits: ["no_sound", "whisper_kept_only"] });
  expect((await deed(call, "say", { text: "Hello." })).status).toBe(409);
  expect(dataOf(await deed(call, "barge", { text: "Ana here." }))).toMatchObject({ part: "barge" });
  expect(dataOf(await deed(call, "takeover", {}))).toMatchObject({ part: "takeover", limits: ["no_sound", "typed_only"] });
  expect((await deed(call, "whisper", { text: "psst" })).status).toBe(409);
  expect(dataOf(await deed(call, "say", { text: "What happened?" }))).toMatchObject({ part: "takeover" });
  expect(dataOf(await deed(call, "handback", { summary: "Promised a call back." }))).toMatchObject({ part: "barge" });
  expect(dataOf(await deed(call, "leave"))).toMatchObject({ part: "none" });
  const said = (await events(call)).filter(({ type }) => type.startsWith("supervisor."));
  expect(said.map(({ type }) => type)).toEqual([
    "supervisor.joined",
    "supervisor.joined",
    "supervisor.whispered",
    "supervisor.joined",
    "supervisor.said",
    "supervisor.took_over",
    "supervisor.said",
    "supervisor.handed_back",
    "supervisor.left",
  ]);
  expect(said.at(-2)).toMatchObject({ summary: "Promised a call back. Said meanwhile: Colleague: Ana here. / Colleague: What happened?" });
  const { token } = await app.person(TENANT, "OWNER");
  const audit = (await app.ask("/api/audit?action=call.monitored", { as: token })).body as { data: unknown[] };
  expect(audit.data[0]).toMatchObject({ target: call, details: { reason: "training" }, personId: ana.id });
});

test("what a supervisor types reaches the caller, and the agent is silent until it is handed back", async () => {
  const call = await liveChat();
  await deed(call, "takeover", { text: "I am Ana, a person." });
  await write(call, "Oh good, a person. My furnace is broken.");
  await deed(call, "say", { text: "We are on our way." });
  const during = await events(call);
  const from = during.findIndex(({ type }) => type === "supervisor.took_over");
  expect(during.slice(from).filter(({ type }) => type.startsWith("model."))).toEqual([]);
  const { body } = await app.ask(`/api/calls/${call}/transcript`, { as: ana.token });
  expect((body as { data: { who: string; text: string }[] }).data.slice(-3)).toMatchObject([
    { who: "supervisor", text: "I am Ana, a person." },
    { who: "caller", text: "Oh good, a person. My furnace is broken." },
    { who: "supervisor", text: "We are on our way." },
  ]);
  await deed(call, "handback");
  await vi.waitFor(async () => expect((await events(call)).slice(from).some(({ type }) => type === "model.said")).toBe(true), { timeout: 10_000 });
});

test("a colleague's call is theirs; another business's is not there; an operator may not", async () => {
  const call = await liveChat();
  await deed(call, "takeover");
  const bo = await app.person(TENANT, "ADMIN", "bo");
  for (const what of ["takeover", "barge", "handback"]) expect((await deed(call, what, {}, bo.token)).status).toBe(409);
  const stranger = await app.person(demoTenantId("demo-rides"), "OWNER", "stranger");
  const operator = await app.person(TENANT, "OPERATOR", "op");
  for (const [what, body] of [
    ["monitor", {}],
    ["whisper", { text: "x" }],
    ["barge", {}],
    ["takeover", {}],
    ["say", { text: "x" }],
    ["handback", {}],
    ["leave", {}],
  ] as const) {
    expect((await deed(call, what, body, stranger.token)).status).toBe(404);
    expect((await deed(call, what, body, operator.token)).status).toBe(403);
  }
});

test("whose role is taken away is out of the call, and what they took over goes back to the agent", async () => {
  const call = await liveChat();
  const eve = await app.person(TENANT, "SUPERVISOR", "eve");
  await deed(call, "takeover", {}, eve.token);
  const owner = await app.person(TENANT, "OWNER");
  const changed = await app.ask(`/api/team/${eve.id}`, { method: "PUT", as: owner.token, body: { role: "OPERATOR" } });
  expect(changed.status, changed.text).toBe(200);
  expect((await deed(call, "say", { text: "still here" }, eve.token)).status).toBe(403);
  await vi.waitFor(
    async () => expect((await events(call)).map(({ type }) => type).slice(-20)).toEqual(expect.arrayContaining(["supervisor.handed_back", "supervisor.left"])),
    { timeout: 10_000, interval: 100 },
  );
});
