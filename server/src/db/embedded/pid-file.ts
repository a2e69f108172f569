import { readFileSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import { basename, join } from "node:path";

/** What a running Postgres writes into its data folder. */
export type PidFile = { pid: number; port: number; ready: boolean };

/** The Postgres that runs on this data folder, or undefined. A file left by a dead one is removed when its number went to another process. */
export function runningPostgres(data: string): PidFile | undefined {
  const file = read(data);
  if (file === undefined || !isAlive(file.pid)) return undefined;
  if (isPostgresOf(file.pid, data)) return file;
  rmSync(join(data, "postmaster.pid"), { force: true });
  return undefined;
}

/** Whether a process of this number exists (one of another user counts). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

// Lines: number, data folder, start time, port, socket folder, address, shared memory, state. Written piece by piece.
function read(data: string): PidFile | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  return Number.isInteger(pid) && pid > 0 ? { pid, port: Number(lines[3] ?? 0), ready: lines[7]?.trim() === "ready" } : undefined;
}

/** Where the system tells (Linux), a number used again by another program is recognised; elsewhere the file is believed. */
function isPostgresOf(pid: number, data: string): boolean {
  if (process.platform !== "linux") return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data) && basename(readlinkSync(`/proc/${pid}/exe`)).startsWith("postgres");
  } catch (error) {
    // Another user's process may not be looked at; it is not for us to call it a stranger.
    return error instanceof Error && "code" in error && error.code === "EACCES";
  }
}
