import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { openDb } from "../../server/src/db/db.ts";
import { startEmbedded } from "../../server/src/db/embedded.ts";
import { migrate } from "../../server/src/db/migrate.ts";
import { loginOf, loginUrl, prepareRoles } from "../../server/src/db/roles.ts";
import { newId, type TenantId } from "../../server/src/lib/ids.ts";
import { pause, realClock } from "../../server/src/ports/clock.ts";
import { startChild } from "../../server/test/harness/child.ts";
import { cpuMsOf } from "../peers/cpu.ts";
import { peers } from "../peers/peers.ts";
import { figure, said } from "../peers/rounds.ts";

// Provider webhooks, verified and durable before their 200, against one insert each: npm run bench ingest [--peers <folder>] [--rounds 3] [--seconds 5]
const args = process.argv.slice(2);
const option = (name: string, otherwise: number): number => (args.includes(name) ? Number(args[args.indexOf(name) + 1]) : otherwise);
const rounds = option("--rounds", 3);
const seconds = option("--seconds", 5);
const { folder } = peers(args);
const SERVER = new URL("./server.ts", import.meta.url);
const LOAD = new URL("./load.ts", import.meta.url);
const kinds = ["firstring", "fastify", "express"] as const;

type Measured = { cpuUs: number; answered: number; perSecond: number; p50: number; p99: number; refused: number; spent: boolean; acknowledged?: string[] };

const dataDir = mkdtempSync(join(tmpdir(), "firstring-bench-"));
const database = await startEmbedded({ folder: dataDir, clock: realClock });
try {
  const login = loginOf("a key of the measurement, 32 bytes long or more");
  await prepareRoles(database.url, login);
  await migrate(database.url);
  const url = loginUrl(database.url, login);
  const db = openDb({ url, connections: 2 });
  const tenant = newId<TenantId>();
  await db.worker((tx) => tx.insertInto("tenants").values({ id: tenant, slug: "bench", name: "bench" }).execute());
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  await owner.query(
    "create table webhook_events (provider text, event_id text, tenant_id uuid, payload jsonb, received_at timestamptz default now(), primary key (provider, event_id))",
  );

  const postmaster = Number(readFileSync(join(dataDir, "postgres/postmaster.pid"), "utf8").split("\n")[0]);

  const measure = async (kind: (typeof kinds)[number], round: string): Promise<Measured> => {
    const server = startChild(SERVER, [kind, url, database.url, tenant, folder]);
    const { port } = (await server.next()) as { port: number };
    const load = startChild(LOAD, [String(port), String(seconds), `${kind}-${round}`]);
    await load.next();
    const before = cpuMsOf(server.pid, postmaster);
    load.say("go");
    const measured = (await load.next()) as Measured;
    const cpuUs = ((cpuMsOf(server.pid, postmaster) - before) * 1000) / measured.answered;
    await server.kill("SIGKILL");
    return { ...measured, cpuUs };
  };

  const all = new Map<string, Measured[]>(kinds.map((kind) => [kind, []]));
  for (let round = 0; round < rounds; round++)
    for (const kind of kinds) {
      const measured = await measure(kind, String(round));
      all.get(kind)!.push(measured);
      console.log(
        `round ${round + 1} ${kind}: ${measured.perSecond.toFixed(0)}/s, p50 ${measured.p50.toFixed(1)} ms, p99 ${measured.p99.toFixed(1)} ms, ${measured.cpuUs.toFixed(0)} µs of processor each, ${measured.refused} refused${measured.spent ? " (ran out of requests)" : ""}`,
      );
    }

  // Whoever was told 200 has their row, also when the process is killed in the middle of it.
  const server = startChild(SERVER, ["firstring", url, database.url, tenant, folder]);
  const { port } = (await server.next()) as { port: number };
  const load = startChild(LOAD, [String(port), "3", "killed", "64", "names"]);
  await load.next();
  load.say("go");
  await pause(realClock, 1_500);
  await server.kill("SIGKILL");
  const { acknowledged = [] } = (await load.next()) as Measured;
  const { rows } = await owner.query<{ event_id: string }>("select event_id from inbox where event_id like 'killed-%'");
  const kept = new Set(rows.map(({ event_id }) => event_id));
  const lost = acknowledged.filter((id) => !kept.has(id));

  const rate = (kind: string) => figure(all.get(kind)!.map(({ perSecond }) => perSecond));
  console.log(
    `\n| 64 connections, Twilio signature, one durable row | requests a second | p50 ms | p99 ms | ours is | processor µs a request (server and Postgres) | ours needs |\n| --- | --- | --- | --- | --- | --- | --- |`,
  );
  for (const kind of kinds) {
    const of = all.get(kind)!;
    const cpu = (name: string) => figure(all.get(name)!.map(({ cpuUs }) => cpuUs));
    const less = kind === "firstring" ? "" : `${(cpu(kind).median / cpu("firstring").median).toFixed(2)}× less`;
    const times = kind === "firstring" ? "" : `${(rate("firstring").median / rate(kind).median).toFixed(2)}×`;
    console.log(
      `| ${kind} | ${said(rate(kind))} | ${said(figure(of.map(({ p50 }) => p50)), 1)} | ${said(figure(of.map(({ p99 }) => p99)), 1)} | ${times} | ${said(cpu(kind))} | ${less} |`,
    );
  }
  console.log(`\nkill -9 under load: ${acknowledged.length} acknowledged, ${lost.length} of them lost.`);
  if (lost.length > 0) process.exitCode = 1;
  await owner.end();
  await db.close();
} finally {
  await database.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
