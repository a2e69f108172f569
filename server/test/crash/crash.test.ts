import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { demoTenantId } from "../../src/seeds/tenants.ts";
import { broken } from "./check.ts";
import { type Ledger, summary } from "./ledger.ts";
import { storm } from "./storm.ts";
import { type World, world } from "./world.ts";

/** The full measure is 300 (CRASH_KILLS=300) with callers that vanish; a few prove on each run that nothing has come loose. */
const kills = Number(process.env["CRASH_KILLS"] ?? 8);
const seed = Number(process.env["CRASH_SEED"] ?? randomBytes(4).readUInt32BE());
const vanishing = kills > 50;
const TENANT = demoTenantId("demo-rides");

let here: World;
let ledger: Ledger;

beforeAll(
  async () => {
    console.log(`CRASH_SEED=${seed} CRASH_KILLS=${kills}`);
    here = await world();
    ledger = await storm({ ...here, seed, kills, signal: "SIGKILL", callers: 12, vanishing });
    await here.quiet(vanishing ? 150_000 : 45_000);
    console.log(summary(ledger));
  },
  60_000 + kills * 20_000,
);
afterAll(() => here.close());

test("whatever moment the process dies at, no promise is broken", async () => {
  expect(await here.look((ask) => broken(ledger, ask, TENANT))).toEqual([]);
});

test("nobody had to give up: a call outlives the process that carried it", () => {
  expect(ledger.calls.filter(({ ending }) => ending.is === "gave_up").map(({ ending, talk }) => [ending, ...talk])).toEqual([]);
  expect(ledger.calls.filter(({ ending }) => ending.is === "booked").length).toBeGreaterThan(kills / 2);
});

/** Each would be a broken promise; a check that cannot see it proves nothing. */
test.each([
  ["a booking is lost", "delete from bookings where id = (select id from bookings where status = 'confirmed' limit 1)", /the ledger has/],
  ["a booking is made twice", copyOfOne("gen_random_uuid(), 'KKK2222'"), /has 2 bookings/],
  ["a webhook is lost", "delete from inbox where event_id = (select min(event_id) from inbox)", /webhook without inbox row/],
  [
    "an answer is lost",
    "update inbox set reply = null, done_at = null where event_id = (select max(event_id) from inbox)",
    /otherwise than its inbox row says|never finished/,
  ],
  ["a fact is lost", "delete from events where seq = 2 and stream = (select min(stream) from events where stream like 'call/%')", /has gaps/],
  [
    "a call never ends",
    "delete from events where type = 'call.ended' and stream = (select min(stream) from events where stream like 'call/%')",
    /is not ended once/,
  ],
  ["the call list is wrong", "update calls set turn_count = turn_count + 1 where id = (select id from calls order by id limit 1)", /folds to something else/],
  ["a mail is lost", "delete from mails where id = (select id from mails order by id limit 1)", /has 0 confirmation mails/],
  ["a time is wrong", "update bookings set during = tstzrange(lower(during) + '1 year', upper(during) + '1 year') where status = 'confirmed'", /is not what/],
])("the check sees it when %s", async (_what, fault, seen) => {
  const found = await here.look(async (ask) => {
    await ask("begin");
    await ask(fault);
    const problems = await broken(ledger, ask, TENANT);
    await ask("rollback");
    return problems;
  });
  expect(found.join("\n")).toMatch(seen);
});

function copyOfOne(instead: string): string {
  return `insert into bookings select tenant_id, ${instead}, service_id, resource_id, tstzrange(lower(during) + '1 year', upper(during) + '1 year'), status, hold_expires_at,
    slots, places, customer_name, customer_phone, customer_email, person_id, call_id, null, language, moves, moves_to, moved_at, created_at, updated_at
    from bookings where status = 'confirmed' limit 1`;
}
