import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { dial, push, type TwilioAccount } from "../../../src/channels/twilio/dial.ts";

type Answer = { status: number; body: object } | "hang up";
let answer: Answer = "hang up";
let asked: { path: string; authorization: string; form: URLSearchParams }[] = [];
const server: Server = createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += chunk;
  asked.push({ path: request.url ?? "", authorization: request.headers.authorization ?? "", form: new URLSearchParams(body) });
  if (answer === "hang up") return void request.socket.destroy();
  response.writeHead(answer.status, { "content-type": "application/json" }).end(JSON.stringify(answer.body));
});
let account: TwilioAccount;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  account = { accountSid: `AC${"0".repeat(32)}`, authToken: "test ".repeat(8), apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
});
beforeEach(() => {
  asked = [];
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const order = { to: "+15145550111", from: "+15145550123", address: "https://calls.example.com/webhooks/twilio/demo?call=1", ringSeconds: 30 };

describe("placing a call at Twilio", () => {
  it("asks once, for every callback, at the account's address", async () => {
    answer = { status: 201, body: { sid: `CA${"1".repeat(32)}` } };
    expect(await dial(order, account)).toEqual({ is: "dialled", callSid: `CA${"1".repeat(32)}` });
    expect(asked).toHaveLength(1);
    expect(asked[0]?.path).toBe(`/2010-04-01/Accounts/AC${"0".repeat(32)}/Calls.json`);
    const form = asked[0]?.form;
    expect(form?.get("To")).toBe(order.to);
    expect(form?.get("Url")).toBe(`${order.address}#rc=5&rp=5xx,ct,rt`);
    expect(form?.get("StatusCallback")).toBe(`${order.address}#rc=5&rp=5xx,ct,rt`);
    expect(form?.getAll("StatusCallbackEvent")).toEqual(["initiated", "ringing", "answered", "completed"]);
  });

  it("tells a refusal from an outcome nobody knows, and asks a second time after neither", async () => {
    answer = { status: 400, body: { code: 21211, message: "Invalid 'To' Phone Number", status: 400 } };
    expect(await dial(order, account)).toMatchObject({ is: "refused", code: 21211 });
    answer = { status: 429, body: { code: 20429, message: "Too many requests", status: 429 } };
    expect(await dial(order, account)).toMatchObject({ is: "refused", code: 20429 });
    answer = { status: 503, body: {} };
    expect(await dial(order, account)).toMatchObject({ is: "unknown" });
    answer = "hang up";
    expect(await dial(order, account)).toMatchObject({ is: "unknown" });
    expect(asked).toHaveLength(4);
  });

  it("hands instructions to a live call", async () => {
    answer = { status: 200, body: { sid: "CA" } };
    await push("CA1", "<Response><Hangup/></Response>", account);
    expect(asked[0]?.path).toMatch(/\/Calls\/CA1\.json$/);
    expect(asked[0]?.form.get("Twiml")).toBe("<Response><Hangup/></Response>");
  });
});
