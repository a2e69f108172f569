import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Tx } from "../../src/db/db.ts";
import { newId, type StreamId, type TenantId } from "../../src/lib/ids.ts";
import { type ConsumerRunner, runConsumers } from "../../src/log/consumer-runner.ts";
import { type PostgresLog, postgresLog } from "../../src/log/postgres.ts";
import { type Clock, realClock } from "../../src/ports/clock.ts";
import type { Consumer } from "../../src/ports/consumer.ts";
import type { Fact, Recorded } from "../../src/ports/log.ts";
import { asOwner, someTenant, type TestDatabase, testDatabase } from "../harness/database.ts";

let database: TestDatabase;
let log: PostgresLog;
let tenant: TenantId;
const runners: ConsumerRunner[] = [];
beforeEach(async () => {
  database = await testDatabase();
  tenant = await someTenant(database.db);
  log = postgresLog(database.db, realClock);
  await asOwner(database.ownerUrl, async (owner) => {
    await owner.query("create table seen (tenant_id uuid, stream text, seq int)");
    await owner.query("select app.worker_only('seen')");
  });
});
afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.stop()));
  await log.close();
  await database.close();
});

const stream = (): StreamId => `call/${newId()}`;
const rang = (leg = "caller"): Fact => ({ event: { type: "leg.rang", leg }, atMs: 0 });
const append = (name: StreamId, from: number, count: number) =>
  log.append(
    tenant,
    name,
    from,
    Array.from({ length: count }, () => rang()),
  );

/** Waits pass at once: what is tested is what happens after them. */
const hasty: Clock = { nowMs: realClock.nowMs, after: (ms, wake) => realClock.after(ms >= 60_000 ? ms : 0, wake) };

/** Writes what it sees into a table, and fails as it is told to. */
function witness(name: string, fails: (event: Recorded) => Error | undefined = () => undefined, wants: Consumer["wants"] = "all"): Consumer {
  return {
    name,
    wants,
    async handle(batch, tx) {
      for (const event of batch) {
        await write(tx, event);
        const failure = fails(event);
        if (failure) throw failure;
      }
    },
  };
}
const write = (tx: Tx, { tenant: of, stream, seq }: Recorded) =>
  (tx as unknown as { insertInto(table: "seen"): { values(row: object): { execute(): Promise<unknown> } } })
    .insertInto("seen")
    .values({ tenant_id: of, stream, seq })
    .execute();

function run(...consumers: Consumer[]): ConsumerRunner {
  const runner = runConsumers({ db: database.db, log, clock: hasty, consumers });
  runners.push(runner);
  return runner;
}
const seen = () =>
  asOwner(database.ownerUrl, async (owner) =>
    (await owner.query<{ stream: StreamId; seq: number }>("select stream, seq from seen order by ctid")).rows.map(({ stream, seq }) => `${stream} ${seq}`),
  );
const parked = () =>
  asOwner(
    database.ownerUrl,
    async (owner) =>
      (await owner.query<{ stream: StreamId; seq: number; error: string }>("select stream, seq, error from parked_events order by stream, seq")).rows,
  );
const numbers = (name: StreamId, from: number, to: number) => Array.from({ length: to - from }, (_, n) => `${name} ${from + n}`);

describe("a consumer", () => {
  test("sees each event once, in order, over stops and starts", async () => {
    const name = stream();
    for (let round = 0; round < 4; round++) {
      const runner = run(witness("w"));
      await append(name, round * 10, 10);
      if (round % 2 === 0) await runner.caughtUp();
      await runner.stop();
    }
    await run(witness("w")).caughtUp();
    expect(await seen()).toEqual(numbers(name, 0, 40));
  });

  test("that fails once leaves nothing of the failed try, and sees everything once", async () => {
    const name = stream();
    await append(name, 0, 20);
    let failures = 0;
    await run(witness("w", ({ seq }) => (seq === 13 && failures++ < 3 ? new Error("not yet") : undefined))).caughtUp();
    expect(await seen()).toEqual(numbers(name, 0, 20));
    expect(await parked()).toEqual([]);
  });

  test("sets an event aside that it can never handle, with what follows in that stream, and goes on with the others", async () => {
    const [good, bad] = [stream(), stream()];
    await append(bad, 0, 3);
    await append(good, 0, 3);
    const runner = run(witness("w", (event) => (event.stream === bad && event.seq === 1 ? new Error("no such thing") : undefined)));
    await runner.caughtUp();
    await append(bad, 3, 1);
    await append(good, 3, 1);
    await runner.caughtUp();
    expect(await seen()).toEqual([`${bad} 0`, ...numbers(good, 0, 4)]);
    expect(await parked()).toMatchObject([
      { stream: bad, seq: 1, error: "no such thing" },
      { stream: bad, seq: 2 },
      { stream: bad, seq: 3 },
    ]);
    expect(runner.states()).toMatchObject([{ name: "w" }]);
  });

  test("tries what was set aside again at the next start, in order", async () => {
    const bad = stream();
    await append(bad, 0, 5);
    const broken = run(witness("w", ({ seq }) => (seq === 2 ? new Error("a bug") : undefined)));
    await broken.caughtUp();
    await broken.stop();
    expect(await parked()).toHaveLength(3);
    await run(witness("w")).stop();
    expect(await parked()).toEqual([]);
    expect(await seen()).toEqual(numbers(bad, 0, 5));
  });

  test("waits for a database that is away, however long, and sets nothing aside", async () => {
    const name = stream();
    await append(name, 0, 2);
    let failures = 0;
    const away = Object.assign(new Error("the database system is shutting down"), { code: "57P03" });
    await run(witness("w", () => (failures++ < 25 ? away : undefined))).caughtUp();
    expect(await seen()).toEqual(numbers(name, 0, 2));
    expect(await parked()).toEqual([]);
  });

  test("that fails holds up nobody else, and says since when it is in trouble", async () => {
    const name = stream();
    await append(name, 0, 1);
    // After its first failure the stuck one waits for ever.
    const patient: Clock = { nowMs: realClock.nowMs, after: (ms, wake) => (ms > 100 ? { cancel: () => {} } : realClock.after(ms, wake)) };
    const healthy = run(witness("healthy"));
    const stuck = runConsumers({ db: database.db, log, clock: patient, consumers: [witness("stuck", () => new Error("stuck"))] });
    runners.push(stuck);
    await healthy.caughtUp();
    expect(await seen()).toEqual(numbers(name, 0, 1));
    await expect.poll(() => stuck.states()[0]?.trouble).toMatchObject({ error: "stuck", attempts: 1 });
  });

  test("of two processes that run the same consumer, each event is handled by one", async () => {
    const names = [stream(), stream(), stream()];
    const [one, two] = [run(witness("w")), run(witness("w"))];
    for (let seq = 0; seq < 60; seq++) await append(names[seq % 3]!, Math.floor(seq / 3), 1);
    await one.caughtUp();
    await two.caughtUp();
    const all = await seen();
    expect(all).toHaveLength(60);
    for (const name of names) expect(all.filter((row) => row.startsWith(name))).toEqual(numbers(name, 0, 20));
  });

  test("is given only what it wants, and its cursor moves past the rest", async () => {
    const name = stream();
    await log.append(tenant, name, 0, [rang(), { event: { type: "leg.answered", leg: "caller" }, atMs: 0 }, rang()]);
    const runner = run(witness("w", undefined, ["leg.answered"]));
    await runner.caughtUp();
    await append(name, 3, 2);
    await runner.caughtUp();
    expect(await seen()).toEqual([`${name} 1`]);
    await expect
      .poll(async () => (await database.db.worker((tx) => tx.selectFrom("cursors").select("cursor").executeTakeFirstOrThrow())).cursor)
      .toBe(await log.head());
  });
});
