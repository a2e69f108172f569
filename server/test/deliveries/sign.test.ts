import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { newSecret, signedBody, signedHeaders } from "../../src/deliveries/sign.ts";

const nowMs = Date.now();
const secret = newSecret();
const next = newSecret();
const unsigned = JSON.stringify({ eventId: "vapi:1:call-ended:7", eventType: "call.call-ended", data: { transcript: "déjà vu, \u2028 “oui”" } });
const body = signedBody(unsigned, secret);

test("a secret has 32 bytes of chance and the prefix of the standard", () => {
  expect(secret).toMatch(/^whsec_/);
  expect(Buffer.from(secret.slice(6), "base64")).toHaveLength(32);
  expect(newSecret()).not.toBe(secret);
});

test("the library of the standard verifies, and refuses a body, an id, a time or a secret that is another", () => {
  const headers = signedHeaders("vapi:1:call-ended:7", "call.call-ended", body, { current: secret }, nowMs);
  expect(new Webhook(secret).verify(body, headers)).toMatchObject({ eventId: "vapi:1:call-ended:7" });
  for (const [bytes, given, key] of [
    [`${body} `, headers, secret],
    [body, { ...headers, "webhook-id": "another" }, secret],
    [body, { ...headers, "webhook-timestamp": String(Number(headers["webhook-timestamp"]) + 1) }, secret],
    [body, headers, next],
  ] as const)
    expect(() => new Webhook(key).verify(bytes, given)).toThrow(/./);
});

test("while two secrets are in force both verify, and the plain header stays with the older until then", () => {
  const headers = signedHeaders("a:1:b:2", "call.call-ended", body, { current: next, previous: secret }, nowMs);
  new Webhook(secret).verify(body, headers);
  new Webhook(next).verify(body, headers);
  const plain = (key: string) => `sha256=${createHmac("sha256", key).update(body).digest("hex")}`;
  expect(headers["x-webhook-signature"]).toBe(plain(secret));
  expect(headers["x-webhook-signature-next"]).toBe(plain(next));
  expect(signedHeaders("a:1:b:2", "call.call-ended", body, { current: next }, nowMs)["x-webhook-signature"]).toBe(plain(next));
});

test("the body carries, as its last member, the HMAC of itself without that member", () => {
  const { signature, ...rest } = JSON.parse(body) as Record<string, unknown>;
  expect(Object.keys(JSON.parse(body) as object).at(-1)).toBe("signature");
  expect(signature).toBe(`sha256=${createHmac("sha256", secret).update(JSON.stringify(rest)).digest("hex")}`);
});

test("the vector of the standard", () => {
  // From the specification's own examples.
  const headers = signedHeaders(
    "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "x",
    '{"test": 2432232314}',
    { current: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" },
    1_614_265_330_000,
  );
  expect(headers["webhook-signature"]).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
});
