import { expect, it } from "vitest";
import { hashPassword, passwordFits } from "../../src/people/passwords.ts";

it("hashes by argon2id with 19 MiB, two passes, one lane, and a salt of its own", async () => {
  const [one, other] = await Promise.all([hashPassword("the same"), hashPassword("the same")]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(other);
});

it.each([73, 256, 1000])("counts the byte at place %i", async (length) => {
  const kept = await hashPassword(`${"a".repeat(length - 1)}b`);
  expect(await passwordFits(`${"a".repeat(length - 1)}b`, kept)).toBe(true);
  expect(await passwordFits(`${"a".repeat(length - 1)}c`, kept)).toBe(false);
  expect(await passwordFits("a".repeat(length - 1), kept)).toBe(false);
});

it("does not confuse passwords that look alike", async () => {
  const kept = await hashPassword("Été 🌞");
  expect(await passwordFits("Été 🌞", kept)).toBe(true);
  expect(await passwordFits("Ete 🌞", kept)).toBe(false);
  expect(await passwordFits("Été 🌞 ", kept)).toBe(false);
});

it("fits nobody without a hash, not even the decoy's own password", async () => {
  expect(await passwordFits("anything", undefined)).toBe(false);
  expect(await passwordFits("nobody's password", undefined)).toBe(false);
});
