import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Account, postgresAccount } from "./account.ts";
import { binaries, MAJOR } from "./binaries.ts";

/** The superuser of the bundled Postgres: it owns the tables and migrates; the program's own login is another. */
export const OWNER = "firstring_owner";

/** A data folder of Postgres, ready to be started. */
export type Cluster = { data: string; logFile: string; password: string; account: Account; native: string };

/** Past this the log of earlier starts is dropped. */
const LOG_LIMIT_BYTES = 5_000_000;

/**
 * Makes the data folder where there is none. Two that do so at once end with one and the same.
 * @param lasting false when nobody minds losing the data with the machine: then nothing waits for the disk.
 */
export function cluster(folder: string, lasting: boolean): Cluster {
  mkdirSync(folder, { recursive: true });
  const data = join(folder, "postgres");
  const account = postgresAccount(data);
  const native = binaries(account);
  const password = passwordIn(folder);
  if (!existsSync(join(data, "PG_VERSION"))) initialise(folder, { data, password, account, native }, lasting);
  const version = readFileSync(join(data, "PG_VERSION"), "utf8").trim();
  if (version !== MAJOR)
    throw new Error(
      `The data in ${data} was made by Postgres ${version}, and this Firstring brings Postgres ${MAJOR}: set DATABASE_URL to a Postgres ${version} that serves this folder, or set DATA_DIR to a new one.`,
    );
  return { data, logFile: join(folder, "postgres.log"), password, account, native };
}

/**
 * Starts Postgres on the folder, in a session of its own: Ctrl-C in a terminal reaches the program, which stops it when its calls are done.
 * @returns the number of the process; whether it lives on is for its pid file to say.
 */
export function launch({ data, logFile, account, native }: Cluster, port: number, settings: Record<string, string>): number {
  if (existsSync(logFile) && statSync(logFile).size > LOG_LIMIT_BYTES) truncateSync(logFile);
  const log = openSync(logFile, "a", 0o600);
  const reach = entrance(data, account);
  const flags = Object.entries({ ...SETTINGS, ...settings }).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  try {
    const child = spawn(join(native, "bin/postgres"), ["-D", reach.path, "-p", String(port), ...flags], {
      ...account,
      cwd: "/",
      env: { LC_ALL: "C.UTF-8", TZ: "UTC" },
      stdio: ["ignore", log, log, ...reach.handles],
      detached: true,
    });
    child.on("error", () => {});
    child.unref();
    if (child.pid === undefined) throw new Error(`The bundled Postgres in ${native} could not be started: run npm run doctor.`);
    return child.pid;
  } finally {
    closeSync(log);
    reach.close();
  }
}

/** What it said last, for the words of an error. */
export function lastWords(logFile: string): string {
  return existsSync(logFile) ? readFileSync(logFile, "utf8").trimEnd().split("\n").slice(-5).join("\n") : "";
}

/** A port nobody uses now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (typeof address === "object" && address !== null ? resolve(address.port) : reject(new Error("no port"))));
    });
  });
}

const SETTINGS: Record<string, string> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "200",
  shared_buffers: "64MB",
  // Short transactions only: compiling a query costs more than it saves.
  jit: "off",
  log_min_messages: "warning",
  log_line_prefix: "%m [%p] ",
};

/**
 * How `account` gets into the folder. Below a home folder closed to others the path is of no use to it, so it
 * inherits the open folder itself, which is a way in that asks nothing of the folders above.
 */
function entrance(data: string, account: Account): { path: string; handles: number[]; close(): void } {
  const open = account.uid === undefined || spawnSync("/bin/sh", ["-c", 'cd -- "$0"', data], { ...account, cwd: "/" }).status === 0;
  if (open) return { path: data, handles: [], close: () => {} };
  const handle = openSync(data, "r");
  return { path: "/proc/self/fd/3", handles: [handle], close: () => closeSync(handle) };
}

/** Made beside its final place and moved there whole, so that a start cut short leaves nothing half made. */
function initialise(folder: string, { data, password, account, native }: Omit<Cluster, "logFile">, lasting: boolean): void {
  const fresh = mkdtempSync(join(folder, "postgres.new-"));
  const secretFolder = mkdtempSync(join(tmpdir(), "firstring-"));
  const secret = join(secretFolder, "password");
  try {
    writeFileSync(secret, password, { mode: 0o600 });
    for (const path of [secretFolder, secret, fresh]) if (account.uid !== undefined && account.gid !== undefined) chownSync(path, account.uid, account.gid);
    chmodSync(fresh, 0o700);
    const reach = entrance(fresh, account);
    const made = spawnSync(
      join(native, "bin/initdb"),
      [
        "-D",
        reach.path,
        "-U",
        OWNER,
        "--auth=scram-sha-256",
        `--pwfile=${secret}`,
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        ...(lasting ? [] : ["--no-sync"]),
      ],
      {
        ...account,
        cwd: "/",
        env: { PATH: process.env["PATH"], LC_ALL: "C.UTF-8", TZ: "UTC" },
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe", ...reach.handles],
      },
    );
    reach.close();
    if (made.status !== 0)
      throw new Error(`The bundled Postgres could not make its data folder in ${folder}: ${made.error?.message ?? (made.stderr.trim() || made.stdout.trim())}`);
    try {
      renameSync(fresh, data);
    } catch (error) {
      if (!existsSync(join(data, "PG_VERSION"))) throw error;
    }
  } finally {
    rmSync(secretFolder, { recursive: true, force: true });
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** Made once, readable by us only. Of two that make it at once the first wins, and both use his. */
function passwordIn(folder: string): string {
  const file = join(folder, "postgres.password");
  if (!existsSync(file)) {
    const fresh = `${file}.${process.pid}`;
    writeFileSync(fresh, randomBytes(24).toString("hex"), { mode: 0o600 });
    try {
      linkSync(fresh, file);
    } catch (error) {
      if (!existsSync(file)) throw error;
    } finally {
      rmSync(fresh);
    }
  }
  return readFileSync(file, "utf8").trim();
}
