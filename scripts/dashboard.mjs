import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, sayable } from "./root.mjs";
import { run, toolPath } from "./run.mjs";

const SOURCES = [
  "dashboard/src",
  "dashboard/public",
  "dashboard/index.html",
  "dashboard/vite.config.ts",
  "dashboard/package.json",
  "contract/src",
  "package-lock.json",
];
const STAMP = "dashboard/dist/.built-from";

/** Builds the dashboard when its sources are not the ones it was built from. */
export async function buildDashboard({ always = false } = {}) {
  if (!existsSync("dashboard/index.html")) return;
  const wanted = fingerprint();
  if (!always && existsSync(STAMP) && readFileSync(STAMP, "utf8") === wanted) return;
  console.error("Building the dashboard …");
  // Whoever builds, also a test, builds what people get.
  const code = await run(
    process.execPath,
    [toolPath("vite"), "build", "--logLevel", "warn"],
    { NODE_ENV: "production" },
    { cwd: join(root, "dashboard"), stdio: ["ignore", 2, 2] },
  );
  if (code !== 0) throw sayable("The dashboard could not be built; what Vite says above tells why.");
  writeFileSync(STAMP, wanted);
}

function fingerprint() {
  const hash = createHash("sha256");
  for (const source of SOURCES) for (const file of filesOf(source)) hash.update(`${file}\0`).update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

/** Every file at or below a path, in an order that is always the same. */
function filesOf(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesOf(join(path, name)));
}
