import fc from "fast-check";
import Fastify from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { paramsOf } from "../../src/channels/twilio/signature.ts";
import twilioWebhook from "../../src/http/api/twilio-webhook.ts";
import type { HookRequest } from "../../src/http/hook.ts";
import { mountHooks } from "../../src/http/mount-hook.ts";
import type { Parts } from "../../src/http/parts.ts";
import { type CallId, idOf, type TenantId } from "../../src/lib/ids.ts";
import { inbox } from "../../src/log/inbox.ts";
import { asks, scriptedBrain, scriptedTool, sentence } from "../engine/scripted.ts";
import { manualClock } from "../harness/clock.ts";
import { type TestDatabase, testDatabase } from "../harness/database.ts";
import { type Carrier, number, twilioWorld } from "./twilio-world.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const proposal = { id: "p", kind: "book" as const, readBack: "A ride Friday at five. Is that right?", summary: "ride" };
const booking = { id: "b", code: "AB12", status: "confirmed" as const, summary: "ride" };
const booker = () =>
  scriptedBrain(
    () => [asks("hold_booking", "1")],
    () => [asks("confirm", "2")],
    () => [sentence("Goodbye."), asks("end_call", "3")],
  );
const tools = () => [
  scriptedTool("hold_booking", false, false, () => ({ proposal })),
  scriptedTool("confirm", true, true, () => ({ booking, say: "Booked. Your code is A B 1 2." })),
  scriptedTool("end_call", true, false, () => ({ goodbye: true })),
];

const kept = (tenant: TenantId) =>
  database.db.tenant(tenant, async (tx) => ({
    inbox: await tx.selectFrom("inbox").select(["event_id", "request", "reply", "done_at"]).execute(),
    events: await tx.selectFrom("events").select(["type", "event", "cause"]).orderBy("stream").orderBy("seq").execute(),
  }));

describe("a telephone call through signed webhooks", () => {
  it("is greeted, read back to, booked and said goodbye to; each request has its row with the reply", async () => {
    const [hold, confirm, end] = tools();
    const { carrier, tenant, engine } = await twilioWorld(database, booker(), [hold!, confirm!, end!]);
    const call = carrier();
    expect(await call.voice()).toMatch(/<Gather .*<Say[^>]*>Hello\.<\/Say><\/Gather>/);
    expect(await call.say("a ride on Friday at five")).toMatch(/Is that right\?<\/Say><Gather/);
    await call.say("yes please");
    expect(call.said).toContain("Booked. Your code is A B 1 2.");
    expect(confirm?.calls).toHaveLength(1);
    expect(await call.say("that is all")).toContain("<Hangup/>");
    await call.status("completed", 3);
    await Promise.all(engine.live.map(({ done }) => done));
    const { inbox: rows, events } = await kept(tenant);
    expect(rows.length).toBeGreaterThanOrEqual(5);
    expect(rows.every(({ reply, done_at }) => typeof reply === "string" && done_at !== null)).toBe(true);
    expect(events.at(-1)?.event).toEqual({ type: "call.ended", why: "agent_hung_up", outcome: "booked" });
  });

  it("is heard in French with accents and kept as it was said", async () => {
    const { carrier, tenant } = await twilioWorld(database, scriptedBrain());
    const call = carrier();
    await call.voice();
    await call.say("J'aimerais réserver à Montréal, s'il vous plaît");
    expect((await kept(tenant)).events.map(({ event }) => event)).toContainEqual(
      expect.objectContaining({ type: "caller.said", text: "J'aimerais réserver à Montréal, s'il vous plaît" }),
    );
  });
});

describe("forged requests", () => {
  it("one bit changed in body, address or header is refused and nothing is kept", async () => {
    const { carrier, tenant } = await twilioWorld(database, scriptedBrain());
    const call = carrier();
    const genuine = call.request("/api/twilio/call?on=gather&n=3&w=2.0", { SpeechResult: "Cancel everything" });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom("raw", "url", "signature"), fc.nat(), fc.integer({ min: 0, max: 6 }), async (where, at, bit) => {
        const before = where === "raw" ? genuine.raw : Buffer.from(where === "url" ? genuine.url : String(genuine.headers["x-twilio-signature"]));
        const bytes = Buffer.from(before);
        bytes[at % bytes.length]! ^= 1 << bit;
        if (where === "raw" && JSON.stringify(paramsOf(bytes.toString())) === JSON.stringify(paramsOf(before.toString()))) return; // the same form, spelled otherwise
        const forged: HookRequest = {
          ...genuine,
          ...(where === "raw" && { raw: bytes }),
          ...(where === "url" && { url: bytes.toString() }),
          ...(where === "signature" && { headers: { ...genuine.headers, "x-twilio-signature": bytes.toString() } }),
        };
        // A mutilated CallSid or number is no call of ours; everything else must be refused for its signature.
        const outcome = await call.send(forged).then(
          ({ body }) => String(body),
          (refusal: { status: number }) => refusal.status,
        );
        expect([400, 401, 403, '<?xml version="1.0" encoding="UTF-8"?><Response/>']).toContain(outcome);
      }),
      { numRuns: 400 },
    );
    expect(await kept(tenant)).toEqual({ inbox: [], events: [] });
  });

  it("a missing signature is 401, another's 403", async () => {
    const { carrier, tenant } = await twilioWorld(database, scriptedBrain());
    const request = carrier().request("/api/twilio/call", { CallStatus: "ringing" });
    const { "x-twilio-signature": _, ...headers } = request.headers;
    await expect(carrier().send({ ...request, headers })).rejects.toMatchObject({ status: 401 });
    await expect(carrier().send({ ...request, headers: { ...headers, "x-twilio-signature": "AAAAAAAAAAAAAAAAAAAAAAAAAAA=" } })).rejects.toMatchObject({
      status: 403,
    });
    expect(await kept(tenant)).toEqual({ inbox: [], events: [] });
  });

  it("unsigned is taken only without a secret and outside production, and marked", async () => {
    const open = await twilioWorld(database, scriptedBrain(), [], { unsigned: true });
    await open.carrier().voice();
    expect((await kept(open.tenant)).inbox[0]?.request).toMatchObject({ unsigned: true });
    const closed = await twilioWorld(database, scriptedBrain(), [], { unsigned: true, parts: { production: true } });
    await expect(closed.carrier().voice()).rejects.toMatchObject({ status: 401 });
    expect(await kept(closed.tenant)).toEqual({ inbox: [], events: [] });
  });
});

describe("the same request again", () => {
  it("at once and later gets the same reply and has one effect", async () => {
    const brain = scriptedBrain();
    const { carrier, tenant } = await twilioWorld(database, brain);
    const call = carrier();
    await call.voice();
    const request = call.next({ SpeechResult: "Hello", Confidence: "0.9" });
    const replies = await Promise.all(Array.from({ length: 10 }, () => call.send(request)));
    replies.push(await call.send(request));
    expect(new Set(replies.map(({ body }) => body)).size).toBe(1);
    expect((await kept(tenant)).events.filter(({ type }) => type === "caller.said")).toHaveLength(1);
    expect(brain.prompts).toHaveLength(1);
  });

  it("callbacks in any order and number end in the same state as in order", async () => {
    const { carrier, tenant, engine } = await twilioWorld(database, scriptedBrain());
    const one = fc.record({ status: fc.constantFrom("initiated", "ringing", "in-progress"), sequence: fc.integer({ min: 0, max: 2 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(one, { maxLength: 6 }), fc.nat({ max: 6 }), fc.integer({ min: 1, max: 3 }), async (early, at, copies) => {
        const call = carrier();
        await call.voice();
        const all = [
          ...early.slice(0, at).map(
            ({ status, sequence }) =>
              () =>
                call.status(status, sequence),
          ),
          ...Array.from({ length: copies }, () => () => call.status("completed", 3)),
          ...early.slice(at).map(
            ({ status, sequence }) =>
              () =>
                call.status(status, sequence),
          ),
        ];
        for (const send of all) expect((await send()).status).toBe(200);
        const id = idOf<CallId>("twilio", tenant, call.callSid);
        await engine.find(id)?.done;
        const events = await database.db.tenant(tenant, (tx) =>
          tx.selectFrom("events").select("event").where("stream", "=", `call/${id}`).orderBy("seq").execute(),
        );
        expect(events.filter(({ event }) => event.type === "call.ended")).toHaveLength(1);
        expect(events.at(-1)?.event).toEqual({ type: "call.ended", why: "caller_hung_up", outcome: "abandoned" });
      }),
      { numRuns: 12 },
    );
  });
});

describe("when things go wrong", () => {
  it("another process goes on with the call at the next request, and asks nothing twice", async () => {
    const before = await twilioWorld(database, booker(), tools());
    const call = before.carrier();
    await call.voice();
    await call.say("a ride on Friday at five");
    for (const running of before.engine.live) running.release(); // what a dead process leaves: its log and inbox
    await Promise.all(before.engine.live.map(({ done }) => done));
    const [hold, confirm] = tools();
    const after = await twilioWorld(
      database,
      scriptedBrain(() => [asks("confirm", "2")]),
      [hold!, confirm!],
      { tenant: before.tenant },
    );
    const again = after.carrier(call.callSid);
    again.twiml = call.twiml;
    await again.say("yes please");
    expect(again.said).toContain("Booked. Your code is A B 1 2.");
    expect(hold?.calls).toHaveLength(0);
    const said = (await kept(before.tenant)).events.filter(({ type }) => type === "caller.said");
    expect(said).toHaveLength(2);
  });

  it("a request whose process died at it is done again when it comes again", async () => {
    const { carrier, tenant } = await twilioWorld(database, scriptedBrain());
    const call = carrier();
    await inbox(database.db).accept({ tenant, provider: "twilio", eventId: `${call.callSid}:voice` }, {});
    expect(await call.voice()).toContain("Hello.");
  });

  it("a late brain is a filler, never silence", async () => {
    const clock = manualClock(Date.now());
    const brain = scriptedBrain(() => new Promise(() => {}));
    const { carrier } = await twilioWorld(database, brain, [], { clock });
    const call = carrier();
    await call.voice();
    const reply = call.send(call.next({ SpeechResult: "Hello?" }));
    let twiml: string | undefined;
    void reply.then(({ body }) => {
      twiml = String(body);
    });
    const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
    while (brain.prompts.length === 0) await turn(); // the database takes its own time
    for (let ms = 0; ms < 10_000 && twiml === undefined; ms += 20, await turn()) clock.advance(20);
    while (twiml === undefined) await turn();
    expect(twiml).toMatch(/One moment, please\.<\/Say><Redirect/);
  });

  it("whatever breaks, the caller hears an apology in their language and is handed over", async () => {
    const broken = { arrive: () => Promise.reject(new Error("a bug")), find: () => undefined, resume: () => Promise.reject(new Error("a bug")) };
    const { carrier } = await twilioWorld(database, scriptedBrain(), [], { parts: { engine: broken as never } });
    expect(await carrier().voice()).toMatch(/<Say language="fr-CA"[^>]*>Je suis désolée.*<\/Say><Dial timeout="25">\+15145550199<\/Dial>/);
    await expect(carrier().status("completed", 3)).rejects.toMatchObject({ status: 503 });
  });

  it("what cannot be kept is never answered 2xx: the carrier asks again, or goes to its fallback address", async () => {
    const away = { accept: () => Promise.reject(new Error("the database is gone")), finish: async () => {}, unfinished: async () => [] };
    const { carrier } = await twilioWorld(database, scriptedBrain(), [], { parts: { inbox: away } });
    await expect(carrier().voice()).rejects.toMatchObject({ status: 503 });
    await expect(carrier().status("completed", 3)).rejects.toMatchObject({ status: 503 });
  });

  it("a request for a call that is over, or was never here, hangs up", async () => {
    const { carrier } = await twilioWorld(database, scriptedBrain());
    const call = carrier();
    call.twiml = '<Gather action="https://calls.example.com/api/twilio/call?on=gather&amp;n=4">';
    expect(await call.say("Hello?")).toContain("<Hangup/>");
  });

  it("a number that is nobody's is not answered", async () => {
    const { carrier } = await twilioWorld(database, scriptedBrain());
    const call = carrier();
    const request = call.request("/api/twilio/call", { To: "+15145559999", CallStatus: "ringing" });
    expect(String((await call.send(request)).body)).toContain("<Reject");
  });
});

describe("over HTTP", () => {
  it("takes the raw body as it was signed and answers TwiML on both addresses", async () => {
    const { desk, slug, carrier } = await twilioWorld(database, scriptedBrain());
    const app = Fastify();
    await mountHooks(app, [twilioWebhook], { twilio: desk } as Parts);
    const call: Carrier = carrier();
    for (const url of ["/api/twilio/call", `/webhooks/twilio/${slug}`]) {
      const { raw, headers } = call.request(url, { CallStatus: "ringing", To: number, Note: "é & %2b" });
      const reply = await app.inject({ method: "POST", url, payload: raw, headers: headers as Record<string, string> });
      expect(reply.statusCode).toBe(200);
      expect(reply.headers["content-type"]).toContain("text/xml");
      expect(reply.body).toContain("Hello.");
    }
    await app.close();
  });
});
