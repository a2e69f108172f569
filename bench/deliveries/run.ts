import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { openDb } from "../../server/src/db/db.ts";
import { startEmbedded } from "../../server/src/db/embedded.ts";
import { migrate } from "../../server/src/db/migrate.ts";
import { loginOf, loginUrl, prepareRoles } from "../../server/src/db/roles.ts";
import { newId, type TenantId } from "../../server/src/lib/ids.ts";
import { pause, realClock } from "../../server/src/ports/clock.ts";
import { accept, endpointAt, KEY } from "../../server/test/deliveries/world.ts";
import { startChild } from "../../server/test/harness/child.ts";
import { cpuMsOf } from "../peers/cpu.ts";
import { peers } from "../peers/peers.ts";
import { figure, said } from "../peers/rounds.ts";

// Signed deliveries with their state, against axios + BullMQ: npm run bench deliveries [--peers <folder>] [--rounds 3] [--events 10000]. Needs redis-server.
const args = process.argv.slice(2);
const option = (name: string, otherwise: number): number => (args.includes(name) ? Number(args[args.indexOf(name) + 1]) : otherwise);
const rounds = option("--rounds", 3);
const events = option("--events", 10_000);
const ENDPOINTS = 10;
const { folder, require } = peers(args);
const kinds = ["firstring", "BullMQ + axios, state in Postgres", "BullMQ + axios, state in Redis only"] as const;
type Kind = (typeof kinds)[number];

const freePort = (): Promise<number> =>
  new Promise((found) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => found(port));
    });
  });

const dataDir = mkdtempSync(join(tmpdir(), "firstring-bench-"));
const database = await startEmbedded({ folder: dataDir, clock: realClock });
const redisPort = await freePort();
// Jobs survive a crash but for the last second: less than Postgres promises.
const redis = spawn("redis-server", ["--port", String(redisPort), "--dir", dataDir, "--appendonly", "yes", "--appendfsync", "everysec", "--save", ""], {
  stdio: "ignore",
});
redis.on("error", () => {
  console.error("redis-server is not there: install it (apt-get install redis-server).");
  process.exit(1);
});
try {
  const login = loginOf(KEY);
  await prepareRoles(database.url, login);
  await migrate(database.url);
  const url = loginUrl(database.url, login);
  const db = openDb({ url, connections: 4 });
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  await owner.query(`create table peer_deliveries (id text primary key, url text, body text, status text default 'pending', attempts int default 0, created_at timestamptz default now(), settled_at timestamptz);
    create index on peer_deliveries (created_at) where status = 'pending';
    create table peer_attempts (delivery_id text references peer_deliveries (id), nth int, at timestamptz, ms int, request_headers jsonb, status int, response_headers jsonb, response_body text, primary key (delivery_id, nth))`);
  const postmaster = Number(readFileSync(join(dataDir, "postgres/postmaster.pid"), "utf8").split("\n")[0]);
  const sink = startChild(new URL("./sink.ts", import.meta.url));
  const { port } = (await sink.next()) as { port: number };
  const received = async (): Promise<number> => {
    sink.say("count");
    return ((await sink.next()) as { count: number }).count;
  };
  const { Queue } = require("bullmq") as {
    Queue: new (
      name: string,
      options: unknown,
    ) => { addBulk(jobs: unknown[]): Promise<unknown>; getJobCounts(...of: string[]): Promise<Record<string, number>>; close(): Promise<void> };
  };

  /** Time from the worker's start until everything is delivered and its state kept. */
  async function drain(start: () => ReturnType<typeof startChild>, isDone: () => Promise<boolean>): Promise<{ perSecond: number; cpuUs: number }> {
    const before = await received();
    const worker = start();
    await worker.next();
    const begunMs = performance.now();
    const cpuMs = cpuMsOf(worker.pid, postmaster, redis.pid ?? 0);
    while ((await received()) - before < events || !(await isDone())) await pause(realClock, 20);
    const tookS = (performance.now() - begunMs) / 1000;
    const cpuUs = ((cpuMsOf(worker.pid, postmaster, redis.pid ?? 0) - cpuMs) * 1000) / events;
    await worker.kill("SIGKILL");
    return { perSecond: events / tookS, cpuUs };
  }

  async function ours(): Promise<{ perSecond: number; cpuUs: number }> {
    const tenant = newId<TenantId>();
    await db.worker((tx) => tx.insertInto("tenants").values({ id: tenant, slug: tenant, name: "bench" }).execute());
    for (let nth = 0; nth < ENDPOINTS; nth++) await endpointAt(db, tenant, `http://127.0.0.1:${port}/hook/${nth}`);
    for (let made = 0; made < events; made += 500 * ENDPOINTS) await accept(db, tenant, 500);
    await owner.query("vacuum analyze deliveries");
    return drain(
      () => startChild(new URL("./worker.ts", import.meta.url), [url, KEY]),
      async () => {
        const { rows } = await owner.query("select 1 from deliveries where tenant_id = $1 and status = 'pending' limit 1", [tenant]);
        return rows.length === 0;
      },
    );
  }

  async function theirs(state: "postgres" | "redis", round: number): Promise<{ perSecond: number; cpuUs: number }> {
    const name = `${state}${round}`;
    const queue = new Queue(name, { connection: { host: "127.0.0.1", port: redisPort } });
    const body = JSON.stringify({
      eventType: "call.call-ended",
      data: { transcript: "Bonjour, je voudrais prendre un rendez-vous… ".repeat(10) },
      signature: "x".repeat(71),
    });
    for (let made = 0; made < events; made += 1_000) {
      const jobs = Array.from({ length: 1_000 }, (_, nth) => ({
        id: `${name}-${made + nth}`,
        url: `http://127.0.0.1:${port}/hook/${nth % ENDPOINTS}`,
        body,
        secret: "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0",
      }));
      await owner.query(
        "insert into peer_deliveries (id, url, body) select id, url, body from jsonb_to_recordset($1::jsonb) as r (id text, url text, body text)",
        [JSON.stringify(jobs)],
      );
      await queue.addBulk(
        jobs.map((data) => ({ name: "deliver", data, opts: { attempts: 10, backoff: { type: "exponential", delay: 5_000 }, removeOnComplete: false } })),
      );
    }
    await owner.query("vacuum analyze peer_deliveries");
    const measured = await drain(
      () => startChild(new URL("./peer.ts", import.meta.url), [folder, String(redisPort), name, database.url, state]),
      async () => {
        const { completed } = await queue.getJobCounts("completed");
        return completed === events;
      },
    );
    await queue.close();
    return measured;
  }

  const all = new Map<Kind, { perSecond: number; cpuUs: number }[]>(kinds.map((kind) => [kind, []]));
  for (let round = 0; round < rounds; round++)
    for (const kind of kinds) {
      const measured = kind === "firstring" ? await ours() : await theirs(kind.endsWith("Postgres") ? "postgres" : "redis", round);
      all.get(kind)!.push(measured);
      console.log(`round ${round + 1} ${kind}: ${measured.perSecond.toFixed(0)}/s, ${measured.cpuUs.toFixed(0)} µs of processor each`);
    }
  const of = (kind: Kind, what: "perSecond" | "cpuUs") => figure(all.get(kind)!.map((measured) => measured[what]));
  console.log(
    `\n| ${events} deliveries to ${ENDPOINTS} endpoints | deliveries a second | ours is | processor µs each (worker, Postgres, Redis) |\n| --- | --- | --- | --- |`,
  );
  for (const kind of kinds)
    console.log(
      `| ${kind} | ${said(of(kind, "perSecond"))} | ${kind === "firstring" ? "" : `${(of("firstring", "perSecond").median / of(kind, "perSecond").median).toFixed(2)}×`} | ${said(of(kind, "cpuUs"))} |`,
    );
  await sink.kill("SIGKILL");
  await owner.end();
  await db.close();
} finally {
  redis.kill("SIGTERM");
  await database.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
