import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
import { asOwner, testDatabase } from "../harness/database.ts";
import type { Ask } from "./check.ts";
import { type ServerProcess, serverProcess } from "./server-process.ts";

export type Account = { publicUrl: string; accountSid: string; authToken: string };

/** The server in a process of its own, and what outlives it: the database, its folder, the carrier's account. */
export type World = {
  server: ServerProcess;
  account: Account;
  /** Asks the database as its owner. */
  look<T>(work: (ask: Ask) => Promise<T>): Promise<T>;
  /** Resolves when every call has ended and every reader has read that, or when it took too long. */
  quiet(withinMs: number): Promise<void>;
  close(): Promise<void>;
};

/** @param env more of the server's environment */
export async function world(env: Readonly<Record<string, string>> = {}): Promise<World> {
  const database = await testDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), "firstring-crash-"));
  const account = { publicUrl: "https://calls.example.com", accountSid: `AC${randomBytes(16).toString("hex")}`, authToken: randomBytes(16).toString("hex") };
  const server = serverProcess({
    NODE_ENV: "test",
    DEMO: "quiet",
    HOST: "127.0.0.1",
    PUBLIC_URL: account.publicUrl,
    DATABASE_URL: database.ownerUrl,
    DATABASE_APP_URL: database.url,
    DATA_DIR: dataDir,
    TWILIO_ACCOUNT_SID: account.accountSid,
    TWILIO_AUTH_TOKEN: account.authToken,
    REQUESTS_PER_MINUTE: "1000000",
    LOG_LEVEL: "error",
    ...env,
  });
  const look: World["look"] = (work) => asOwner(database.ownerUrl, (client) => work(async (sql, values) => (await client.query(sql, values)).rows));

  return {
    server,
    account,
    look,
    quiet: (withinMs) =>
      look(async (ask) => {
        const isQuiet = async (): Promise<boolean> => (await ask<{ left: string }>(UNFINISHED))[0]?.left === "0";
        await vi.waitUntil(isQuiet, { timeout: withinMs, interval: 100 }).catch(() => {}); // the check says what is left
      }),
    async close() {
      if (server.running()) await server.kill("SIGTERM");
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const UNFINISHED = `
  select (select count(*) from events where type = 'call.opened') - (select count(*) from events where type = 'call.ended')
    + (select count(*) from (select stream, max(seq) as seq from events where stream like 'call/%' group by stream) as live
       where not exists (select from calls where calls.id::text = substr(live.stream, 6) and calls.seq = live.seq))
    + (select count(*) from bookings where status = 'confirmed' and not exists (select from mails where booking_id = bookings.id))
    + (select count(*) from call_owners) as left`;
