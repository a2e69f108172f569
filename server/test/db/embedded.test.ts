import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { isAlive, runningPostgres } from "../../src/db/embedded/pid-file.ts";
import { type Embedded, startEmbedded } from "../../src/db/embedded.ts";
import { realClock } from "../../src/ports/clock.ts";
import { type Child, startChild } from "../harness/child.ts";
import { asOwner } from "../harness/database.ts";

const CHILD = new URL("./embedded.child.ts", import.meta.url);
const settings = { fsync: "off" };

let home: string;
/** A folder with data, made once and copied for each test. */
let made: string;
let folder: string;
let copies = 0;
const open: Embedded[] = [];
const children: Child[] = [];

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "firstring-embedded-"));
  // The account Postgres runs as must be able to enter.
  chmodSync(home, 0o755);
  made = join(home, "made");
  const first = await startEmbedded({ folder: made, clock: realClock, settings });
  await asOwner(first.url, (owner) => owner.query("create table kept as select 42 as answer"));
  await first.stop();
});
beforeEach(() => {
  folder = join(home, `copy-${++copies}`);
  execFileSync("cp", ["-a", made, folder]);
});
afterEach(async () => {
  await Promise.all(children.splice(0).map((child) => child.kill("SIGKILL")));
  await Promise.all(open.splice(0).map((embedded) => embedded.stop()));
  const left = runningPostgres(join(folder, "postgres"));
  if (left !== undefined) process.kill(left.pid, "SIGQUIT");
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const start = async (of = folder, onTrouble?: (message: string) => void): Promise<Embedded> => {
  const embedded = await startEmbedded({ folder: of, clock: realClock, settings, ...(onTrouble && { onTrouble }) });
  open.push(embedded);
  return embedded;
};
const child = (...args: string[]): Child => {
  const started = startChild(CHILD, args);
  children.push(started);
  return started;
};
const answer = (url: string) => asOwner(url, async (owner) => (await owner.query<{ answer: number }>("select answer from kept")).rows[0]?.answer);
const postgresOf = (of: string) => runningPostgres(join(of, "postgres"))!;

describe("the bundled Postgres", () => {
  test("keeps its data over a stop, and leaves no process", async () => {
    const embedded = await start();
    const { pid } = postgresOf(folder);
    expect(await answer(embedded.url)).toBe(42);
    await embedded.stop();
    open.pop();
    expect(isAlive(pid)).toBe(false);
    expect(await answer((await start()).url)).toBe(42);
  });

  test("lets nobody in without the password, which only we can read", async () => {
    const embedded = await start();
    const wrong = new URL(embedded.url);
    wrong.password = "wrong";
    await expect(answer(wrong.href)).rejects.toThrow(/password authentication failed/);
    expect(statSync(join(folder, "postgres.password")).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, "postgres.password"), "utf8")).toMatch(/^[0-9a-f]{48}$/);
  });

  test("says who runs already, where it answers, and what to do", async () => {
    const first = child(folder, "http://127.0.0.1:3000");
    await first.next();
    await expect(start()).rejects.toThrow(
      `Firstring is already running on the data in ${join(folder, "postgres")} (process ${first.pid}, http://127.0.0.1:3000): use that one, stop it, or set DATA_DIR to another folder.`,
    );
  });

  test("of two that start at once on an empty folder one runs, and the other says so", async () => {
    const empty = join(home, "empty");
    folder = empty;
    const said = await Promise.all([child(empty), child(empty)].map((each) => each.next()));
    expect(said.filter((line) => Object.hasOwn(line as object, "up"))).toHaveLength(1);
    expect(said).toContainEqual({ refused: expect.stringMatching(/^Firstring is already running on the data in .* \(process \d+, .*\): use that one/) });
  });

  test("is taken over from a process that was killed", async () => {
    const first = child(folder);
    const { port } = (await first.next()) as { port: number };
    const { pid } = postgresOf(folder);
    await first.kill("SIGKILL");
    const embedded = await start();
    expect([embedded.port, postgresOf(folder).pid]).toEqual([port, pid]);
    expect(await answer(embedded.url)).toBe(42);
    await embedded.stop();
    open.pop();
    expect(isAlive(pid)).toBe(false);
  });

  test("comes back at the same address when it is killed under a living process", async () => {
    const troubles: string[] = [];
    const embedded = await start(folder, (message) => troubles.push(message));
    process.kill(postgresOf(folder).pid, "SIGKILL");
    await expect.poll(() => answer(embedded.url).catch(() => undefined), { timeout: 20_000 }).toBe(42);
    expect(troubles[0]).toBe("The bundled Postgres stopped; starting it again.");
  });

  test("starts after both were killed, and when the number in its pid file went to another process", async () => {
    const first = child(folder);
    await first.next();
    const { pid } = postgresOf(folder);
    await first.kill("SIGKILL");
    process.kill(pid, "SIGKILL");
    const file = join(folder, "postgres/postmaster.pid");
    writeFileSync(file, readFileSync(file, "utf8").replace(/^\d+/, `${process.pid}`));
    expect(await answer((await start()).url)).toBe(42);
  });

  test("does not open the data of another version, and says what to do", async () => {
    writeFileSync(join(folder, "postgres/PG_VERSION"), "16\n");
    await expect(start()).rejects.toThrow(/was made by Postgres 16, and this Firstring brings Postgres 18: set DATABASE_URL/);
  });

  test("says when its password was replaced", async () => {
    writeFileSync(join(folder, "postgres.password"), "another");
    await expect(start()).rejects.toThrow(`The password in ${join(folder, "postgres.password")} is not the one of the data beside it`);
  });

  test.runIf(process.getuid?.() === 0)("runs below a folder closed to others, started by root", async () => {
    const closed = join(home, "closed");
    mkdirSync(closed, { mode: 0o700 });
    folder = join(closed, "data");
    const embedded = await start(folder);
    await asOwner(embedded.url, (owner) => owner.query("create table kept as select 42 as answer"));
    await embedded.stop();
    open.pop();
    expect(await answer((await start(folder)).url)).toBe(42);
  });
});
