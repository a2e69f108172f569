import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** What is measured against is not part of the product: it is installed once in a folder of its own (`--peers <folder>`). @returns how to load it. */
export function peers(args: readonly string[]): { folder: string; require: NodeJS.Require } {
  const at = args.indexOf("--peers");
  const folder = resolve(at < 0 ? join(tmpdir(), "firstring-bench-peers") : (args[at + 1] ?? ""));
  if (!existsSync(join(folder, "node_modules/bullmq"))) {
    console.log(`Installing the peers in ${folder} …`);
    mkdirSync(folder, { recursive: true });
    copyFileSync(join(import.meta.dirname, "peers.package.json"), join(folder, "package.json"));
    const { status } = spawnSync("npm", ["install", "--no-audit", "--no-fund"], { cwd: folder, stdio: "inherit" });
    if (status !== 0) throw new Error("The peers could not be installed: see above.");
  }
  return { folder, require: createRequire(join(folder, "package.json")) };
}
