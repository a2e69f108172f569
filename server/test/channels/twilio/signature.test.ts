import fc from "fast-check";
import twilio from "twilio";
import { describe, expect, it } from "vitest";
import { genuine, paramsOf, type SignedRequest } from "../../../src/channels/twilio/signature.ts";
import forms from "../../fixtures/twilio/forms.json" with { type: "json" };

const publicUrl = "https://calls.example.com";
const token = "t".repeat(32);

function signed(url: string, body: string): SignedRequest {
  const signature = twilio.getExpectedTwilioSignature(token, publicUrl + url, paramsOf(body));
  return { url, body, signature, contentType: "application/x-www-form-urlencoded; charset=utf-8" };
}

describe("Twilio's signature", () => {
  it("holds for every form, signed by the official library", () => {
    for (const body of Object.values(forms)) expect(genuine(signed("/webhooks/twilio/demo?n=2&w=1.0", body), token, publicUrl)).toBe("genuine");
  });

  it("holds for JSON with the hash of the raw body in the address", () => {
    const body = '{ "CallSid": "é" }';
    const url = `/webhooks/twilio/demo?bodySHA256=${twilio.getExpectedBodyHash(body)}`;
    const signature = twilio.getExpectedTwilioSignature(token, publicUrl + url, {});
    const request: SignedRequest = { url, body, signature, contentType: "application/json" };
    expect(genuine(request, token, publicUrl)).toBe("genuine");
    expect(genuine({ ...request, body: body.replace("é", "e") }, token, publicUrl)).toBe("wrong");
  });

  it("is missed when there is none, and wrong with another token or address", () => {
    const request = signed("/webhooks/twilio/demo", forms["voice-inbound"]);
    expect(genuine({ ...request, signature: undefined }, token, publicUrl)).toBe("missing");
    expect(genuine(request, "u".repeat(32), publicUrl)).toBe("wrong");
    expect(genuine(request, token, "http://calls.example.com")).toBe("wrong");
    expect(genuine(request, token, "https://other.example.com")).toBe("wrong");
    expect(genuine(request, token, "not an address")).toBe("wrong");
  });

  it("is broken by any one bit of body, address or header", () => {
    const url = "/webhooks/twilio/demo?on=gather&n=3&w=2.0";
    const request = signed(url, forms["gather-speech"]);
    const part = fc.constantFrom("body", "url", "signature");
    fc.assert(
      fc.property(part, fc.nat(), fc.integer({ min: 0, max: 6 }), (where, at, bit) => {
        const before = request[where as "body"];
        const bytes = Buffer.from(before);
        bytes[at % bytes.length]! ^= 1 << bit;
        const mutated = { ...request, [where]: bytes.toString() };
        // `%2b` and `%2B` are the same form: what is signed is the form, not its spelling.
        const same = where === "body" && JSON.stringify(paramsOf(mutated.body)) === JSON.stringify(paramsOf(before));
        expect(genuine(mutated, token, publicUrl)).toBe(same ? "genuine" : "wrong");
      }),
      { numRuns: 3000 },
    );
  });
});
