import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { notify } from "../../src/consumers/notify.ts";
import { newId } from "../../src/lib/ids.ts";
import type { Cursor } from "../../src/ports/log.ts";
import { demoTenantId } from "../../src/seeds/tenants.ts";
import { startApp, type TestApp } from "../harness/app.ts";

let app: TestApp;
let owner: string;
let ana: string;
let ben: string;
let foreign: string;
const tenant = demoTenantId("demo-rides");

beforeAll(async () => {
  app = await startApp();
  owner = (await app.person(tenant, "OWNER")).token;
  ana = (await app.person(tenant, "CUSTOMER", "ana")).token;
  ben = (await app.person(tenant, "CUSTOMER", "ben")).token;
  foreign = (await app.person(demoTenantId("demo-care"), "OWNER")).token;
});
afterAll(() => app.stop());

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at member by member
type Data = any;
async function data(status: number, path: string, asked: Parameters<TestApp["ask"]>[1]): Promise<Data> {
  const answer = await app.ask(path, asked);
  expect({ path, status: answer.status, text: answer.status === status ? "" : answer.text }).toEqual({ path, status, text: "" });
  return (answer.body as Data).data ?? answer.body;
}

describe("conversations over HTTP", () => {
  it("open, talk, are seen as a call, replay and end", async () => {
    const opened = await data(201, "/api/conversations", { body: { message: "Do you have child seats?" }, as: ana });
    expect(opened.messages.map(({ role }: Data) => role)).toEqual(["agent", "caller", "agent"]);
    expect(opened.messages[0].text).toMatch(/AI/);
    expect(opened.messages[2].text).toMatch(/booster/i);
    const path = `/api/conversations/${opened.id}`;
    const said = await data(201, `${path}/messages`, { body: { message: "How much is a ride?" }, as: ana });
    expect(said.reply).toMatch(/metered/);
    expect(said.messages.map(({ role }: Data) => role)).toEqual(["caller", "agent"]);
    expect(said.messages[0]).toMatchObject({ text: "How much is a ride?", intent: expect.any(String), sentiment: expect.any(String) });
    expect(await data(200, `${path}/messages`, { as: ana })).toHaveLength(5);

    expect(await data(200, `/api/calls/${opened.id}`, { as: owner })).toMatchObject({ channel: "chat", status: "ACTIVE", turnCount: 2 });
    expect((await data(200, `/api/calls/${opened.id}/events`, { as: owner }))[0]).toMatchObject({ seq: 0, type: "call.opened" });
    expect(await data(200, `/api/calls/${opened.id}/transcript`, { as: owner })).toHaveLength(5);

    await data(202, `/api/calls/${opened.id}/hangup`, { method: "POST", as: owner });
    await expect.poll(async () => (await data(200, path, { as: ana })).status).toBe("completed");
    await expect.poll(async () => (await data(200, `/api/calls/${opened.id}/replay`, { method: "POST", as: owner })).identical).toBe(true);
    const { timeline } = await data(200, `/api/calls/${opened.id}/replay`, { method: "POST", as: owner });
    expect(timeline.at(-1)).toMatchObject({ type: "call.ended", phase: "ended" });
    expect(await data(409, `${path}/messages`, { body: { message: "still there?" }, as: ana })).toMatchObject({ code: "call_ended" });
    expect(await data(409, `/api/calls/${opened.id}/hangup`, { method: "POST", as: owner })).toMatchObject({ code: "call_ended" });

    expect(await data(200, path, { method: "PUT", body: { title: "Seats", satisfaction: 4 }, as: ana })).toMatchObject({
      title: "Seats",
      analytics: { satisfaction: 4 },
    });
    expect(await data(200, path, { method: "DELETE", as: ana })).toEqual({ id: opened.id });
    await data(404, path, { as: ana });
  });

  it("are a customer's own, and a foreign tenant's nothing", async () => {
    const { id, personId } = await data(201, "/api/conversations", { body: {}, as: ana });
    const path = `/api/conversations/${id}`;
    for (const as of [ben, foreign]) {
      await data(404, path, { as });
      await data(404, `${path}/messages`, { as });
      await data(404, `${path}/messages`, { body: { message: "hello" }, as });
      await data(404, path, { method: "PUT", body: { title: "x" }, as });
      await data(404, path, { method: "DELETE", as });
    }
    await data(404, `/api/calls/${id}`, { as: foreign });
    await data(404, `/api/calls/${id}/hangup`, { method: "POST", as: foreign });
    await data(403, `/api/calls/${id}`, { as: ana });
    expect((await data(200, "/api/conversations", { as: ben })).map((row: Data) => row.id)).not.toContain(id);
    await expect.poll(async () => (await data(200, "/api/conversations", { as: ana })).map((row: Data) => row.id)).toContain(id);
    expect(await data(200, `/api/conversations/stats/user/${personId}`, { as: ana })).toMatchObject({ active: expect.any(Number) });
    await data(404, `/api/conversations/stats/user/${personId}`, { as: ben });
    await data(200, `/api/conversations/stats/user/${personId}`, { as: owner });
  });

  it("need an agent that is there", async () => {
    await data(404, "/api/conversations", { body: { agentId: newId() }, as: ana });
    await data(400, "/api/conversations", { body: { agentId: "x" }, as: ana });
    await data(400, "/api/conversations", { body: { surprise: 1 }, as: ana });
  });
});

describe("a booking over HTTP", () => {
  it("reaches the customer who signed in and the business by mail, in the languages of both, with a calendar file", async () => {
    const day = new Date(Date.now() + 6 * 86_400_000).toISOString().slice(0, 10);
    const ride = { passengers: 2, pickupLocation: "1280 Sherbrooke West, Montréal", dropoffLocation: "Trudeau airport", pickupDateTime: `${day}T15:30` };
    const booking = await data(201, "/api/bookings", { body: { ...ride, language: "fr", customer: { name: "Ana", phone: "+15145550199" } }, as: ana });
    const mails = async () => (await data(200, `/api/mails?bookingId=${booking.id}`, { as: owner })) as Data[];
    await expect.poll(async () => (await mails()).map(({ audience }: Data) => audience).sort()).toEqual(["business", "customer"]);
    const customer = (await mails()).find(({ audience }: Data) => audience === "customer");
    expect(customer).toMatchObject({ to: (await data(200, "/api/auth/me", { as: ana })).email, language: "fr", status: "kept" });
    const { text, ics } = await data(200, `/api/mails/${customer.id}`, { as: owner });
    expect(text).toContain(booking.code);
    expect(text).toContain("15 h 30");
    expect(ics).toContain("METHOD:REQUEST");
    await data(404, `/api/mails/${customer.id}`, { as: foreign });
    await data(200, `/api/bookings/${booking.id}`, { method: "DELETE", as: ana });
    await expect.poll(async () => (await mails()).map(({ kind }: Data) => kind).filter((kind: string) => kind === "booking.cancelled")).toHaveLength(2);
  });
});

describe("a booking made in a chat", () => {
  it("reaches the customer whose chat it was, though nobody spelled an address", async () => {
    const chat = await data(201, "/api/conversations", { body: {}, as: ben });
    const day = new Date(Date.now() + 8 * 86_400_000).toISOString().slice(0, 10);
    const ride = { passengers: 1, pickupLocation: "1280 Sherbrooke West, Montréal", dropoffLocation: "Trudeau airport", pickupDateTime: `${day}T10:00` };
    const { id, code } = await data(201, "/api/bookings", { body: { ...ride, customer: { name: "Ben", phone: "+15145550198" } }, as: owner });
    const { db } = app.database;
    await db.worker((tx) => tx.updateTable("bookings").set({ call_id: chat.id, person_id: null }).where("id", "=", id).execute());
    const at = new Date().toISOString();
    const booking = {
      id,
      code,
      service: { id, slug: "ride", name: "Ride" },
      resource: { id, name: "Car" },
      startsAt: at,
      endsAt: at,
      slots: {},
      customer: { name: "Ben", phone: "", email: "" },
      language: "en" as const,
    };
    const fact = {
      cursor: "" as Cursor,
      tenant,
      stream: `booking/${id}` as const,
      seq: 99,
      atMs: Date.now(),
      event: { type: "booking.changed" as const, booking },
    };
    await db.worker((tx) => notify().handle([fact], tx));
    const mails: Data[] = await data(200, `/api/mails?bookingId=${id}`, { as: owner });
    expect(mails.find(({ audience }) => audience === "customer")).toMatchObject({
      to: (await data(200, "/api/auth/me", { as: ben })).email,
      kind: "booking.changed",
    });
  });
});

describe("agents, numbers, knowledge and mails over HTTP", () => {
  it("are made, changed and removed", async () => {
    const agent = await data(201, "/api/agents", { body: { name: "Zoé", languages: ["fr"] }, as: owner });
    expect(await data(200, `/api/agents/${agent.id}`, { method: "PUT", body: { temperature: 0.9 }, as: owner })).toMatchObject({
      revision: 2,
      temperature: 0.9,
      languages: ["fr"],
    });
    expect(await data(200, `/api/agents/${agent.id}/revisions`, { as: owner })).toHaveLength(2);
    expect(await data(200, `/api/agents/${agent.id}/test`, { body: { message: "Quels sont vos tarifs?" }, as: owner })).toMatchObject({
      reply: expect.stringMatching(/\w/),
      ms: expect.any(Number),
    });
    const number = await data(201, "/api/numbers", { body: { number: "+14385550100", channel: "twilio", agentId: agent.id }, as: owner });
    expect(await data(409, "/api/numbers", { body: { number: "+14385550100", channel: "twilio" }, as: owner })).toMatchObject({ code: "number_exists" });
    await data(400, "/api/numbers", { body: { number: "514 555 0100", channel: "twilio" }, as: owner });
    await data(200, `/api/agents/${agent.id}`, { method: "DELETE", as: owner });
    expect(await data(200, `/api/numbers/${number.id}`, { as: owner })).toMatchObject({ agentId: null });
    await data(200, `/api/numbers/${number.id}`, { method: "DELETE", as: owner });
    const entry = await data(201, "/api/knowledge", { body: { question: "Do you carry surfboards?", answer: "Up to two metres.", language: "en" }, as: owner });
    expect(await data(200, "/api/knowledge/search?question=can+I+bring+my+surfboard", { as: owner })).toMatchObject([
      { id: entry.id, answer: "Up to two metres." },
    ]);
    await data(200, `/api/knowledge/${entry.id}`, { method: "DELETE", as: owner });
    expect(await data(200, "/api/knowledge/search?question=surfboards", { as: owner })).toEqual([]);
    await data(404, `/api/knowledge/${entry.id}`, { as: owner });
    expect(await data(200, "/api/mails", { as: foreign })).toEqual([]);
    await data(404, `/api/mails/${newId()}`, { as: owner });
    await data(403, "/api/mails", { as: ana });
  });
});
