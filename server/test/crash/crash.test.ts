import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { demoTenantId } from "../../src/seeds/tenants.ts";
import { asOwner, type TestDatabase, testDatabase } from "../harness/database.ts";
import { type Ask, broken } from "./check.ts";
import type { Ledger } from "./ledger.ts";
import { type ServerProcess, serverProcess } from "./server-process.ts";
import { storm } from "./storm.ts";

/** The full measure is 300 (CRASH_KILLS=300) with callers that vanish; a few prove on each run that nothing has come loose. */
const kills = Number(process.env["CRASH_KILLS"] ?? 8);
const seed = Number(process.env["CRASH_SEED"] ?? randomBytes(4).readUInt32BE());
const vanishing = kills > 50;
const TENANT = demoTenantId("demo-rides");

let database: TestDatabase;
let dataDir: string;
let server: ServerProcess;
let ledger: Ledger;

beforeAll(
  async () => {
    console.log(`CRASH_SEED=${seed} CRASH_KILLS=${kills}`);
    database = await testDatabase();
    dataDir = await mkdtemp(join(tmpdir(), "firstring-crash-"));
    const account = { publicUrl: "https://calls.example.com", accountSid: `AC${randomBytes(16).toString("hex")}`, authToken: randomBytes(16).toString("hex") };
    server = serverProcess({
      NODE_ENV: "test",
      DEMO: "quiet",
      HOST: "127.0.0.1",
      PUBLIC_URL: account.publicUrl,
      DATABASE_URL: database.ownerUrl,
      DATABASE_APP_URL: database.url,
      DATA_DIR: dataDir,
      TWILIO_ACCOUNT_SID: account.accountSid,
      TWILIO_AUTH_TOKEN: account.authToken,
      REQUESTS_PER_MINUTE: "1000000",
      LOG_LEVEL: "error",
    });
    ledger = await storm({ server, account, seed, kills, callers: 12, vanishing });
    await quiet(vanishing ? 150_000 : 45_000);
  },
  60_000 + kills * 20_000,
);

afterAll(async () => {
  if (server.running()) await server.kill("SIGTERM");
  await database.close();
  await rm(dataDir, { recursive: true, force: true });
});

test("whatever moment the process dies at, no promise is broken", async () => {
  const endings = Object.entries(Object.groupBy(ledger.calls, ({ temper, ending }) => `${temper.is}: ${ending.is}`)).map(
    ([how, calls]) => `${how} ${calls?.length}`,
  );
  console.log(`${ledger.calls.length} calls, ${ledger.answered.length} webhooks answered; ${endings.join(", ")}`);
  for (const { ending, talk, callSid } of ledger.calls) if (ending.is === "gave_up") console.log(`${callSid} ${ending.why}\n  ${talk.join("\n  ")}`);
  expect(await look((ask) => broken(ledger, ask, TENANT))).toEqual([]);
});

test("nobody had to give up: a call outlives the process that carried it", () => {
  expect(ledger.calls.filter(({ ending }) => ending.is === "gave_up").map(({ ending, talk }) => [ending, ...talk])).toEqual([]);
  expect(ledger.calls.filter(({ ending }) => ending.is === "booked").length).toBeGreaterThan(kills);
});

/** Each would be a broken promise; a check that cannot see it proves nothing. */
test.each([
  ["a booking is lost", "delete from bookings where id = (select id from bookings where status = 'confirmed' limit 1)", /the ledger has/],
  ["a booking is made twice", copyOfOne("gen_random_uuid(), 'KKK2222'"), /has 2 bookings/],
  ["a webhook is lost", "delete from inbox where event_id = (select min(event_id) from inbox)", /webhook without inbox row/],
  [
    "an answer is lost",
    "update inbox set reply = null, done_at = null where event_id = (select max(event_id) from inbox)",
    /otherwise than its inbox row|never finished/,
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
  const found = await look(async (ask) => {
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

const look = <T>(work: (ask: Ask) => Promise<T>): Promise<T> =>
  asOwner(database.ownerUrl, (client) => work(async (sql, values) => (await client.query(sql, values)).rows));

/** Resolves when every call has ended and every reader has read that. */
async function quiet(withinMs: number): Promise<void> {
  const untilMs = Date.now() + withinMs;
  const unread = `
    select (select count(*) from events where type = 'call.opened') - (select count(*) from events where type = 'call.ended')
      + (select count(*) from (select stream, max(seq) as seq from events where stream like 'call/%' group by stream) as live
         where not exists (select from calls where calls.id::text = substr(live.stream, 6) and calls.seq = live.seq))
      + (select count(*) from bookings where status = 'confirmed' and not exists (select from mails where booking_id = bookings.id))
      + (select count(*) from call_owners) as left`;
  await look(async (ask) => {
    while (Date.now() < untilMs) {
      const [row] = await ask<{ left: string }>(unread);
      if (row?.left === "0") return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });
}
