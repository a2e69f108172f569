import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import pg from "pg";
import { compose } from "../../server/src/app.ts";
import { readConfig } from "../../server/src/config.ts";
import { startEmbedded } from "../../server/src/db/embedded.ts";
import { SECRET_PLACE } from "../../server/src/deliveries/n8n-workflow.ts";
import { pause, realClock } from "../../server/src/ports/clock.ts";

// A real n8n takes the events of a real call: npm run bench n8n [folder]. The folder holds n8n (1.9 GB from npm, some minutes the first time).
const folder = resolve(process.argv[2] ?? join(tmpdir(), "firstring-n8n"));
const SELF = import.meta.dirname;
const READY_MS = 180_000;
const WORKFLOW = "firstringEvents1";

const freePort = (): Promise<number> =>
  new Promise((found) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => found(port));
    });
  });

async function until<T>(what: string, ms: number, look: () => Promise<T | undefined>): Promise<T> {
  for (const endMs = realClock.nowMs() + ms; realClock.nowMs() < endMs; await pause(realClock, 500)) {
    const found = await look().catch(() => undefined);
    if (found !== undefined) return found;
  }
  throw new Error(`${what} did not come within ${ms / 1000} s.`);
}

if (!existsSync(join(folder, "node_modules/n8n"))) {
  console.log(`Installing n8n in ${folder} …`);
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(SELF, "n8n.package.json"), join(folder, "package.json"));
  const { status } = spawnSync("npm", ["install", "--no-audit", "--no-fund"], { cwd: folder, stdio: "inherit" });
  if (status !== 0) throw new Error("n8n could not be installed: see above.");
}
const { version } = JSON.parse(readFileSync(join(folder, "node_modules/n8n/package.json"), "utf8")) as { version: string };

const dataDir = mkdtempSync(join(tmpdir(), "firstring-n8n-run-"));
const database = await startEmbedded({ folder: dataDir, clock: realClock });
let n8n: ChildProcess | undefined;
try {
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  await owner.query("create database n8n");
  const [port, broker] = [await freePort(), await freePort()];
  const address = `http://127.0.0.1:${port}`;
  const { hostname, port: pgPort, username, password } = new URL(database.url);
  const env = {
    ...process.env,
    N8N_USER_FOLDER: join(dataDir, "n8n"),
    N8N_DIAGNOSTICS_ENABLED: "false",
    N8N_VERSION_NOTIFICATIONS_ENABLED: "false",
    N8N_PERSONALIZATION_ENABLED: "false",
    N8N_LISTEN_ADDRESS: "127.0.0.1",
    N8N_PORT: String(port),
    N8N_RUNNERS_BROKER_PORT: String(broker),
    DB_TYPE: "postgresdb",
    DB_POSTGRESDB_HOST: hostname,
    DB_POSTGRESDB_PORT: pgPort,
    DB_POSTGRESDB_USER: decodeURIComponent(username),
    DB_POSTGRESDB_PASSWORD: decodeURIComponent(password),
    DB_POSTGRESDB_DATABASE: "n8n",
  };
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, "node_modules/n8n/bin/n8n"), ...args], { cwd: folder, env, encoding: "utf8" });
    if (status !== 0) throw new Error(`n8n ${args.join(" ")}: ${stdout}${stderr}`);
  };

  const app = await compose(
    readConfig({
      NODE_ENV: "test",
      HOST: "127.0.0.1",
      PORT: "0",
      DATA_DIR: dataDir,
      DATABASE_URL: database.url,
      DEMO: "quiet",
      EGRESS_ALLOW: "127.0.0.1",
      LOG_LEVEL: "error",
    }),
  );
  const ask = async (path: string, token?: string, body?: unknown) => {
    const answer = await fetch(`http://127.0.0.1:${app.port}${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: { "content-type": "application/json", ...(token !== undefined && { authorization: `Bearer ${token}` }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Record<string, unknown>;
  };
  const token = (await ask("/api/auth/login", undefined, { email: "owner@demohvac.com", password: "demo123", tenant: "demo-hvac" }))["token"] as string;
  const endpoint = (await ask("/api/endpoints", token, { url: `${address}/webhook/firstring`, name: "n8n" }))["data"] as { id: string; secret: string };
  const workflow = JSON.stringify({ ...(await ask("/api/endpoints/n8n-workflow", token)), id: WORKFLOW, active: true }).replace(SECRET_PLACE, endpoint.secret);
  const file = join(dataDir, "workflow.json");
  writeFileSync(file, workflow);

  console.log(`n8n ${version}: importing the workflow as the page Integrations gives it …`);
  run("import:workflow", `--input=${file}`);
  run("publish:workflow", `--id=${WORKFLOW}`);
  n8n = spawn(process.execPath, [join(folder, "node_modules/n8n/bin/n8n"), "start"], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const hear = (chunk: Buffer) => {
    said = (said + chunk.toString("utf8")).slice(-4_000);
  };
  n8n.stdout?.on("data", hear);
  n8n.stderr?.on("data", hear);
  const startedMs = realClock.nowMs();
  await until("n8n", READY_MS, async () => {
    const { status } = await fetch(`${address}/webhook/firstring`, { method: "POST", headers: { "content-type": "application/json" }, body: "{}" });
    return status === 401 ? true : undefined;
  }).catch((problem: unknown) => {
    throw new Error(`${String(problem)}\n${said}`);
  });
  console.log(`n8n answers after ${Math.round((realClock.nowMs() - startedMs) / 1000)} s; what nobody signed it turns away with 401.`);

  // A whole call, and what it makes leave.
  await ask("/api/twilio/simulate-call-basic", token);
  type Row = { id: string; eventType: string; status: string; attempts: number; lastStatus: number | null };
  const rows = await until("the deliveries of the call", 60_000, async () => {
    const { data } = (await ask(`/api/dashboard/webhooks/deliveries?endpointId=${endpoint.id}`, token)) as { data: Row[] };
    return data.some(({ eventType }) => eventType === "call.call-ended") && data.every(({ status }) => status !== "pending") ? data : undefined;
  });
  // The same bytes with one changed.
  const { data: one } = (await ask(`/api/dashboard/webhooks/deliveries/${rows[0]!.id}`, token)) as {
    data: { body: string; tries: { requestHeaders: Record<string, string>; responseBody: string }[] };
  };
  const forged = await fetch(`${address}/webhook/firstring`, {
    method: "POST",
    headers: one.tries[0]!.requestHeaders,
    body: one.body.replace('"sequence":', '"sequence":1'),
  });
  // The same event again: answered, and let through no second time.
  await ask(`/api/dashboard/webhooks/deliveries/${rows[0]!.id}/retry`, token, {});
  await until("the second delivery", 30_000, async () => {
    const { data } = (await ask(`/api/dashboard/webhooks/deliveries/${rows[0]!.id}`, token)) as { data: { status: string; attempts: number } };
    return data.status === "delivered" && data.attempts === 2 ? true : undefined;
  });
  const executions = new pg.Client({ connectionString: Object.assign(new URL(database.url), { pathname: "/n8n" }).href });
  await executions.connect();
  const counted = await until("n8n's own book", 30_000, async () => {
    const { rows: found } = await executions.query<{ status: string; count: string }>("select status, count(*) from execution_entity group by status");
    return found.length > 0 && found.every(({ status }) => status !== "running" && status !== "new") ? found : undefined;
  });

  console.log(`\n| event | attempts | answer of n8n |\n| --- | --- | --- |`);
  for (const row of rows.toReversed()) console.log(`| ${row.eventType} | ${row.attempts} | ${row.lastStatus} |`);
  console.log(
    `\nn8n ${version}, Node ${process.version}: ${rows.filter(({ status }) => status === "delivered").length} of ${rows.length} events of one call delivered and verified.`,
  );
  console.log(`It answered: ${one.tries[0]!.responseBody}`);
  console.log(`One byte changed: ${forged.status}. Its own executions: ${counted.map(({ status, count }) => `${count} ${status}`).join(", ")}.`);
  if (forged.status !== 401 || rows.some(({ status }) => status !== "delivered")) process.exitCode = 1;
  await executions.end();
  await owner.end();
  await app.stop(Promise.resolve());
} finally {
  if (n8n !== undefined && n8n.exitCode === null) {
    const ended = new Promise((resolved) => n8n?.once("exit", resolved));
    n8n.kill("SIGTERM");
    await ended;
  }
  await database.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
