import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { type JWTHeaderParameters, SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { newId, type PersonId, type TenantId } from "../../src/lib/ids.ts";
import { ACCESS_MS, openJws, tokens } from "../../src/people/tokens.ts";

type Vectors = { testGroups: { comment: string; k: string | null; tests: { tcId: number; comment: string; jws: string; result: "valid" | "invalid" }[] }[] };
const vectors: Vectors = JSON.parse(readFileSync(new URL("../fixtures/wycheproof/json_web_signature.json", import.meta.url), "utf8"));

const secret = "the secret that signs, at least 32 bytes";
const issuer = "https://calls.example.com";
const nowMs = 1_750_000_000_000;
const access = { person: newId<PersonId>(), tenant: newId<TenantId>(), session: newId() };
const ours = tokens([secret], issuer);

describe("signatures (Wycheproof)", () => {
  const key = (k: string | null) => new Uint8Array(Buffer.from(k ?? Buffer.alloc(32).toString("base64url"), "base64url"));
  /** Called valid, though they have a `?` within the base64url: one token has one spelling here, so these pass nowhere. */
  const misspelt = [372, 373];
  const cases = vectors.testGroups.flatMap(({ k, comment, tests }) =>
    tests.map((one) => ({ ...one, k, group: comment, passes: k !== null && one.result === "valid" && !misspelt.includes(one.tcId) })),
  );

  it.each(cases)("$tcId $group $comment passes: $passes", async ({ jws, k, passes }) => {
    expect((await openJws(jws, () => key(k))) !== undefined).toBe(passes);
  });
});

describe("our tokens", () => {
  it("say who the bearer is", async () => {
    expect(await ours.read(await ours.issue(access, nowMs), nowMs)).toEqual(access);
  });

  it("are good for 15 minutes and not before their time", async () => {
    const token = await ours.issue(access, nowMs);
    expect(await ours.read(token, nowMs + ACCESS_MS - 1)).toEqual(access);
    expect(await ours.read(token, nowMs + ACCESS_MS + 10_000)).toBeUndefined();
    expect(await ours.read(token, nowMs - 60_000)).toBeUndefined();
  });

  it("survive a change of the secret, until the old one is taken away", async () => {
    const token = await ours.issue(access, nowMs);
    const next = "the next secret, also at least 32 bytes";
    expect(await tokens([next, secret], issuer).read(token, nowMs)).toEqual(access);
    expect(await tokens([next], issuer).read(token, nowMs)).toBeUndefined();
  });

  it("are of this installation only", async () => {
    const theirs = await tokens([secret], "https://other.example.com").issue(access, nowMs);
    expect(await ours.read(theirs, nowMs)).toBeUndefined();
  });

  it("are refused when any character is changed", async () => {
    const token = await ours.issue(access, nowMs);
    await fc.assert(
      fc.asyncProperty(fc.nat(token.length - 1), fc.constantFrom(..."ABCdef019-_.=+/ "), async (at, letter) => {
        fc.pre(token[at] !== letter);
        expect(await ours.read(token.slice(0, at) + letter + token.slice(at + 1), nowMs)).toBeUndefined();
      }),
    );
  });
});

describe("tokens that others make", () => {
  const nowS = nowMs / 1000;
  const good = {
    iss: issuer,
    aud: "firstring",
    sub: access.person,
    tid: access.tenant,
    sid: access.session,
    jti: newId(),
    iat: nowS,
    nbf: nowS,
    exp: nowS + 60,
  };
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = async (claims: Record<string, unknown>, header: Record<string, unknown> = {}) => {
    const kid = JSON.parse(Buffer.from((await ours.issue(access, nowMs)).split(".")[0]!, "base64url").toString()).kid;
    return new SignJWT(claims).setProtectedHeader({ alg: "HS256", kid, ...header } as JWTHeaderParameters).sign(new TextEncoder().encode(secret));
  };

  it("pass when they are exactly like ours", async () => {
    expect(await ours.read(await signed(good), nowMs)).toEqual(access);
  });

  it.each(Object.keys(good))("are refused without %s", async (claim) => {
    expect(await ours.read(await signed({ ...good, [claim]: undefined }), nowMs)).toBeUndefined();
  });

  it.each([
    ["another audience", { aud: "elsewhere" }],
    ["our audience among others", { aud: ["firstring", "elsewhere"] }],
    ["an endless life in text", { exp: "9999999999" }],
    ["a person that is no id", { sub: "admin" }],
    ["a claim of its own", { role: "OWNER" }],
  ])("are refused with %s", async (_, change) => {
    expect(await ours.read(await signed({ ...good, ...change }), nowMs)).toBeUndefined();
  });

  it("are refused with `none`, in any spelling", async () => {
    for (const alg of ["none", "None", "NONE", "nOnE", ""]) {
      for (const mac of ["", "AA"]) expect(await ours.read(`${part({ alg })}.${part(good)}.${mac}`, nowMs)).toBeUndefined();
    }
  });

  it("are refused with another algorithm, also under our own key's name", async () => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const rightful = JSON.parse(Buffer.from((await signed(good)).split(".")[0]!, "base64url").toString());
    const confused = await new SignJWT(good).setProtectedHeader({ ...rightful, alg: "ES256" }).sign(privateKey);
    expect(await ours.read(confused, nowMs)).toBeUndefined();
    const longer = await new SignJWT(good).setProtectedHeader({ ...rightful, alg: "HS512" }).sign(new TextEncoder().encode(secret.padEnd(64, "x")));
    expect(await ours.read(longer, nowMs)).toBeUndefined();
  });

  it("are refused when they bring a key or name an unknown one", async () => {
    const jwk = { kty: "oct", k: Buffer.from(secret).toString("base64url") };
    expect(await ours.read(await signed(good, { jwk }), nowMs)).toBeUndefined();
    expect(await ours.read(await signed(good, { jku: "https://evil.example.com/keys" }), nowMs)).toBeUndefined();
    expect(await ours.read(await signed(good, { x5u: "https://evil.example.com/cert" }), nowMs)).toBeUndefined();
    expect(await ours.read(await signed(good, { kid: "../../dev/null" }), nowMs)).toBeUndefined();
    expect(await ours.read(await signed(good, { kid: undefined }), nowMs)).toBeUndefined();
  });

  it("never throw, whatever the text", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), async (text) => {
        expect(await ours.read(text, nowMs)).toBeUndefined();
      }),
    );
  });
});

it("refuses to start with a short secret, and says what to do", () => {
  expect(() => tokens(["5byte"], issuer)).toThrow(/JWT_SECRET is shorter than 32 bytes/);
  expect(() => tokens([secret, "x".repeat(31)], issuer)).toThrow(/JWT_SECRET is shorter than 32 bytes/);
  expect(() => tokens([], issuer)).toThrow(/JWT_SECRET is missing/);
});
