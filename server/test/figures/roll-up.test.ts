import { randomBytes } from "node:crypto";
import type { CallEvent } from "@firstring/contract/call/event.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callList } from "../../src/consumers/call-list.ts";
import { record } from "../../src/db/record.ts";
import { figureDesk } from "../../src/figures/figures.ts";
import { newId, type StreamId, type TenantId } from "../../src/lib/ids.ts";
import { between, pick, type Random, seeded } from "../../src/lib/random.ts";
import { runConsumers } from "../../src/log/consumer-runner.ts";
import { postgresLog } from "../../src/log/postgres.ts";
import { realClock } from "../../src/ports/clock.ts";
import { answered, opened, says, spec, understand } from "../consumers/happenings.ts";
import { asOwner, someTenant, type TestDatabase, testDatabase } from "../harness/database.ts";
import { bothSides } from "./raw.ts";

const seed = Number(process.env["FIGURES_SEED"] ?? randomBytes(4).readUInt32BE());
const CALLS = Number(process.env["FIGURES_CALLS"] ?? 240);
const WRITERS = 4;
const START_MS = Date.parse("2026-10-20T00:00:00Z");

let database: TestDatabase;
let tenants: TenantId[];
beforeAll(async () => {
  database = await testDatabase({ connections: 10 });
  tenants = [await someTenant(database.db), await someTenant(database.db)];
});
afterAll(() => database.close());

test("the roll-up equals the calls, to the row, at every moment while many write; and again when it is counted from nothing", async () => {
  console.log(`FIGURES_SEED=${seed} FIGURES_CALLS=${CALLS}`);
  const { db } = database;
  const log = postgresLog(db, realClock);
  const readers = runConsumers({ db, log, clock: realClock, consumers: [callList(understand)] });
  let writing = true;
  let compared = 0;
  const watching = asOwner(database.ownerUrl, async (owner) => {
    while (writing) {
      const { kept, counted } = await bothSides(owner);
      expect(kept).toEqual(counted);
      compared += 1;
    }
  });
  const desk = figureDesk(db, log, realClock);
  // Two processes add up at once.
  const adding = [1, 2].map(async () => {
    while (writing) await desk.addUp();
  });
  await Promise.all(Array.from({ length: WRITERS }, (_, nth) => write(seeded(seed + nth), CALLS / WRITERS)));
  await readers.caughtUp();
  writing = false;
  await Promise.all([watching, ...adding]);
  await readers.stop();
  await desk.addUp();
  expect(compared).toBeGreaterThan(2);
  await asOwner(database.ownerUrl, async (owner) => {
    const { kept, counted, calls } = await bothSides(owner);
    expect(kept).toEqual(counted);
    expect(calls).toBeGreaterThan(CALLS / 2);
    const replies = Object.entries(kept).filter(([key]) => key.includes("|reply|"));
    expect(replies.length).toBeGreaterThan(5);
    expect((await owner.query("select from call_changes")).rowCount).toBe(0);
    for (const tenant of tenants) expect((await desk.recount(tenant)).changed).toBe(false);
    expect((await bothSides(owner)).kept).toEqual(counted);
    // A count that was tampered with is found, and mended.
    await owner.query("update call_days set booked = booked + 1");
    for (const tenant of tenants) expect((await desk.recount(tenant)).changed).toBe(true);
    expect((await bothSides(owner)).kept).toEqual(counted);
    // Calls that are gone are counted no more.
    await owner.query("delete from calls where agent_revision = 1");
    const after = await bothSides(owner);
    expect(after.kept).toEqual(after.counted);
  });
  await log.close();
});

/** Calls in pieces, as they happen: some never end, some are charged after their end, some are rated or deleted by people meanwhile. */
async function write(random: Random, calls: number): Promise<void> {
  const { db } = database;
  for (let nth = 0; nth < calls; nth++) {
    const tenant = pick(random, tenants);
    const id = newId();
    const stream: StreamId = `call/${id}`;
    const startMs = START_MS + between(random, 0, 20 * 24 * 3600) * 1000;
    let atMs = startMs;
    const put = (...events: CallEvent[]): Promise<void> =>
      db.worker((tx) => {
        const facts = events.map((event) => {
          atMs += between(random, 1, 9000);
          return { event, atMs };
        });
        return record(tx, tenant, stream, facts);
      });
    const theirs = `+1514555${String(between(random, 0, 30)).padStart(4, "0")}`;
    await put({ ...opened, ...(opened.type === "call.opened" && { from: theirs, agent: { ...spec, revision: between(random, 1, 2) } }) } as CallEvent);
    if (random() < 0.8)
      await put(answered, says(pick(random, ["a ride please", "I am angry", "there is gas"])), { type: "model.said", turn: 3, text: "Sure." });
    if (random() < 0.5)
      await put({ type: "model.used", turn: 2, provider: "x", model: "y", inputTokens: 5, outputTokens: 5, microCents: between(random, 0, 9e6) });
    if (random() < 0.1) continue;
    await put({ type: "call.ended", why: "caller_hung_up", outcome: pick(random, ["booked", "answered", "missed", "abandoned", "failed"] as const) });
    if (random() < 0.3) await put({ type: "call.charged", by: "carrier", microCents: between(random, 0, 9e6) });
    if (random() < 0.2)
      await db.tenant(tenant, (tx) =>
        tx
          .updateTable("calls")
          .set({ satisfaction: between(random, 1, 5) })
          .where("tenant_id", "=", tenant)
          .execute(),
      );
  }
}
