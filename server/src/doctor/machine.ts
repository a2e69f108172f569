import { accessSync, constants, existsSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { type Finding, odd, right, wrong } from "./finding.ts";

export function lookAtNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major >= 24) return right("Node", `Node ${version}.`);
  if (major > 22 || (major === 22 && minor >= 18))
    return odd(
      "Node",
      `Node ${version} will do; Firstring is made for 24. Run npm ci where a Node of its own comes along (Linux x64, arm64), or install Node 24.`,
    );
  return wrong("Node", `Node ${version} is too old: install Node 24 from https://nodejs.org.`);
}

/** Secrets, the database and recordings live here. */
export function lookAtData(folder: string): Finding {
  const there = existing(folder);
  try {
    accessSync(there, constants.W_OK | constants.X_OK);
  } catch {
    return wrong("data", `${there} cannot be written by this user: give it the right, or set DATA_DIR to a folder that it may write.`);
  }
  if (there !== folder) return right("data", `${folder} will be made at the first start.`);
  const open = readdirSync(folder)
    .filter((name) => /(-secret|-key|\.password)$/.test(name))
    .filter((name) => (statSync(join(folder, name)).mode & 0o077) !== 0);
  if (open.length > 0)
    return wrong(
      "data",
      `Others on this machine can read ${open.map((name) => join(folder, name)).join(", ")}: run chmod 600 on ${open.length === 1 ? "it" : "them"}.`,
    );
  return right("data", `${folder} can be written, and its secrets are for this user only.`);
}

export async function lookAtPort(host: string, port: number): Promise<Finding> {
  if (port === 0) return right("port", "Any free port is taken (PORT=0).");
  const problem = await listening(host, port);
  if (problem === undefined) return right("port", `Port ${port} of ${host} is free.`);
  if (problem === "EACCES") return wrong("port", `This user may not listen on port ${port}: set PORT to one above 1023, and let a proxy listen on ${port}.`);
  if (problem === "EADDRNOTAVAIL" || problem === "ENOTFOUND")
    return wrong("port", `This machine has no address ${host}: set HOST to 127.0.0.1, or to 0.0.0.0 for all its addresses.`);
  if (await answersAsFirstring(host, port))
    return odd("port", `Firstring answers on port ${port} of ${host} already: a second one needs another PORT and another DATA_DIR.`);
  return wrong("port", `Another program uses port ${port} of ${host}: stop it, or set PORT to a free one.`);
}

/** Signatures, tokens and calling hours are only as right as the clock and the zones. */
export function lookAtClock(): Finding {
  const now = new Date();
  if (now.getUTCFullYear() < OLDEST_YEAR) return wrong("clock", `The clock of this machine says ${now.toISOString()}: set it, or let it follow a time server.`);
  try {
    const there = new Intl.DateTimeFormat("en-CA", { timeZone: "America/Toronto", dateStyle: "short", timeStyle: "short" }).format(now);
    return right("clock", `It is ${now.toISOString()}, in Toronto ${there}.`);
  } catch {
    return wrong("clock", "This Node does not know the time zones: use the official build of Node 24.");
  }
}

/** No clock that is right says less. */
const OLDEST_YEAR = 2026;
const ANSWER_MS = 2000;

/** The folder, or what there is of the way to it. */
function existing(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : existing(dirname(folder));
}

function listening(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? "unknown"));
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}

async function answersAsFirstring(host: string, port: number): Promise<boolean> {
  try {
    const at = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
    const answer = await fetch(`http://${at}:${port}/api/openapi.json`, { signal: AbortSignal.timeout(ANSWER_MS) });
    return (await answer.text()).includes('"Firstring"');
  } catch {
    return false;
  }
}
