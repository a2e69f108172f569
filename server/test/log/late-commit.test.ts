import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newId, type StreamId, type TenantId } from "../../src/lib/ids.ts";
import { type PostgresLog, postgresLog } from "../../src/log/postgres.ts";
import { realClock } from "../../src/ports/clock.ts";
import { START } from "../../src/ports/log.ts";
import { someTenant, type TestDatabase, testDatabase } from "../harness/database.ts";
import { type Reading, readTail } from "./reading.ts";

// A number is drawn when a row is written and seen when its transaction commits, and the two orders differ.
// A reader that goes by the number alone passes over the row that commits late, and never comes back.

let database: TestDatabase;
let tenant: TenantId;
let log: PostgresLog;
const clients: pg.Client[] = [];
beforeEach(async () => {
  database = await testDatabase();
  tenant = await someTenant(database.db);
  log = postgresLog(database.db, realClock);
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.end();
  await log.close();
  await database.close();
});

/** A writer in another process that has drawn its numbers and is slow to commit. */
async function slowWriter(): Promise<{ query: pg.Client["query"]; write(stream: StreamId): Promise<void>; commit(): Promise<void> }> {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  clients.push(client);
  await client.connect();
  await client.query("begin");
  return {
    query: client.query.bind(client) as pg.Client["query"],
    write: async (stream) => {
      await client.query("set local role firstring_worker");
      await client.query("insert into events (tenant_id, stream, seq, at, type, event) values ($1, $2, 0, now(), 'leg.rang', $3)", [
        tenant,
        stream,
        { type: "leg.rang", leg: stream },
      ]);
    },
    commit: async () => void (await client.query("commit")),
  };
}

const append = (stream: StreamId) => log.append(tenant, stream, 0, [{ event: { type: "leg.rang", leg: stream }, atMs: 0 }]);
const stream = (): StreamId => `call/${newId()}`;
const streams = (reading: Reading) => reading.seen.map((recorded) => recorded.stream);

test("a reader waits for a transaction that wrote earlier and commits later", async () => {
  const [first, second] = [stream(), stream()];
  const slow = await slowWriter();
  await slow.write(first);
  await append(second);
  const reading = readTail(log, START);
  await reading.looked();
  expect(streams(reading)).toEqual([]);
  await slow.commit();
  await append(stream());
  await reading.until(3);
  expect(streams(reading).slice(0, 2)).toEqual([first, second]);
  await reading.stop();
});

test("a reader that has passed a later number still gets the earlier one of a later transaction", async () => {
  const [early, late] = [stream(), stream()];
  // `late` draws the lower position; its transaction gets its id only when it writes, after `early` was committed and read.
  await append(stream());
  const slow = await slowWriter();
  const { rows } = await slow.query<{ position: string }>("select nextval('events_position_seq') as position");
  await append(early);
  const reading = readTail(log, START);
  await reading.until(2);
  expect(streams(reading)[1]).toBe(early);
  await slow.query("set local role firstring_worker");
  await slow.query(
    "insert into events (position, tenant_id, stream, seq, at, type, event) overriding system value values ($1, $2, $3, 0, now(), 'leg.rang', $4)",
    [rows[0]?.position, tenant, late, { type: "leg.rang", leg: late }],
  );
  await slow.commit();
  await append(stream());
  await reading.until(4);
  expect(streams(reading)[2]).toBe(late);
  await reading.stop();
});

test("the head is no further than what a reader may see", async () => {
  const reading = readTail(log, START);
  await append(stream());
  await reading.until(1);
  const before = await log.head();
  const slow = await slowWriter();
  await slow.write(stream());
  await append(stream());
  expect(await log.head()).toBe(before);
  await slow.commit();
  await reading.until(3);
  expect((await log.head()) > before).toBe(true);
  await reading.stop();
});

test("many writers that commit in any order: a reader that follows along sees each fact once, as if it had read at the end", async () => {
  const reading = readTail(log, START);
  const writers = await Promise.all(Array.from({ length: 8 }, () => slowWriter()));
  const names = writers.map(() => stream());
  for (const [index, writer] of writers.entries()) await writer.write(names[index]!);
  // Committed from the last to the first, with other facts in between.
  for (const writer of writers.toReversed()) {
    await append(stream());
    await writer.commit();
  }
  await append(stream());
  await reading.until(17);
  const again = readTail(log, START);
  await again.until(17);
  expect(streams(reading)).toEqual(streams(again));
  expect(new Set(streams(reading)).size).toBe(17);
  await Promise.all([reading.stop(), again.stop()]);
});
