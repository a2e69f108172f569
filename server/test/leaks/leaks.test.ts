import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { io } from "socket.io-client";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type ServerProcess, serverProcess } from "../crash/server-process.ts";
import { type Child, startChild } from "../harness/child.ts";
import { asOwner, type TestDatabase, testDatabase } from "../harness/database.ts";
import { Phone } from "../harness/phone.ts";

const CHILD = new URL("./product.child.ts", import.meta.url);
const account = { publicUrl: "https://calls.example.com", accountSid: `AC${"0".repeat(32)}`, authToken: randomBytes(16).toString("hex") };

let dataDir: string;
const ending: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "firstring-leaks-"));
  ending.push(() => rm(dataDir, { recursive: true, force: true }));
});
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});

test("after calls, chats and sockets, stopping leaves no timer, no socket and no connection: the process ends by itself", async () => {
  const database = await testDatabase();
  ending.push(() => database.close());
  const product = await started(database);
  const { url } = (await product.next()) as { url: string };

  const phone = (): Phone => new Phone({ ...account, at: () => url }, "demo-rides", "+15145550111", "+15145550123");
  const [done, midway] = [phone(), phone()];
  await Promise.all([done.ring(), midway.ring()]);
  await done.hangUp();
  await midway.say("Hello, I need a ride for two people.");
  const { token } = await json(`${url}/api/auth/login`, { email: "owner@demohvac.com", password: "demo123" });
  await json(`${url}/api/conversations`, { message: "Are you open on Sunday?" }, token);
  const socket = io(url, { auth: { token }, reconnection: false });
  await new Promise((resolve, reject) => socket.once("connect", () => resolve(undefined)).once("connect_error", reject));
  const cut = new Promise((resolve) => socket.once("disconnect", resolve));

  product.say("stop");
  expect(await product.next()).toEqual({ stopped: true });
  expect(await product.next()).toBeUndefined();
  await cut;
  await expect.poll(() => connectionsOf(database)).toEqual([]);
});

test("a second start on the same data says who is running, and leaves the first alone", async () => {
  const first = onItsOwnData();
  first.start();
  await first.up();
  const second = onItsOwnData();
  second.start();
  await expect(second.up()).rejects.toThrow(`process ${first.pid()}, ${first.at()}): use that one, stop it, or set DATA_DIR to another folder.`);
  expect((await fetch(`${first.at()}/health/ready`)).status).toBe(200);
});

async function started(database: TestDatabase): Promise<Child> {
  const child = startChild(CHILD, [], {
    NODE_ENV: "test",
    DEMO: "on",
    HOST: "127.0.0.1",
    PORT: "0",
    PUBLIC_URL: account.publicUrl,
    DATA_DIR: dataDir,
    DATABASE_URL: database.ownerUrl,
    DATABASE_APP_URL: database.url,
    TWILIO_ACCOUNT_SID: account.accountSid,
    TWILIO_AUTH_TOKEN: account.authToken,
    LOG_LEVEL: "fatal",
  });
  ending.push(() => child.kill("SIGKILL"));
  return child;
}

function onItsOwnData(): ServerProcess {
  const server = serverProcess({ NODE_ENV: "test", DEMO: "quiet", HOST: "127.0.0.1", DATA_DIR: dataDir, LOG_LEVEL: "fatal" });
  ending.push(async () => {
    if (server.running()) await server.kill("SIGTERM");
  });
  return server;
}

async function json(url: string, body: unknown, token?: string): Promise<{ token: string }> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.json()) as { token: string };
}

/** Of the product; our own test connections are not its. */
const connectionsOf = ({ ownerUrl }: TestDatabase): Promise<unknown[]> =>
  asOwner(
    ownerUrl,
    async (owner) =>
      (
        await owner.query(
          "select application_name, state, query from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'",
        )
      ).rows,
  );
