import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TenantId } from "../../src/lib/ids.ts";
import { pause, realClock } from "../../src/ports/clock.ts";
import { type Child, startChild } from "../harness/child.ts";
import { someTenant, type TestDatabase, testDatabase } from "../harness/database.ts";
import { type Hostile, hostile } from "./hostile.ts";
import { accept, endpointAt, hurry, KEY } from "./world.ts";

/** Events in all; the full run is made with HOSTILE_EVENTS=20000. */
const EVENTS = Number(process.env["HOSTILE_EVENTS"] ?? 240);
const SEED = Number(process.env["SEED"] ?? 20_261_126);
const WORKER = new URL("./worker.child.ts", import.meta.url);
/** Past any lease: what the dead held is free at once. */
const AHEAD_MS = 40_000;
const KILLS = 4;

let database: TestDatabase;
let receiver: Hostile;
beforeAll(async () => {
  database = await testDatabase();
  receiver = await hostile(SEED);
});
afterAll(async () => {
  await receiver.close();
  await database.close();
});

test(
  "whatever a receiver does and whoever is killed, each accepted event is delivered or a dead letter, with one id and the same bytes at every attempt",
  async () => {
    const { db, url } = database;
    const tenants: TenantId[] = [await someTenant(db), await someTenant(db), await someTenant(db)];
    const endpoints: { tenant: TenantId; id: string; secret: string; path: string }[] = [];
    for (const tenant of tenants) {
      for (const nth of [1, 2]) {
        const path = `/${tenant}/${nth}`;
        endpoints.push({ tenant, path, ...(await endpointAt(db, tenant, receiver.url + path)) });
      }
    }
    // Half of them are there before the workers, the rest comes while workers die.
    const accepted = new Map<TenantId, string[]>(tenants.map((tenant) => [tenant, []]));
    const batch = Math.ceil(EVENTS / tenants.length / (KILLS + 1));
    const acceptMore = async () => {
      for (const tenant of tenants) accepted.get(tenant)!.push(...(await accept(db, tenant, batch)));
    };

    let generation = 0;
    const start = async (): Promise<Child> => {
      const child = startChild(WORKER, [url, KEY, String(AHEAD_MS * generation++)]);
      await child.next();
      return child;
    };
    await acceptMore();
    let worker = await start();
    for (let kill = 0; kill < KILLS; kill++) {
      const before = receiver.requests();
      await acceptMore();
      // In the middle of its work: some requests are under way, some are answered and not yet kept.
      while (receiver.requests() < before + batch) {
        await hurry(db, realClock.nowMs());
        await pause(realClock, 20);
      }
      await worker.kill("SIGKILL");
      worker = await start();
    }
    while ((await hurry(db, realClock.nowMs())) > 0) await pause(realClock, 50);
    await worker.kill("SIGKILL");

    const rows = await db.worker((tx) => tx.selectFrom("deliveries").select(["tenant_id", "endpoint_id", "event_id", "status", "round_attempts"]).execute());
    const events = [...accepted.values()].flat();
    // Delivered ∪ dead = accepted, exactly.
    const wanted = endpoints.flatMap(({ id, tenant }) => accepted.get(tenant)!.map((event) => `${id} ${event}`));
    expect(rows.map((row) => `${row.endpoint_id} ${row.event_id}`).sort()).toEqual(wanted.sort());
    expect(rows.filter(({ status }) => status === "pending")).toEqual([]);
    const seenOf = (row: (typeof rows)[number]) => receiver.ledger.get(`${endpoints.find(({ id }) => id === row.endpoint_id)!.path} ${row.event_id}`);
    // Delivered means that the receiver said thanks; dead, that the whole schedule was used up.
    expect(rows.filter((row) => row.status === "delivered" && !(seenOf(row)!.thanked > 0))).toEqual([]);
    expect(rows.filter((row) => row.status === "dead" && row.round_attempts !== 10)).toEqual([]);
    // One id, the same bytes; no redirect was followed.
    expect([...receiver.ledger.values()].filter(({ bodies }) => bodies.size !== 1)).toEqual([]);
    expect(receiver.ledger.size).toBe(wanted.length);
    expect(receiver.redirected()).toBe(0);
    expect(new Set(events).size).toBe(events.length);
    // What came verifies with the library of the standard, and with nothing but the secret.
    for (const { path, secret } of endpoints) {
      const [, seen] = [...receiver.ledger].find(([key]) => key.startsWith(`${path} `))!;
      const { headers, body } = seen.sample;
      const sent = Number(headers["webhook-timestamp"]) * 1000;
      expect(Math.abs(sent - realClock.nowMs())).toBeLessThan(AHEAD_MS * (generation + 1) + 600_000);
      const signature = new Webhook(secret).sign(String(headers["webhook-id"]), new Date(sent), body);
      expect(String(headers["webhook-signature"]).split(" ")).toContain(signature);
    }
    const dead = rows.filter(({ status }) => status === "dead").length;
    const twice = [...receiver.ledger.values()].filter(({ thanked }) => thanked > 1).length;
    if (EVENTS > 1000)
      console.info(
        `seed ${SEED}: ${events.length} events, ${rows.length} deliveries, ${receiver.requests()} requests, ${generation - 1} SIGKILLs: ${rows.length - dead} delivered, ${dead} dead letters, ${twice} thanked for more than once`,
      );
  },
  Math.max(180_000, EVENTS * 60),
);
