import { randomInt } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openDb } from "../../src/db/db.ts";
import { runningPostgres } from "../../src/db/embedded/pid-file.ts";
import { startEmbedded } from "../../src/db/embedded.ts";
import { migrate } from "../../src/db/migrate.ts";
import { loginOf, loginUrl, prepareRoles } from "../../src/db/roles.ts";
import { newId, type StreamId, type TenantId } from "../../src/lib/ids.ts";
import { type PostgresLog, postgresLog } from "../../src/log/postgres.ts";
import { realClock } from "../../src/ports/clock.ts";
import { startChild } from "../harness/child.ts";
import { someTenant, testDatabase } from "../harness/database.ts";

/** Kills per test; nightly runs take more. */
const KILLS = Number(process.env["TEST_KILLS"] ?? 4);
const STREAMS = 8;
const SEED = Number(process.env["SEED"] ?? randomInt(2 ** 31));
const MINUTES = 60_000;
const CHILD = new URL("./crash.child.ts", import.meta.url);

/** What was acknowledged, kept outside of what is killed: how many events each stream must hold at least. */
type Ledger = Map<StreamId, number>;
type Done = { stream: StreamId; seq: number };

const someStreams = (): StreamId[] => Array.from({ length: STREAMS }, (): StreamId => `call/${newId()}`);
/** After how many acknowledgements to kill. */
const moments = (kills: number) => fc.sample(fc.integer({ min: 1, max: 300 }), { numRuns: kills, seed: SEED });

/** Everything acknowledged is there, each event once, in its place, and as it was written. */
async function compare(log: PostgresLog, tenant: TenantId, ledger: Ledger): Promise<void> {
  for (const [stream, acknowledged] of ledger) {
    const legs = (await log.read(tenant, stream)).map(({ event }) => event.type === "leg.rang" && event.leg);
    expect(legs.length, `SEED=${SEED}`).toBeGreaterThanOrEqual(acknowledged);
    expect(legs, `SEED=${SEED}`).toEqual(legs.map((_, seq) => `${stream} ${seq}`));
  }
}

describe("nothing acknowledged is lost or doubled", () => {
  test("when the process that writes is killed at any moment", { timeout: (1 + KILLS) * MINUTES }, async () => {
    const database = await testDatabase();
    const tenant = await someTenant(database.db);
    const log = postgresLog(database.db, realClock);
    const streams = someStreams();
    const ledger: Ledger = new Map(streams.map((stream) => [stream, 0]));
    for (const moment of moments(KILLS)) {
      const child = startChild(CHILD, [database.url, tenant, ...streams]);
      let heard = 0;
      for await (const line of child.lines) {
        const { stream, seq } = line as Done;
        ledger.set(stream, seq);
        // What it said and we have not read yet is still heard, until the line ends.
        if (++heard === moment) void child.kill("SIGKILL");
      }
      await compare(log, tenant, ledger);
    }
    await log.close();
    await database.close();
  });

  test("when Postgres is killed under it at any moment, and writing goes on by itself", { timeout: (1 + KILLS) * MINUTES }, async () => {
    const folder = mkdtempSync(join(tmpdir(), "firstring-crash-"));
    const embedded = await startEmbedded({ folder, clock: realClock });
    const login = loginOf("the secret of an installation that is crashed on purpose");
    await prepareRoles(embedded.url, login);
    await migrate(embedded.url);
    const db = openDb({ url: loginUrl(embedded.url, login) });
    const tenant = await someTenant(db);
    const streams = someStreams();
    const ledger: Ledger = new Map(streams.map((stream) => [stream, 0]));
    const log = postgresLog(db, realClock);
    let acknowledged = 0;
    let killAt = Number.POSITIVE_INFINITY;
    let over = false;
    const writers = streams.map(async (stream) => {
      for (let seq = 0; !over; ) {
        const done = log.append(tenant, stream, seq, [{ event: { type: "leg.rang", leg: `${stream} ${seq}` }, atMs: 0 }]);
        // On a machine too busy to recover in time an append may fail; what came of it is for the log to say.
        const failed = await done.then(
          () => false,
          () => true,
        );
        if (failed)
          seq = await log.read(tenant, stream).then(
            (events) => events.length,
            () => seq,
          );
        else ledger.set(stream, ++seq);
        if (!failed && ++acknowledged === killAt) process.kill(runningPostgres(join(folder, "postgres"))!.pid, "SIGKILL");
      }
    });
    for (const moment of moments(Math.ceil(KILLS / 2))) {
      killAt = acknowledged + moment;
      const after = killAt + STREAMS;
      await expect.poll(() => acknowledged, { timeout: MINUTES, interval: 20 }).toBeGreaterThan(after);
    }
    over = true;
    await Promise.all(writers);
    await compare(log, tenant, ledger);
    await log.close();
    await db.close();
    await embedded.stop();
    rmSync(folder, { recursive: true, force: true });
  });
});
