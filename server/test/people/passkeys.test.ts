import { generateKeyPairSync } from "node:crypto";
import type { LoggedIn } from "@firstring/contract/schemas/account.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { relyingParty } from "../../src/people/relying-party.ts";
import { totpCode, totpStep } from "../../src/people/totp.ts";
import { type Authenticator, authenticator, type Lie } from "./authenticator.ts";
import { actorOf, password, publicUrl, refused, type World, world } from "./world.ts";

let here: World;
beforeAll(async () => {
  here = await world({ connections: 10 });
});
afterAll(() => here.close());

const first = { limit: 20, offset: 0 };
const challengeOver = refused(400, "challenge_over");
const invalid = (status: 400 | 401) => refused(status, "invalid_passkey");
const unknown = refused(401, "unknown_passkey");
const MINUTE_MS = 60_000;

type Holder = Awaited<ReturnType<typeof actorOf>> & { joined: LoggedIn; device: Authenticator; passkey: string };

/** Adds this device to somebody's account. */
async function add(joined: LoggedIn, device: Authenticator, lie?: Lie, name = "My phone"): Promise<Holder> {
  const acting = await actorOf(here.people, joined);
  const options = await here.people.startPasskey(acting.person);
  const { id } = await here.people.addPasskey(acting, acting.person, { name, credential: device.create(options, lie) });
  return { ...acting, joined, device, passkey: id };
}
const holder = async (given?: { counts: boolean }): Promise<Holder> => add(await here.join(), authenticator(publicUrl, given));

async function signIn({ device }: Pick<Holder, "device">, lie?: Lie, ip = here.ip()): Promise<LoggedIn> {
  const options = await here.people.startPasskeyLogin(ip);
  return here.people.logInWithPasskey({ credential: device.get(options, lie) }, ip);
}

describe("a passkey", () => {
  it("signs in without an e-mail, in the shape of a password's sign-in", async () => {
    const someone = await holder();
    const byPassword = await here.people.logIn({ email: someone.person.email, password }, here.ip());
    const signedIn = await signIn(someone);
    expect(signedIn).toEqual({ ...byPassword, token: expect.any(String), refreshToken: expect.stringMatching(/^fsr_/) });
    expect(signedIn.token).not.toBe(byPassword.token);
    expect((await here.people.authenticate({ bearer: signedIn.token })).person).toMatchObject({ id: someone.person.id });
    await here.people.refresh(signedIn.refreshToken);
  });

  it("asks the browser for what makes it one: kept on the device, the person checked, no statement, none made twice", async () => {
    const { person, device } = await holder();
    expect(await here.people.startPasskey(person)).toEqual({
      challenge: expect.stringMatching(/^[\w-]{43}$/),
      rp: { id: "calls.example.com", name: "Firstring" },
      user: { id: Buffer.from(person.id).toString("base64url"), name: person.email, displayName: "Someone" },
      pubKeyCredParams: [-8, -7, -257].map((alg) => ({ type: "public-key", alg })),
      timeout: 5 * MINUTE_MS,
      attestation: "none",
      excludeCredentials: [{ id: device.id, type: "public-key", transports: ["internal"] }],
      authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
    });
    expect(await here.people.startPasskeyLogin(here.ip())).toEqual({
      challenge: expect.stringMatching(/^[\w-]{43}$/),
      rpId: "calls.example.com",
      timeout: 5 * MINUTE_MS,
      userVerification: "required",
    });
  });

  it("stands for the second factor too", async () => {
    const someone = await holder();
    const { secret } = await here.people.setUpTotp(someone.person);
    const otp = totpCode(fromBase32(secret), totpStep(here.clock.nowMs()));
    await here.people.enableTotp(someone, someone.person, otp);
    await expect(here.people.logIn({ email: someone.person.email, password }, here.ip())).rejects.toMatchObject(refused(401, "otp_required"));
    await signIn(someone);
  });

  it("signs in to the business that is named", async () => {
    const someone = await holder();
    const ip = here.ip();
    const with_ = async (tenant: string) =>
      here.people.logInWithPasskey({ credential: someone.device.get(await here.people.startPasskeyLogin(ip)), tenant }, ip);
    expect((await with_(someone.joined.user.tenant)).user.tenant).toBe(someone.joined.user.tenant);
    await expect(with_("nobody-s")).rejects.toMatchObject(refused(403, "no_membership"));
  });
});

describe("a passkey is not added", () => {
  it.each<[what: string, lie: Lie]>([
    ["on another site", { origin: "https://calls.example.com.evil.example" }],
    ["on another port", { origin: "https://calls.example.com:8443" }],
    ["without https", { origin: "http://calls.example.com" }],
    ["for another host", { rpId: "evil.example" }],
    ["without checking the person", { userVerified: false }],
    ["by an answer to another question", { type: "webauthn.get" }],
    ["with a statement that would have to be looked up", { fmt: "android-key" }],
  ])("%s", async (_what, lie) => {
    const joined = await here.join();
    const device = authenticator(publicUrl);
    await expect(add(joined, device, lie)).rejects.toMatchObject(invalid(400));
    const { person } = await actorOf(here.people, joined);
    expect((await here.people.listPasskeys(person.id, first)).total).toBe(0);
    await add(joined, device);
  });

  it("with a challenge that is used, old, made up, somebody else's, or a sign-in's", async () => {
    const { person, ...acting } = await actorOf(here.people, await here.join());
    const { person: other } = await actorOf(here.people, await here.join());
    const device = authenticator(publicUrl);
    const options = await here.people.startPasskey(person);
    const offer = (credential: ReturnType<Authenticator["create"]>) => here.people.addPasskey({ ...acting, person }, person, { name: "x", credential });
    await offer(device.create(options));
    await expect(offer(authenticator(publicUrl).create(options))).rejects.toMatchObject(challengeOver);
    await expect(offer(device.create(options, { challenge: "made-up" }))).rejects.toMatchObject(challengeOver);
    await expect(offer(device.create(await here.people.startPasskey(other)))).rejects.toMatchObject(challengeOver);
    const { challenge } = await here.people.startPasskeyLogin(here.ip());
    await expect(offer(device.create({ ...options, challenge }))).rejects.toMatchObject(challengeOver);
    const late = device.create(await here.people.startPasskey(person));
    here.clock.advance(5 * MINUTE_MS);
    await expect(offer(late)).rejects.toMatchObject(challengeOver);
    for (const clientDataJSON of ["AAAA", Buffer.from("{}").toString("base64url")])
      await expect(offer({ ...late, response: { ...late.response, clientDataJSON } })).rejects.toMatchObject(invalid(400));
  });

  it("a second time, by anybody", async () => {
    const { device, joined } = await holder();
    await expect(add(joined, device)).rejects.toMatchObject(refused(409, "passkey_known"));
    await expect(add(await here.join(), device)).rejects.toMatchObject(refused(409, "passkey_known"));
  });

  it("beyond twenty, also by racers", async () => {
    const joined = await here.join();
    const { person } = await actorOf(here.people, joined);
    const added = await Promise.allSettled(Array.from({ length: 22 }, () => add(joined, authenticator(publicUrl))));
    expect(added.filter(({ status }) => status === "fulfilled")).toHaveLength(20);
    expect((await here.people.listPasskeys(person.id, first)).total).toBe(20);
    await expect(here.people.startPasskey(person)).rejects.toMatchObject(refused(409, "too_many_passkeys"));
  });
});

describe("nobody signs in", () => {
  const strangers = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
  it.each<[what: string, lie: Lie]>([
    ["from another site", { origin: "https://evil.example" }],
    ["from another port", { origin: "https://calls.example.com:8443" }],
    ["for another host", { rpId: "example.com" }],
    ["unchecked", { userVerified: false }],
    ["as somebody else", { userHandle: Buffer.from("01989f6e-7c1a-7b5e-9d6f-2f4c8f1f2a3b").toString("base64url") }],
    ["as nobody", { userHandle: undefined }],
    ["with another key", { key: strangers }],
    ["by an answer to another question", { type: "webauthn.create" }],
  ])("%s", async (_what, lie) => {
    const someone = await holder();
    await expect(signIn(someone, lie)).rejects.toMatchObject(invalid(401));
    await signIn(someone);
  });

  it("with a challenge that is used, also by racers, or old, or was meant for adding", async () => {
    const someone = await holder({ counts: false });
    const ip = here.ip();
    const credential = someone.device.get(await here.people.startPasskeyLogin(ip));
    const racers = await Promise.allSettled(Array.from({ length: 5 }, () => here.people.logInWithPasskey({ credential }, here.ip())));
    expect(racers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const racer of racers) if (racer.status === "rejected") expect(racer.reason).toMatchObject(challengeOver);
    const late = someone.device.get(await here.people.startPasskeyLogin(ip));
    here.clock.advance(5 * MINUTE_MS);
    await expect(here.people.logInWithPasskey({ credential: late }, here.ip())).rejects.toMatchObject(challengeOver);
    const { challenge } = await here.people.startPasskey(someone.person);
    await expect(signIn(someone, { challenge })).rejects.toMatchObject(challengeOver);
  });

  it("with a challenge that was used up by a failure", async () => {
    const someone = await holder();
    const options = await here.people.startPasskeyLogin(here.ip());
    await expect(here.people.logInWithPasskey({ credential: someone.device.get(options, { userVerified: false }) }, here.ip())).rejects.toMatchObject(
      invalid(401),
    );
    await expect(here.people.logInWithPasskey({ credential: someone.device.get(options) }, here.ip())).rejects.toMatchObject(challengeOver);
  });

  it("with a copy: the count of signatures only goes up", async () => {
    const someone = await holder();
    const copied = refused(401, "passkey_copied");
    await signIn(someone, { counter: 7 });
    await expect(signIn(someone, { counter: 7 })).rejects.toMatchObject(copied);
    await expect(signIn(someone, { counter: 6 })).rejects.toMatchObject(copied);
    await expect(signIn(someone, { counter: 0 })).rejects.toMatchObject(copied);
    await signIn(someone, { counter: 8 });
    const ip = here.ip();
    const twins = await Promise.all([1, 2].map(async () => someone.device.get(await here.people.startPasskeyLogin(ip), { counter: 9 })));
    const signedIn = await Promise.allSettled(twins.map((credential) => here.people.logInWithPasskey({ credential }, here.ip())));
    expect(signedIn.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("with a passkey that was removed, or never added", async () => {
    const someone = await holder();
    await here.people.removePasskey(someone, someone.person, someone.passkey);
    await expect(signIn(someone)).rejects.toMatchObject(unknown);
    await expect(signIn({ device: authenticator(publicUrl) })).rejects.toMatchObject(unknown);
  });

  it("who belongs to no business any more", async () => {
    const owner = await here.join({ company: "Passkeys Ltd" });
    const hired = await here.hire(owner, "OPERATOR");
    const someone = await add(hired, authenticator(publicUrl));
    expect((await signIn(someone)).role).toBe("OPERATOR");
    await here.people.removeMember(await actorOf(here.people, owner), someone.person.id);
    await expect(signIn(someone)).rejects.toMatchObject(refused(403, "no_membership"));
  });
});

it("goes on where devices do not count, as those that keep passkeys in step between them", async () => {
  const someone = await holder({ counts: false });
  await signIn(someone);
  await signIn(someone);
});

describe("one's own passkeys", () => {
  it("are listed, named and removed, and all of it is written down", async () => {
    const owner = await here.join({ company: "Written Down" });
    const someone = await add(owner, authenticator(publicUrl), undefined, "Phone");
    here.clock.advance(MINUTE_MS);
    await add(owner, authenticator(publicUrl), undefined, "Laptop");
    await signIn(someone);
    const { person, tenant } = someone;
    const at = (ms: number) => new Date(ms).toISOString();
    const now = here.clock.nowMs();
    expect(await here.people.listPasskeys(person.id, first)).toEqual({
      total: 2,
      rows: [
        { id: expect.any(String), name: "Laptop", createdAt: at(now), lastUsedAt: null },
        { id: someone.passkey, name: "Phone", createdAt: at(now - MINUTE_MS), lastUsedAt: at(now) },
      ],
    });
    expect(await here.people.listPasskeys(person.id, { limit: 1, offset: 1 })).toMatchObject({ total: 2, rows: [{ name: "Phone" }] });
    here.clock.advance(1);
    expect(await here.people.renamePasskey(someone, person, someone.passkey, "Old phone")).toMatchObject({ id: someone.passkey, name: "Old phone" });
    here.clock.advance(1);
    await here.people.removePasskey(someone, person, someone.passkey);
    const { rows } = await here.people.listAudit(tenant, first);
    expect(rows.filter(({ action }) => action.startsWith("person.passkey")).map(({ action, target, details }) => [action, target, details["name"]])).toEqual([
      ["person.passkey_removed", person.email, "Old phone"],
      ["person.passkey_renamed", person.email, "Old phone"],
      ["person.passkey_added", person.email, "Laptop"],
      ["person.passkey_added", person.email, "Phone"],
    ]);
  });

  it("are nobody else's to see, name or remove", async () => {
    const someone = await holder();
    const other = await actorOf(here.people, await here.join());
    const missing = refused(404, "not_found");
    expect(await here.people.listPasskeys(other.person.id, first)).toEqual({ rows: [], total: 0 });
    await expect(here.people.renamePasskey(other, other.person, someone.passkey, "mine")).rejects.toMatchObject(missing);
    await expect(here.people.removePasskey(other, other.person, someone.passkey)).rejects.toMatchObject(missing);
    expect((await here.people.listPasskeys(someone.person.id, first)).rows[0]?.name).toBe("My phone");
    await signIn(someone);
  });
});

describe("limits", () => {
  const tooMany = refused(429, "too_many_attempts");

  it("count failures together with wrong passwords from the same address, and no success", async () => {
    const someone = await holder();
    const ip = here.ip();
    for (let n = 0; n < 8; n++) await signIn(someone, undefined, ip);
    for (let n = 0; n < 3; n++) await expect(signIn(someone, { userVerified: false }, ip)).rejects.toMatchObject(invalid(401));
    for (let n = 0; n < 2; n++)
      await expect(here.people.logIn({ email: `guess${n}@example.com`, password: "not it" }, ip)).rejects.toMatchObject(refused(401, "invalid_credentials"));
    await expect(signIn(someone, undefined, ip)).rejects.toMatchObject(tooMany);
    await expect(here.people.logIn({ email: someone.person.email, password }, ip)).rejects.toMatchObject(tooMany);
    await signIn(someone);
    here.clock.advance(MINUTE_MS);
    await signIn(someone, undefined, ip);
  });

  it("bound how many challenges an address leaves, and the old ones are swept", async () => {
    const ip = here.ip();
    for (let n = 0; n < 60; n++) await here.people.startPasskeyLogin(ip);
    await expect(here.people.startPasskeyLogin(ip)).rejects.toMatchObject(tooMany);
    here.clock.advance(5 * MINUTE_MS + 1);
    await here.people.sweep();
    const left = await here.database.db.worker((tx) => tx.selectFrom("passkey_challenges").select("hash").execute());
    expect(left).toEqual([]);
  });
});

describe("what passkeys are bound to", () => {
  it.each([
    ["https://calls.example.com", { id: "calls.example.com", origin: "https://calls.example.com" }],
    ["https://calls.example.com:8443/app", { id: "calls.example.com", origin: "https://calls.example.com:8443" }],
    ["http://localhost:3000", { id: "localhost", origin: "http://localhost:3000" }],
  ])("%s", (address, party) => expect(relyingParty(address)).toEqual(party));

  it.each(["http://calls.example.com", "http://127.0.0.1:3000", "https://192.0.2.1", "https://[2001:db8::1]"])("%s has none", (address) => {
    expect(() => relyingParty(address)).toThrow(/PUBLIC_URL/);
  });
});

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
