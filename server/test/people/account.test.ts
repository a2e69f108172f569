import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sealWith } from "../../src/lib/seal.ts";
import { secondFactorFits } from "../../src/people/second-factor.ts";
import { totpCode, totpStep } from "../../src/people/totp.ts";
import { actorOf, encryptionKey, password, refused, type World, world } from "./world.ts";

let here: World;
beforeAll(async () => {
  here = await world({ connections: 10 });
});
afterAll(() => here.close());

const wrong = refused(401, "invalid_credentials");
const newPassword = "another horse, another battery";

async function someone() {
  return actorOf(here.people, await here.join());
}

describe("the profile", () => {
  it("is one's own to change, field by field", async () => {
    const { person } = await someone();
    expect(await here.people.profileOf(person.id)).toMatchObject({ email: person.email, name: "Someone", phone: null, language: "en", totp: false });
    await here.people.changeProfile(person.id, { phone: "+15145550100", language: "fr" });
    expect(await here.people.changeProfile(person.id, { name: "Marie" })).toMatchObject({ name: "Marie", phone: "+15145550100", language: "fr" });
    expect(await here.people.changeProfile(person.id, { phone: null })).toMatchObject({ name: "Marie", phone: null });
  });
});

describe("a new password", () => {
  it("needs the old one, and ends every other sign-in", async () => {
    const joined = await here.join();
    const acting = await actorOf(here.people, joined);
    const elsewhere = await here.people.enter(acting.person.id, undefined, here.ip());
    await expect(here.people.changePassword(acting, acting.person, { password: "not it", newPassword })).rejects.toMatchObject(wrong);
    await here.people.changePassword(acting, acting.person, { password, newPassword });
    await here.people.authenticate({ bearer: joined.token });
    await expect(here.people.authenticate({ bearer: elsewhere.token })).rejects.toMatchObject(refused(401, "unauthenticated"));
    await expect(here.people.logIn({ email: acting.person.email, password }, here.ip())).rejects.toMatchObject(wrong);
    await here.people.logIn({ email: acting.person.email, password: newPassword }, here.ip());
  });

  it("can be set by a mailed link, once, which ends every sign-in and every other link", async () => {
    const joined = await here.join();
    const { email } = joined.user;
    const mailed = async () => {
      await here.people.requestReset(email.toUpperCase(), here.ip());
      const mail = here.mails.at(-1)!;
      expect(mail.to).toBe(email);
      return /https:\/\/calls\.example\.com\/reset-password#token=(fsp_[\w-]{43})/.exec(mail.text)![1]!;
    };
    const [one, other] = [await mailed(), await mailed()];
    const stale = refused(400, "invalid_reset_token");
    await expect(here.people.resetPassword({ token: `${one}x`, newPassword }, here.ip())).rejects.toMatchObject(stale);
    const racers = await Promise.allSettled(Array.from({ length: 5 }, () => here.people.resetPassword({ token: one, newPassword }, here.ip())));
    expect(racers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(here.people.resetPassword({ token: other, newPassword }, here.ip())).rejects.toMatchObject(stale);
    await expect(here.people.authenticate({ bearer: joined.token })).rejects.toMatchObject(refused(401, "unauthenticated"));
    await here.people.logIn({ email, password: newPassword }, here.ip());
  });

  it("cannot be set by a link after an hour", async () => {
    const { user } = await here.join();
    await here.people.requestReset(user.email, here.ip());
    const token = /fsp_[\w-]+/.exec(here.mails.at(-1)!.text)![0];
    here.clock.advance(60 * 60_000);
    await expect(here.people.resetPassword({ token, newPassword }, here.ip())).rejects.toMatchObject(refused(400, "invalid_reset_token"));
  });

  it("is mailed about in one's language, to nobody who has no account, and not without end", async () => {
    const { person } = await someone();
    await here.people.changeProfile(person.id, { language: "fr" });
    const before = here.mails.length;
    await here.people.requestReset("nobody@example.com", here.ip());
    expect(here.mails.length).toBe(before);
    for (let n = 0; n < 5; n++) await here.people.requestReset(person.email, here.ip());
    expect(here.mails.length).toBe(before + 3);
    expect(here.mails.at(-1)).toMatchObject({ language: "fr", subject: "Choisir un nouveau mot de passe" });
  });
});

describe("a second factor", () => {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  function code(secret: string, nowMs: number): string {
    const bits = [...secret].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
    return totpCode(Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2))), totpStep(nowMs));
  }
  async function withApp() {
    const acting = await someone();
    const { secret, uri } = await here.people.setUpTotp(acting.person);
    expect(uri).toContain(secret);
    return { acting, email: acting.person.email, otp: () => code(secret, here.clock.nowMs()) };
  }

  it("counts only after a first code proved that the app works", async () => {
    const { acting, email, otp } = await withApp();
    await here.people.logIn({ email, password }, here.ip());
    await expect(here.people.enableTotp(acting, acting.person, "000000")).rejects.toMatchObject(refused(401, "invalid_otp"));
    await here.people.enableTotp(acting, acting.person, otp());
    expect((await here.people.profileOf(acting.person.id)).totp).toBe(true);
    await expect(here.people.setUpTotp(acting.person)).rejects.toMatchObject(refused(409, "totp_on"));
    const other = await someone();
    await expect(here.people.enableTotp(other, other.person, "000000")).rejects.toMatchObject(refused(409, "totp_not_set_up"));
  });

  it("is asked for at each sign-in, after the password, and each code works once", async () => {
    const { acting, email, otp } = await withApp();
    await here.people.enableTotp(acting, acting.person, otp());
    await expect(here.people.logIn({ email, password }, here.ip())).rejects.toMatchObject(refused(401, "otp_required"));
    await expect(here.people.logIn({ email, password: "not it", otp: otp() }, here.ip())).rejects.toMatchObject(wrong);
    await expect(here.people.logIn({ email, password, otp: otp() }, here.ip())).rejects.toMatchObject(refused(401, "invalid_otp"));
    here.clock.advance(30_000);
    await here.people.logIn({ email, password, otp: otp() }, here.ip());
  });

  it("opens for one of many who show the same code at once", async () => {
    const { acting, otp } = await withApp();
    const { recoveryCodes } = await here.people.enableTotp(acting, acting.person, otp());
    const means = { db: here.database.db, seal: sealWith(encryptionKey), nowMs: () => here.clock.nowMs() };
    for (let round = 0; round < 8; round++) {
      here.clock.advance(30_000);
      for (const code of [otp(), recoveryCodes[round]!]) {
        const racers = await Promise.all(Array.from({ length: 10 }, () => secondFactorFits(means, acting.person.id, code)));
        expect(racers.filter((fits) => fits)).toHaveLength(1);
      }
    }
  });

  it("cannot be guessed: five codes a minute", async () => {
    const { acting, email, otp } = await withApp();
    await here.people.enableTotp(acting, acting.person, otp());
    for (let n = 0; n < 5; n++)
      await expect(here.people.logIn({ email, password, otp: "0000000" }, here.ip())).rejects.toMatchObject(refused(401, "invalid_otp"));
    here.clock.advance(30_000);
    await expect(here.people.logIn({ email, password, otp: otp() }, here.ip())).rejects.toMatchObject(refused(429, "too_many_attempts"));
  });

  it("can be replaced by a recovery code, each once", async () => {
    const { acting, email, otp } = await withApp();
    const { recoveryCodes } = await here.people.enableTotp(acting, acting.person, otp());
    expect(new Set(recoveryCodes).size).toBe(8);
    const [one, two] = recoveryCodes as [string, string];
    await here.people.logIn(
      {
        email,
        password,
        otp: one
          .toUpperCase()
          .replace(/(.{4})/g, "$1 ")
          .trim(),
      },
      here.ip(),
    );
    await expect(here.people.logIn({ email, password, otp: one }, here.ip())).rejects.toMatchObject(refused(401, "invalid_otp"));
    await here.people.logIn({ email, password, otp: two }, here.ip());
  });

  it("is switched off with the password", async () => {
    const { acting, email, otp } = await withApp();
    await here.people.enableTotp(acting, acting.person, otp());
    await expect(here.people.disableTotp(acting, acting.person, "not it")).rejects.toMatchObject(wrong);
    await here.people.disableTotp(acting, acting.person, password);
    await here.people.logIn({ email, password }, here.ip());
  });
});

it("forgets what decides nothing any more", async () => {
  const left = await world();
  await left.join();
  await left.people.requestReset("somebody@example.com", left.ip());
  const count = () =>
    left.database.db.worker(async (tx) => {
      const rows = await Promise.all((["attempts", "sessions", "refresh_tokens"] as const).map((table) => tx.selectFrom(table).selectAll().execute()));
      return rows.map(({ length }) => length);
    });
  await left.people.sweep();
  expect(await count()).toEqual([2, 1, 1]);
  left.clock.advance(32 * 24 * 60 * 60_000);
  await left.people.sweep();
  expect(await count()).toEqual([0, 0, 0]);
  await left.close();
});
