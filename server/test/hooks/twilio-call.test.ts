import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scriptedBrain } from "../engine/scripted.ts";
import { type TestDatabase, testDatabase } from "../harness/database.ts";
import { type Carrier, number, token, twilioWorld } from "./twilio-world.ts";

let database: TestDatabase;
let answer = { status: 201, body: { sid: `CA${"2".repeat(32)}` } as object };
let dialled: URLSearchParams[] = [];
const carrier = createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += chunk;
  dialled.push(new URLSearchParams(body));
  response.writeHead(answer.status, { "content-type": "application/json" }).end(JSON.stringify(answer.body));
});
beforeAll(async () => {
  database = await testDatabase();
  await new Promise<void>((resolve) => carrier.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  carrier.close();
  await database.close();
});

async function world() {
  dialled = [];
  const account = { accountSid: `AC${"0".repeat(32)}`, authToken: token, apiUrl: `http://127.0.0.1:${(carrier.address() as AddressInfo).port}` };
  const made: { business?: object } = {};
  const one = await twilioWorld(database, scriptedBrain(), [], { parts: { business: async () => made.business as never } });
  made.business = { tenant: one.tenant, slug: one.slug, language: "en", phone: number, account, countries: ["CA"] };
  const types = async () =>
    (await database.db.tenant(one.tenant, (tx) => tx.selectFrom("events").select("event").orderBy("stream").orderBy("seq").execute())).map(
      ({ event }) => event,
    );
  return { ...one, made, types };
}
const outbound = (call: Carrier, callId: string, slug: string, fields: Record<string, string>) =>
  call.send(call.request(`/webhooks/twilio/${slug}?call=${callId}`, { From: number, To: "+15145550111", Direction: "outbound-api", ...fields }));

describe("an outbound test call", () => {
  it("is in the log before it rings, greets who answers, and ends once", async () => {
    const { desk, tenant, slug, carrier: phone, types, engine } = await world();
    const { callId } = await desk.call({ tenant, to: "+1 514 555 0111" });
    expect(dialled).toHaveLength(1);
    expect(dialled[0]?.get("To")).toBe("+15145550111");
    const call = phone();
    const status = (value: string, sequence: string) =>
      outbound(call, callId, slug, { CallStatus: value, SequenceNumber: sequence, CallbackSource: "call-progress-events" });
    await status("ringing", "1");
    const reply = await outbound(call, callId, slug, { CallStatus: "in-progress" });
    expect(String(reply.body)).toMatch(/<Gather action="[^"]*\?call=[0-9a-f-]{36}&amp;on=gather|action="[^"]*call=/);
    await status("completed", "3");
    await status("in-progress", "2");
    await Promise.all(engine.live.map(({ done }) => done));
    expect((await types()).map(({ type }) => type)).toEqual(["call.opened", "leg.rang", "leg.answered", "leg.ended", "call.ended"]);
  });

  it("that nobody answers is missed", async () => {
    const { desk, tenant, slug, carrier: phone, types } = await world();
    const { callId } = await desk.call({ tenant, to: "+15145550111" });
    await outbound(phone(), callId, slug, { CallStatus: "no-answer", SequenceNumber: "2", CallbackSource: "call-progress-events" });
    expect((await types()).at(-1)).toEqual({ type: "call.ended", why: "no_answer", outcome: "missed" });
  });

  it("that the carrier refuses ends as failed and says why", async () => {
    const { desk, tenant, types, engine } = await world();
    answer = { status: 400, body: { code: 21215, message: "Geo permission" } };
    await expect(desk.call({ tenant, to: "+15145550111" })).rejects.toMatchObject({ status: 422, code: "carrier_refused" });
    await Promise.all(engine.live.map(({ done }) => done));
    expect((await types()).at(-1)).toMatchObject({ type: "call.ended", why: "failed" });
    answer = { status: 201, body: { sid: `CA${"2".repeat(32)}` } };
  });

  it("is not placed to a forbidden number, nor without an account", async () => {
    const { desk, tenant, made, types } = await world();
    await expect(desk.call({ tenant, to: "911" })).rejects.toMatchObject({ status: 422, code: "destination_refused" });
    await expect(desk.call({ tenant, to: "+12127365000" })).rejects.toMatchObject({ status: 422 });
    made.business = { ...made.business, account: undefined };
    await expect(desk.call({ tenant, to: "+15145550111" })).rejects.toMatchObject({ status: 503, code: "not_configured" });
    expect(dialled).toHaveLength(0);
    expect(await types()).toEqual([]);
  });
});
