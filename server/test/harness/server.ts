import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isAlive, runningPostgres } from "../../src/db/embedded/pid-file.ts";
import { startEmbedded } from "../../src/db/embedded.ts";
import { realClock } from "../../src/ports/clock.ts";

const PREFIX = "firstring-test-";

/** The Postgres of a test run: the one of TEST_DATABASE_URL (an administrator's address), or one of our own. */
export async function testServer(): Promise<{ adminUrl: string; stop(): Promise<void> }> {
  const given = process.env["TEST_DATABASE_URL"];
  if (given !== undefined && given !== "") return { adminUrl: given, stop: async () => {} };
  sweep();
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  // A test run keeps nothing, so it need not wait for the disk.
  const embedded = await startEmbedded({ folder, clock: realClock, settings: { fsync: "off", full_page_writes: "off", synchronous_commit: "off" } });
  return {
    adminUrl: embedded.url,
    async stop() {
      await embedded.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Runs that were killed left a Postgres and its folder behind. */
function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length).split("-")[0]) : Number.NaN;
    if (!Number.isInteger(pid) || isAlive(pid)) continue;
    const folder = join(tmpdir(), name);
    const left = runningPostgres(join(folder, "postgres"));
    if (left !== undefined) process.kill(left.pid, "SIGQUIT");
    rmSync(folder, { recursive: true, force: true });
  }
}
