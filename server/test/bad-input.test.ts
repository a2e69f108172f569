import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import twilio from "twilio";
import { afterAll, beforeAll, expect, test } from "vitest";
import { paramsOf } from "../src/channels/twilio/signature.ts";
import { between, type Random, seeded } from "../src/lib/random.ts";
import { startApp, type TestApp } from "./harness/app.ts";
import { asOwner } from "./harness/database.ts";
import { Phone } from "./harness/phone.ts";

/** The full measure is thousands (MUTATIONS=5000); some hundreds prove on each run that nothing slips in. */
const mutations = Number(process.env["MUTATIONS"] ?? 450);
const seed = Number(process.env["MUTATIONS_SEED"] ?? randomBytes(4).readUInt32BE());
const account = { publicUrl: "https://calls.example.com", accountSid: `AC${randomBytes(16).toString("hex")}`, authToken: randomBytes(16).toString("hex") };
const LANES = 8;

/** A request as it goes over the wire. */
type Wire = { url: string; body: string; signature: string };

let app: TestApp;
let phone: Phone;
beforeAll(async () => {
  app = await startApp({ TWILIO_ACCOUNT_SID: account.accountSid, TWILIO_AUTH_TOKEN: account.authToken });
  phone = new Phone({ ...account, at: () => app.url }, "demo-rides", "+15145550111", "+15145550123");
  await phone.ring();
}, 60_000);
afterAll(() => app.stop());

const patience = { timeout: 30_000 + mutations * 50 };

test("a request of a carrier with one bit changed anywhere is refused and leaves no trace", patience, async () => {
  console.log(`MUTATIONS_SEED=${seed} MUTATIONS=${mutations}`);
  const random = seeded(seed);
  await listed();
  const before = await trace();
  const genuine = [ringing(), answer(), hungUp()];
  let made = 0;
  const refused = new Map<number, number>();
  const lane = async (): Promise<void> => {
    while (made < mutations) {
      const original = genuine[made % genuine.length]!;
      const part = (["url", "body", "signature"] as const)[Math.floor(made / genuine.length) % 3]!;
      made += 1;
      const changed = { ...original, [part]: oneBitOff(original[part], random) };
      if (part === "body" && sameForm(changed.body, original.body)) continue;
      const status = await send(changed);
      refused.set(status, (refused.get(status) ?? 0) + 1);
      if (status < 400 || status >= 500) throw new Error(`${status} for a changed ${part}: ${JSON.stringify(changed)}`);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  console.log(`refused: ${[...refused].map(([status, times]) => `${status} × ${times}`).join(", ")}`);
  expect(await trace()).toEqual(before);
  // Unchanged they are taken, so it was the bit.
  for (const request of genuine) expect(await send(request)).toBe(200);
  expect(await trace()).not.toEqual(before);
});

test("so is one that is signed with another token, not at all, for another address, or in another form", async () => {
  await listed();
  const before = await trace();
  const { url, body, signature } = ringing();
  const form = paramsOf(body);
  const signed = (token: string, address: string): string => twilio.getExpectedTwilioSignature(token, address, form);
  for (const wrong of [
    "",
    signed(randomBytes(16).toString("hex"), account.publicUrl + url),
    signed(account.authToken, `http://calls.example.com${url}`),
    signed(account.authToken, `https://calls.example.com.evil.example${url}`),
    signed(account.authToken, account.publicUrl + url.replace("rides", "hvac")),
    signature.toLowerCase(),
    signature.slice(0, -1),
    `${signature}=`,
    `${signature}, ${signature}`,
  ])
    expect([401, 403]).toContain(await send({ url, body, signature: wrong }));
  for (const type of ["application/json", "text/plain", "multipart/form-data; boundary=x", ""])
    expect([400, 401, 403, 415]).toContain(await send({ url, body, signature }, type));
  expect(await trace()).toEqual(before);
});

/** Of a call that has not been heard of. */
function ringing(): Wire {
  return signedForm("/webhooks/twilio/demo-rides", { CallSid: `CA${randomBytes(16).toString("hex")}`, CallStatus: "ringing" });
}
/** Of the call that goes on. */
function answer(): Wire {
  const { next } = phone.heard;
  if (next.is !== "listen") throw new Error("nobody is listened to");
  const url = next.action.slice(account.publicUrl.length).split("#")[0]!;
  return signedForm(url, { CallSid: phone.callSid, CallStatus: "in-progress", SpeechResult: "A ride for two, please", Confidence: "0.91" });
}
function hungUp(): Wire {
  return signedForm("/webhooks/twilio/demo-rides", {
    CallSid: phone.callSid,
    CallStatus: "completed",
    CallDuration: "12",
    SequenceNumber: "3",
    CallbackSource: "call-progress-events",
  });
}

function signedForm(url: string, fields: Record<string, string>): Wire {
  const form = { AccountSid: account.accountSid, From: "+15145550111", To: "+15145550123", Direction: "inbound", ApiVersion: "2010-04-01", ...fields };
  return { url, body: new URLSearchParams(form).toString(), signature: twilio.getExpectedTwilioSignature(account.authToken, account.publicUrl + url, form) };
}

function oneBitOff(text: string, random: Random): string {
  const bytes = Buffer.from(text, "latin1");
  const at = between(random, 0, bytes.length - 1);
  bytes[at]! ^= 1 << between(random, 0, 7);
  return bytes.toString("latin1");
}

/** "%2B" and "%2b" are one form, and a signature covers what a form says. */
const sameForm = (one: string, other: string): boolean => JSON.stringify(paramsOf(one)) === JSON.stringify(paramsOf(other));

/** Byte by byte, as no client library would let us. @returns the status */
function send({ url, body, signature }: Wire, type = "application/x-www-form-urlencoded"): Promise<number> {
  const bytes = Buffer.from(
    `POST ${url} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\nX-Twilio-Signature: ${signature}\r\n\r\n${body}`,
    "latin1",
  );
  return new Promise((resolve, reject) => {
    const socket = connect(app.app.port, "127.0.0.1", () => socket.write(bytes));
    let heard = "";
    socket.setEncoding("latin1").on("data", (chunk) => {
      heard += String(chunk);
    });
    socket.on("error", reject).on("close", () => {
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(heard)?.[1]);
      if (status) resolve(status);
      else reject(new Error(`no answer to ${bytes.toString("latin1")}: ${heard}`));
    });
  });
}

/** The call list has read all that the log holds: what changes from here on was changed by a request. */
async function listed(): Promise<void> {
  const isListed = (): Promise<boolean> =>
    asOwner(app.database.ownerUrl, async (client) => {
      const { rows } = await client.query(
        "select 1 from events e where not exists (select from calls c where e.stream = 'call/' || c.id and c.seq >= e.seq) and e.stream like 'call/%'",
      );
      return rows.length === 0;
    });
  await expect.poll(isListed).toBe(true);
}

/** Everything a request could have left behind, row by row. */
async function trace(): Promise<unknown[]> {
  return asOwner(app.database.ownerUrl, async (client) => {
    const { rows } = await client.query(
      `select 'inbox' as kept, tenant_id::text || event_id as id, reply::text as what from inbox
       union all select 'event', stream || seq, event::text from events
       union all select 'call', id::text, seq::text from calls
       union all select 'owner', call_id::text, '' from call_owners
       union all select 'booking', id::text, status from bookings order by 1, 2`,
    );
    return rows;
  });
}
