import webhooks from "twilio/lib/webhooks/webhooks.js";

export const TOKEN = "a token of the measurement";
export const PUBLIC_URL = "https://calls.example.com";
const PATH = "/webhooks/twilio/demo";

/** Whole HTTP requests, each another event, signed by Twilio's own library. */
export function signedRequests(count: number, run: string): { id: string; bytes: Buffer }[] {
  return Array.from({ length: count }, (_, nth) => {
    const id = `${run}-${nth}`;
    const params = {
      CallSid: `CA${String(nth).padStart(32, "0")}`,
      AccountSid: "AC00000000000000000000000000000000",
      From: "+15145551234",
      To: "+15145555678",
      CallStatus: "in-progress",
      Direction: "inbound",
      ApiVersion: "2010-04-01",
      CallerCity: "MONTREAL",
      SequenceNumber: String(nth),
      Timestamp: "Thu, 26 Nov 2026 15:00:00 +0000",
    };
    const signature = webhooks.getExpectedTwilioSignature(TOKEN, PUBLIC_URL + PATH, params);
    const body = new URLSearchParams(params).toString();
    const head = `POST ${PATH} HTTP/1.1\r\nhost: calls.example.com\r\ncontent-type: application/x-www-form-urlencoded\r\nx-twilio-signature: ${signature}\r\ni-twilio-idempotency-token: ${id}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`;
    return { id, bytes: Buffer.from(head + body) };
  });
}
