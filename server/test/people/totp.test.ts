import { describe, expect, it } from "vitest";
import { base32, type TotpHash, totpCode, totpMatch, totpStep, totpUri } from "../../src/people/totp.ts";

/** RFC 4226, appendix D. */
const hotp = ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"];
/** RFC 6238, appendix B; the secrets are as long as the hash. */
const totp: [seconds: number, hash: TotpHash, code: string][] = [
  [59, "sha1", "94287082"],
  [59, "sha256", "46119246"],
  [59, "sha512", "90693936"],
  [1111111109, "sha1", "07081804"],
  [1111111109, "sha256", "68084774"],
  [1111111109, "sha512", "25091201"],
  [1111111111, "sha1", "14050471"],
  [1111111111, "sha256", "67062674"],
  [1111111111, "sha512", "99943326"],
  [1234567890, "sha1", "89005924"],
  [1234567890, "sha256", "91819424"],
  [1234567890, "sha512", "93441116"],
  [2000000000, "sha1", "69279037"],
  [2000000000, "sha256", "90698825"],
  [2000000000, "sha512", "38618901"],
  [20000000000, "sha1", "65353130"],
  [20000000000, "sha256", "77737706"],
  [20000000000, "sha512", "47863826"],
];
const secretOf = { sha1: 20, sha256: 32, sha512: 64 };
const secret = Buffer.from("12345678901234567890");

describe("codes", () => {
  it.each(hotp.map((code, counter) => ({ counter, code })))("RFC 4226: counter $counter gives $code", ({ counter, code }) => {
    expect(totpCode(secret, counter)).toBe(code);
  });

  it.each(totp)("RFC 6238: %i s by %s gives %s", (seconds, hash, code) => {
    const long = Buffer.from("1234567890".repeat(7)).subarray(0, secretOf[hash]);
    expect(totpCode(long, totpStep(seconds * 1000), 8, hash)).toBe(code);
  });
});

describe("a code", () => {
  const nowMs = 59_000;
  it("fits its own step and the ones beside it", () => {
    expect(totpMatch(secret, hotp[0]!, nowMs, -1)).toBe(0);
    expect(totpMatch(secret, hotp[1]!, nowMs, -1)).toBe(1);
    expect(totpMatch(secret, hotp[2]!, nowMs, -1)).toBe(2);
    expect(totpMatch(secret, hotp[3]!, nowMs, -1)).toBeUndefined();
  });

  it("works once", () => {
    expect(totpMatch(secret, hotp[1]!, nowMs, 1)).toBeUndefined();
    expect(totpMatch(secret, hotp[2]!, nowMs, 1)).toBe(2);
  });

  it("is no other text", () => {
    for (const text of ["", "28708", "2870820", "287082 ", "٢٨٧٠٨٢"]) expect(totpMatch(secret, text, nowMs, -1)).toBeUndefined();
  });
});

it("writes base32 like RFC 4648, and an address that apps can scan", () => {
  const written = ["", "f", "fo", "foo", "foob", "fooba", "foobar"].map((text) => base32(Buffer.from(text)));
  expect(written).toEqual(["", "MY", "MZXQ", "MZXW6", "MZXW6YQ", "MZXW6YTB", "MZXW6YTBOI"]);
  expect(totpUri(secret, "Firstring", "marie@example.com")).toBe(
    "otpauth://totp/Firstring:marie%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Firstring&algorithm=SHA1&digits=6&period=30",
  );
});
