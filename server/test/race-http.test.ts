import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { demoTenantId } from "../src/seeds/tenants.ts";
import { OVERLAPS, race } from "./booking/race.ts";
import { heardCode } from "./crash/speech.ts";
import { type Answer, startApp, type TestApp } from "./harness/app.ts";
import { asOwner } from "./harness/database.ts";
import { Phone } from "./harness/phone.ts";

/** The full measure is 200 (4,000 attempts over HTTP, RACE_SLOTS=200) and 20 rounds of calls; fewer prove the same on each run. */
const slots = Number(process.env["RACE_SLOTS"] ?? 15);
const rounds = Math.max(1, Math.round(slots / 15));
const RACERS = 20;
const DAY_MS = 86_400_000;
const account = { publicUrl: "https://calls.example.com", accountSid: `AC${randomBytes(16).toString("hex")}`, authToken: randomBytes(16).toString("hex") };
const tenant = demoTenantId("demo-rides");

let app: TestApp;
let staff: string;
beforeAll(async () => {
  app = await startApp({ TWILIO_ACCOUNT_SID: account.accountSid, TWILIO_AUTH_TOKEN: account.authToken });
  const owner = (await app.person(tenant, "OWNER")).token;
  staff = (await app.person(tenant, "OPERATOR")).token;
  // Of the cars that take seven, one is left: everybody wants it.
  const { body } = await app.ask("/api/resources?limit=100", { as: owner });
  const vans = (body as { data: { id: string; capacity: number }[] }).data.filter(({ capacity }) => capacity === 7);
  for (const { id } of vans.slice(1)) expect((await app.ask(`/api/resources/${id}`, { method: "PUT", body: { active: false }, as: owner })).status).toBe(200);
}, 60_000);
afterAll(() => app.stop());

test(
  "over HTTP: one of twenty gets each time, nobody overlaps, every loser is offered another, and the winner's repeated wish is the same booking",
  async () => {
    const tally = await race({ racers: RACERS, slots }, async (slot, racer) => {
      const at = `${dayOf(2 + Math.floor(slot / 20))}T${String(slot % 20).padStart(2, "0")}:00`;
      const key = `${slot}/${racer}`;
      const first = await book(at, key, racer);
      if (first.status === 201) {
        const again = await book(at, key, racer);
        expect([again.status, (again.body as Booked).data.id]).toEqual([201, (first.body as Booked).data.id]);
        return { won: true };
      }
      const { code, details } = first.body as Lost;
      if (first.status !== 409) throw new Error(`${first.status} ${first.text}`);
      return { won: false, why: code, alternatives: details?.alternatives.length ?? 0 };
    });
    expect(tally.attempts).toBe(RACERS * slots);
    expect(tally.winners.every((winners) => winners === 1)).toBe(true);
    expect(tally.losses).toEqual({ slot_taken: (RACERS - 1) * slots });
    expect(tally.unconsoled).toBe(0);
    expect(await owner(OVERLAPS)).toEqual([{ pairs: 0 }]);
    expect(await owner("select count(*)::int as n from bookings where status = 'confirmed'")).toEqual([{ n: slots }]);
    expect(await owner(DEADLOCKS)).toEqual([{ deadlocks: 0 }]);
  },
  30_000 + slots * 4_000,
);

test(
  "by telephone: twenty want the one car at one time; one gets it, the others are offered other times, and take them",
  async () => {
    for (let round = 0; round < rounds; round++) {
      const endings = await Promise.all(Array.from({ length: RACERS }, (_, racer) => call(dayOf(40 + round), racer)));
      expect(endings.flatMap(({ problem }) => problem ?? [])).toEqual([]);
      expect(endings.filter(({ offered }) => !offered).length).toBe(1);
      const codes = endings.flatMap(({ code }) => code ?? []);
      // Losers contend for the same alternatives, and after a few of those a person gives up.
      expect(codes.length).toBeGreaterThan(2);
      const kept = await owner("select code from bookings where status = 'confirmed' and code = any($1)", [codes]);
      expect(kept.length).toBe(codes.length);
      expect(await owner(OVERLAPS)).toEqual([{ pairs: 0 }]);
      expect(await owner(DEADLOCKS)).toEqual([{ deadlocks: 0 }]);
    }
  },
  60_000 + rounds * 30_000,
);

const DEADLOCKS = "select deadlocks::int from pg_stat_database where datname = current_database()";

type Booked = { data: { id: string } };
type Lost = { code: string; details?: { alternatives: unknown[] } };

const dayOf = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

const book = (at: string, key: string, racer: number): Promise<Answer> =>
  app.ask("/api/bookings", {
    as: staff,
    headers: { "idempotency-key": key },
    body: {
      passengers: 7,
      pickupLocation: "1200 Peel Street, Montréal",
      dropoffLocation: "3535 Saint-Hubert Street, Montréal",
      pickupDateTime: at,
      customer: { name: `Racer ${racer}`, phone: `+15145551${String(racer).padStart(3, "0")}` },
    },
  });

/** A caller who wants the car at nine that day, and takes what is offered instead a few times. */
async function call(date: string, racer: number): Promise<{ code?: string; offered: boolean; problem?: string }> {
  const phone = new Phone({ ...account, at: () => app.url }, "demo-rides", `+15145552${String(racer).padStart(3, "0")}`, "+15145550123");
  const day = new Date(`${date}T12:00:00Z`).toLocaleDateString("en-US", { day: "numeric", month: "long", timeZone: "UTC" });
  const talk: string[] = [];
  const say = async (words: string): Promise<string> => {
    const heard = (await phone.say(words)).join(" ");
    talk.push(words, heard);
    return heard;
  };
  let offers = 0;
  await phone.ring();
  let heard = await say(`I need a ride from 1200 Peel Street to 3535 Saint-Hubert Street for 7 passengers on ${day} at 9 a.m.`);
  for (let turn = 0; turn < MOST_TURNS && !phone.over; turn++) {
    const code = heardCode(heard);
    if (code !== undefined || offers > MOST_OFFERS) {
      await phone.hangUp();
      return { offered: offers > 0, ...(code !== undefined && { code }) };
    }
    if (/trouble/i.test(heard)) break;
    const taken = /that time is taken/i.test(heard);
    if (taken) offers += 1;
    if (taken && !/\d (a|p)\.?m/i.test(heard)) break;
    heard = await say(/name/i.test(heard) && !/under the name/i.test(heard) ? "Ann Miller" : taken ? ORDER[racer % ORDER.length]! : "Yes, please.");
  }
  if (!phone.over) await phone.hangUp();
  return { offered: offers > 0, problem: talk.join(" | ") };
}

const MOST_OFFERS = 3;
const MOST_TURNS = 20;
const ORDER = ["The first one, please.", "The second one, please.", "The third one, please."];

const owner = (sql: string, values: unknown[] = []): Promise<unknown[]> =>
  asOwner(app.database.ownerUrl, async (client) => (await client.query(sql, values)).rows);
