import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { sayable } from "./root.mjs";

const LOCK = "package-lock.json";
/** What npm wrote of what it has installed. */
const INSTALLED = "node_modules/.package-lock.json";
const STAMP = "node_modules/.firstring-installed";

/** Brings the packages to what the lock file says, when they are not; whoever has run npm ci already waits for nothing. */
export function install() {
  if (!existsSync(LOCK)) return;
  const wanted = createHash("sha256").update(readFileSync(LOCK)).digest("hex");
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === wanted) return;
  if (!isInstalled()) {
    console.error("Installing what is missing (npm ci) …");
    // Started by npm, its own code is at hand and needs no search.
    const npm = process.env.npm_execpath?.endsWith(".js") ? [process.execPath, process.env.npm_execpath] : ["npm"];
    const [command, ...first] = npm;
    const done = spawnSync(command, [...first, "ci", "--loglevel=error", "--include=dev", "--include=optional", "--no-audit", "--no-fund"], {
      stdio: ["ignore", 2, 2],
    });
    if (done.status !== 0)
      throw sayable("npm ci did not succeed. What it says above tells why; without a network, copy node_modules from a machine that has one.");
  }
  writeFileSync(STAMP, wanted);
}

/** Whether every package of the lock file is there in its version, as far as it is for this machine. */
function isInstalled() {
  if (!existsSync(INSTALLED)) return false;
  const installed = packagesOf(INSTALLED);
  const isThere = ([path, wanted]) =>
    path === "" || wanted.link || !path.startsWith("node_modules/") || !isForUs(wanted) || installed[path]?.version === wanted.version;
  return Object.entries(packagesOf(LOCK)).every(isThere);
}

const packagesOf = (file) => JSON.parse(readFileSync(file, "utf8")).packages ?? {};

/** npm leaves out an optional package of another system; which of the rest it could not install, only npm knows. */
function isForUs({ optional, os, cpu, libc }) {
  if (!optional) return true;
  return fits(os, process.platform) && fits(cpu, process.arch) && libc === undefined && (os !== undefined || cpu !== undefined);
}

/** npm writes one system as a text and several as a list; `!` names those it is not for. */
function fits(given, value) {
  if (given === undefined) return true;
  const list = [given].flat();
  return list.some((item) => item.startsWith("!")) ? !list.includes(`!${value}`) : list.includes(value);
}
