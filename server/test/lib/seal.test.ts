import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sealWith } from "../../src/lib/seal.ts";

const seal = sealWith("a key of the tests, 32 bytes long or more");

describe("a sealed value", () => {
  it("opens in its own place, and looks different each time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string(), (plain, place) => {
        const sealed = seal.seal(plain, place);
        expect(seal.open(sealed, place)).toBe(plain);
        expect(seal.seal(plain, place)).not.toBe(sealed);
      }),
    );
  });

  it("does not open in another place or with another key", () => {
    const sealed = seal.seal("secret", "persons/totp_secret/1");
    expect(() => seal.open(sealed, "persons/totp_secret/2")).toThrow();
    expect(() => sealWith("a key of the tests, 32 bytes long or More").open(sealed, "persons/totp_secret/1")).toThrow();
  });

  it("does not open when any byte is changed or it is cut short", () => {
    const sealed = seal.seal("secret", "place");
    const [version, ...parts] = sealed.split(".").map((part) => Buffer.from(part, "base64url")) as [Buffer, ...Buffer[]];
    expect(version).toBeDefined();
    parts.forEach((part, which) => {
      for (let at = 0; at < part.length; at++) {
        const changed = parts.map((one, index) => (index === which ? Buffer.from(one.map((byte, place) => (place === at ? byte ^ 1 : byte))) : one));
        expect(() => seal.open(["v1", ...changed.map((one) => one.toString("base64url"))].join("."), "place")).toThrow();
      }
    });
    const [v, iv, tag, body] = sealed.split(".") as [string, string, string, string];
    expect(() => seal.open([v, iv, tag.slice(0, 6), body].join("."), "place")).toThrow();
    for (const text of ["", "secret", [v, iv, tag].join("."), ["v2", iv, tag, body].join(".")]) expect(() => seal.open(text, "place")).toThrow();
  });
});

it("derives the same for the same, and tells purpose from text", () => {
  expect(seal.derive("a", "b")).toBe(seal.derive("a", "b"));
  expect(new Set([seal.derive("a", "b"), seal.derive("b", "a"), seal.derive("ab", ""), seal.derive("", "ab")]).size).toBe(4);
});

it("refuses a short key, and says what to do", () => {
  expect(() => sealWith("x".repeat(31))).toThrow(/ENCRYPTION_KEY is shorter than 32 bytes/);
});
