import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Db } from "../../src/db/db.ts";
import { record } from "../../src/db/record.ts";
import { newId, type StreamId, type TenantId } from "../../src/lib/ids.ts";
import { type PostgresLog, postgresLog } from "../../src/log/postgres.ts";
import { realClock } from "../../src/ports/clock.ts";
import { type Fact, START, WrongSequence } from "../../src/ports/log.ts";
import { manualClock } from "../harness/clock.ts";
import { asOwner, someTenant, type TestDatabase, testDatabase } from "../harness/database.ts";
import { eventLogContract } from "./event-log-contract.ts";
import { readTail } from "./reading.ts";

let shared: TestDatabase;
beforeAll(async () => {
  shared = await testDatabase();
});
afterAll(() => shared.close());

eventLogContract("the log in Postgres", async () => {
  const log = postgresLog(shared.db, realClock);
  // Each test reads from the beginning, so each has a log to itself.
  await asOwner(shared.ownerUrl, (owner) => owner.query("truncate events cascade"));
  return { log, tenant: () => someTenant(shared.db), close: () => log.close() };
});

describe("the log in Postgres", () => {
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
  const rang = (leg = "caller"): Fact => ({ event: { type: "leg.rang", leg }, atMs: 0 });
  const stream = (): StreamId => `booking/${newId()}`;
  const legs = async (of: StreamId) => (await log.read(tenant, of)).map(({ event }) => event.type === "leg.rang" && Number(event.leg));

  test("facts recorded with a change appear when it commits, and not at all when it does not", async () => {
    const [kept, dropped] = [stream(), stream()];
    const reading = readTail(log, START);
    await expect(
      database.db.tenant(tenant, async (tx) => {
        await record(tx, tenant, dropped, [rang()]);
        throw new Error("the change failed");
      }),
    ).rejects.toThrow("the change failed");
    await database.db.tenant(tenant, (tx) => record(tx, tenant, kept, [rang("a"), rang("b")]));
    await database.db.tenant(tenant, (tx) => record(tx, tenant, kept, [rang("c")]));
    await reading.until(3);
    expect(reading.seen.map(({ stream, seq }) => [stream, seq])).toEqual([0, 1, 2].map((seq) => [kept, seq]));
    expect(await log.read(tenant, dropped)).toEqual([]);
    await reading.stop();
  });

  test("another process that follows the log is woken", async () => {
    const other = postgresLog(database.db, realClock);
    const reading = readTail(other, START);
    await log.append(tenant, stream(), 0, [rang()]);
    await reading.until(1);
    await reading.stop();
    await other.close();
  });

  test("two processes that write the same streams at once: each place is written once and the other is told", async () => {
    const other = postgresLog(database.db, realClock);
    const streams = Array.from({ length: 30 }, stream);
    const outcomes = await Promise.allSettled(
      [log, other].flatMap((writer, n) => streams.map((name) => writer.append(tenant, name, 0, [rang(`${n}`), rang(`${n}`)]))),
    );
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(30);
    for (const name of streams) {
      const legs = (await log.read(tenant, name)).map(({ event }) => event.type === "leg.rang" && event.leg);
      expect(legs).toHaveLength(2);
      expect(legs[0]).toBe(legs[1]);
    }
    await other.close();
  });

  test("an append whose answer was lost with the connection is found to be written", async () => {
    let losses = 0;
    const lossy: Db = {
      ...database.db,
      async worker(work) {
        const result = await database.db.worker(work);
        if (losses++ % 3 === 0) throw Object.assign(new Error("Connection terminated unexpectedly"), { code: "ECONNRESET" });
        return result;
      },
    };
    const unsure = postgresLog(lossy, realClock);
    const name = stream();
    for (let seq = 0; seq < 6; seq += 2) await unsure.append(tenant, name, seq, [rang(`${seq}`), rang(`${seq + 1}`)]);
    await expect(unsure.append(tenant, name, 0, [rang("0"), rang("another's")])).rejects.toThrow(WrongSequence);
    expect(await legs(name)).toEqual([0, 1, 2, 3, 4, 5]);
    await unsure.close();
  });

  test("when the database stays away, many appends fail together after one wait, and not one after the other", async () => {
    const clock = manualClock();
    let tries = 0;
    const away: Db = {
      ...database.db,
      worker: () => {
        tries += 1;
        return Promise.reject(Object.assign(new Error("the database system is shutting down"), { code: "57P03" }));
      },
    };
    const waiting = postgresLog(away, clock);
    let settled = false;
    const outcomes = Promise.allSettled(Array.from({ length: 50 }, () => waiting.append(tenant, stream(), 0, [rang()]))).finally(() => {
      settled = true;
    });
    const startMs = clock.nowMs();
    while (!settled) {
      clock.advance(100);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect((await outcomes).filter(({ status }) => status === "rejected")).toHaveLength(50);
    expect(clock.nowMs() - startMs).toBeLessThan(30_000);
    expect(tries).toBeLessThan(200);
    await waiting.close();
  });

  test("connections that are cut at any moment lose and double nothing, for writers and readers", async () => {
    const name = stream();
    const reading = readTail(log, START);
    const cutting = asOwner(database.ownerUrl, async (owner) => {
      for (let times = 0; times < 20; times++)
        await owner.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name like 'firstring%'");
    });
    for (let seq = 0; seq < 50; seq++) await log.append(tenant, name, seq, [rang(`${seq}`)]);
    await cutting;
    await reading.until(50);
    expect(reading.seen.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_, n) => n));
    expect(await legs(name)).toEqual(Array.from({ length: 50 }, (_, n) => n));
    await reading.stop();
  });
});
