import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Claimed, claim, keep, LEASE_MS } from "../../src/deliveries/claim.ts";
import { disableFailing } from "../../src/deliveries/disable.ts";
import { type Attempt, settle } from "../../src/deliveries/settle.ts";
import { deliveryWorker } from "../../src/deliveries/worker.ts";
import { openEgress } from "../../src/egress/egress.ts";
import { rangesOf } from "../../src/egress/public-address.ts";
import type { TenantId } from "../../src/lib/ids.ts";
import { pause, realClock } from "../../src/ports/clock.ts";
import { someTenant, type TestDatabase, testDatabase } from "../harness/database.ts";
import { accept, endpointAt, seal } from "./world.ts";

let database: TestDatabase;
let nowMs: number;
beforeAll(async () => {
  database = await testDatabase();
  nowMs = realClock.nowMs();
});
afterAll(() => database.close());

const all = { free: 1000, usual: 1000, rooms: [] };
const attempt = (claimed: Claimed, verdict: Attempt["verdict"]): Attempt => ({
  claimed,
  atMs: nowMs,
  ms: 1,
  requestHeaders: {},
  status: 500,
  responseHeaders: {},
  responseBody: "",
  error: null,
  verdict,
});
async function withOne(): Promise<{ tenant: TenantId; endpoint: string }> {
  const tenant = await someTenant(database.db);
  const { id } = await endpointAt(database.db, tenant, "https://example.com/");
  await accept(database.db, tenant, 1, nowMs);
  return { tenant, endpoint: id };
}
const of = (tenant: TenantId, claimed: readonly Claimed[]) => claimed.filter(({ tenant_id }) => tenant_id === tenant);

test("what one worker holds no other takes, until its lease is over; then the sleeper who wakes settles nothing", async () => {
  const { db } = database;
  const { tenant } = await withOne();
  const [sleeper] = of(tenant, await claim(db, nowMs, all));
  expect(of(tenant, await claim(db, nowMs + LEASE_MS - 1, all))).toEqual([]);
  // Who says it is still at it stays at it.
  await keep(db, nowMs + 20_000, [sleeper!]);
  expect(of(tenant, await claim(db, nowMs + LEASE_MS + 1, all))).toEqual([]);
  const [other] = of(tenant, await claim(db, nowMs + 20_000 + LEASE_MS + 1, all));
  expect(other?.id).toBe(sleeper!.id);
  expect(await settle(db, [attempt(sleeper!, { is: "delivered" })], nowMs)).toEqual([false]);
  expect(await settle(db, [attempt(other!, { is: "dead" })], nowMs)).toEqual([true]);
  const row = await db.worker((tx) => tx.selectFrom("deliveries").select(["status", "attempts"]).where("id", "=", other!.id).executeTakeFirst());
  expect(row).toEqual({ status: "dead", attempts: 1 });
});

test("a backlog of one does not keep the others waiting: each endpoint gets its share of what a worker can take", async () => {
  const { db } = database;
  const busy = await someTenant(db);
  await endpointAt(db, busy, "https://example.com/");
  await accept(db, busy, 3_000, nowMs - 60_000);
  const others: TenantId[] = [];
  for (let nth = 0; nth < 5; nth++) others.push((await withOne()).tenant);
  const taken = await claim(db, nowMs + 1, { free: 50, usual: 1000, rooms: [] });
  expect(taken).toHaveLength(50);
  for (const tenant of others) expect(of(tenant, taken)).toHaveLength(1);
});

test("an endpoint that hangs holds up nobody else", async () => {
  const { db } = database;
  // What the other tests left is for nobody on this network.
  await db.worker((tx) => tx.updateTable("endpoints").set({ status: "paused" }).execute());
  const arrived: string[] = [];
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      if (request.url === "/hangs") return;
      arrived.push(String(request.headers["webhook-id"]));
      response.end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const [slow, quick] = [await someTenant(db), await someTenant(db)];
  await endpointAt(db, slow, `${url}/hangs`);
  await endpointAt(db, quick, `${url}/quick`);
  await accept(db, slow, 400);
  const worker = deliveryWorker({
    db,
    egress: openEgress({ production: true, opened: rangesOf(["127.0.0.1"]) }, realClock),
    clock: realClock,
    seal,
    chance: () => 0.5,
    onTrouble: () => {},
  });
  const wanted = await accept(db, quick, 100);
  while (arrived.length < 100) await pause(realClock, 20);
  expect(arrived.toSorted()).toEqual(wanted.toSorted());
  server.closeAllConnections();
  await worker.stop();
  await new Promise((closed) => server.close(closed));
});

test("an endpoint is disabled after five days of nothing but failures, and not for one bad moment, nor when one arrived", async () => {
  const { db } = database;
  const day = 86_400_000;
  const state = async (id: string) =>
    (await db.worker((tx) => tx.selectFrom("endpoints").select(["status", "disabled_why"]).where("id", "=", id).executeTakeFirstOrThrow())).status;
  const fail = async (
    { tenant, endpoint }: { tenant: TenantId; endpoint: string },
    atMs: number,
    verdict: Attempt["verdict"] = { is: "again", afterMs: 0 },
  ) => {
    const mine = of(tenant, await claim(db, atMs, all)).filter(({ endpoint_id }) => endpoint_id === endpoint);
    expect(mine.length).toBeGreaterThan(0);
    await settle(
      db,
      mine.map((one) => attempt(one, verdict)),
      atMs,
    );
  };
  const [steady, once, recovered] = [await withOne(), await withOne(), await withOne()];
  const t0 = nowMs + 10 * day;
  await fail(steady, t0);
  await fail(once, t0 + LEASE_MS + 1);
  await fail(recovered, t0 + 2 * LEASE_MS + 2);
  await fail(steady, t0 + day);
  await fail(recovered, t0 + day + LEASE_MS + 1);
  await fail(recovered, t0 + 2 * day, { is: "delivered" });
  await disableFailing(db, t0 + 5 * day - 1);
  expect(await state(steady.endpoint)).toBe("enabled");
  await disableFailing(db, t0 + 5 * day);
  expect(await state(steady.endpoint)).toBe("disabled");
  await disableFailing(db, t0 + 6 * day);
  expect(await state(once.endpoint)).toBe("enabled");
  expect(await state(recovered.endpoint)).toBe("enabled");
  const dead = await db.worker((tx) => tx.selectFrom("deliveries").select("status").where("endpoint_id", "=", steady.endpoint).execute());
  expect(dead).toEqual([{ status: "dead" }]);
});
