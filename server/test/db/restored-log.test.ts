import { afterEach, beforeEach, expect, test } from "vitest";
import { settleRestoredLog } from "../../src/db/restored-log.ts";
import { newId, type StreamId, type TenantId } from "../../src/lib/ids.ts";
import { type PostgresLog, postgresLog } from "../../src/log/postgres.ts";
import { realClock } from "../../src/ports/clock.ts";
import { type Cursor, START } from "../../src/ports/log.ts";
import { asOwner, someTenant, type TestDatabase, testDatabase } from "../harness/database.ts";
import { readTail } from "../log/reading.ts";

let database: TestDatabase;
let log: PostgresLog;
let tenant: TenantId;
beforeEach(async () => {
  database = await testDatabase();
  tenant = await someTenant(database.db);
  log = postgresLog(database.db, realClock);
});
afterEach(async () => {
  await log.close();
  await database.close();
});

const stream: StreamId = `call/${newId()}`;
const append = (seq: number) => log.append(tenant, stream, seq, [{ event: { type: "leg.rang", leg: `${seq}` }, atMs: 0 }]);
const save = (consumer: string, cursor: Cursor) => database.db.worker((tx) => tx.insertInto("cursors").values({ consumer, cursor }).execute());

/** Every transaction number lies in the future, as after a move to a younger server; the positions are left as they were. */
const moveToYoungerServer = () =>
  asOwner(database.ownerUrl, async (owner) => {
    await owner.query("update events set xid = (xid::text::bigint + 1000000000)::text::xid8");
    await owner.query(
      "update cursors set cursor = lpad(to_hex(('x' || left(cursor, 16))::bit(64)::bigint + 1000000000), 16, '0') || substr(cursor, 17) where cursor <> ''",
    );
  });

test("a log that was moved to a younger server is read on, each reader where it was, and new facts come last", async () => {
  for (let seq = 0; seq < 4; seq++) await append(seq);
  const before = readTail(log, START);
  await before.until(4);
  await before.stop();
  await save("read two", before.seen[1]!.cursor);
  await save("read nothing", START);
  await moveToYoungerServer();

  expect(await settleRestoredLog(database.db, database.ownerUrl)).toBe(true);
  await append(4);
  const cursors = await database.db.worker((tx) => tx.selectFrom("cursors").select(["consumer", "cursor"]).orderBy("consumer").execute());
  for (const [index, expected] of [
    [0, 1, 2, 3, 4],
    [2, 3, 4],
  ].entries()) {
    const after = readTail(log, cursors[index]!.cursor);
    await after.until(expected.length);
    expect(after.seen.map(({ seq }) => seq)).toEqual(expected);
    await after.stop();
  }
  expect(await settleRestoredLog(database.db, database.ownerUrl)).toBe(false);
});

test("a log that stands on its own server is left alone", async () => {
  await append(0);
  const [before] = await log.read(tenant, stream);
  expect(await settleRestoredLog(database.db, database.ownerUrl)).toBe(false);
  expect((await log.read(tenant, stream))[0]).toEqual(before);
});
