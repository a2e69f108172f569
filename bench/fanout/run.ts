import { mkdtempSync, rmSync } from "node:fs";
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
import { figure, said } from "../peers/rounds.ts";

// Facts to watchers on two nodes: following the log, against @socket.io/postgres-adapter: npm run bench fanout [--rounds 3] [--watchers 300]
const args = process.argv.slice(2);
const option = (name: string, otherwise: number): number => (args.includes(name) ? Number(args[args.indexOf(name) + 1]) : otherwise);
const rounds = option("--rounds", 3);
const watchers = option("--watchers", 300);
const EVENTS = 100;
const EVERY_MS = 50;
const kinds = ["log", "adapter"] as const;
const SERVER = new URL("./server.ts", import.meta.url);

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
  await db.close();
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  await owner.query("create table socket_io_attachments (id bigserial unique, created_at timestamptz default now(), payload bytea)");
  await owner.end();

  type Measured = { heard: number; p50: number; p99: number; cpuUs: number };
  const all = new Map<string, Measured[]>(kinds.map((kind) => [kind, []]));
  for (let round = 0; round < rounds; round++)
    for (const kind of kinds) {
      const nodes = [0, 1].map(() => startChild(SERVER, [kind, url, database.url, tenant]));
      const ports: string[] = [];
      for (const node of nodes) ports.push(String(((await node.next()) as { port: number }).port));
      const load = startChild(new URL("./load.ts", import.meta.url), [String(watchers), ...ports]);
      await load.next();
      await pause(realClock, 500);
      const pids = nodes.map(({ pid }) => pid);
      const before = cpuMsOf(...pids);
      nodes[0]!.say(JSON.stringify({ events: EVENTS, everyMs: EVERY_MS }));
      await nodes[0]!.next();
      await pause(realClock, 1_000);
      load.say("?");
      const heard = (await load.next()) as Omit<Measured, "cpuUs">;
      const measured = { ...heard, cpuUs: ((cpuMsOf(...pids) - before) * 1000) / (EVENTS * watchers) };
      all.get(kind)!.push(measured);
      console.log(
        `round ${round + 1} ${kind}: ${heard.heard} of ${EVENTS * watchers} heard, p50 ${heard.p50.toFixed(1)} ms, p99 ${heard.p99.toFixed(1)} ms, ${measured.cpuUs.toFixed(1)} µs of processor a message`,
      );
      for (const child of [load, ...nodes]) await child.kill("SIGKILL");
    }
  console.log(
    `\n| ${watchers} watchers on two nodes, ${1000 / EVERY_MS} facts a second | heard | p50 ms, from before the commit | p99 ms | processor µs a message (both nodes) |\n| --- | --- | --- | --- | --- |`,
  );
  for (const kind of kinds) {
    const of = (what: keyof Measured) => figure(all.get(kind)!.map((measured) => measured[what]));
    console.log(
      `| ${kind === "log" ? "firstring: each node follows the log" : "socket.io with its Postgres adapter"} | ${said(of("heard"))} | ${said(of("p50"), 1)} | ${said(of("p99"), 1)} | ${said(of("cpuUs"), 1)} |`,
    );
  }
} finally {
  await database.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
