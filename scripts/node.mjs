import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { sayable } from "./root.mjs";
import { run } from "./run.mjs";

/** The Node that comes along as a package. */
const OWN = resolve("node_modules/.bin/node");
/** Runs TypeScript as it is written from 22.18 on; made for 24. */
const OLDEST = [22, 18];
const MADE_FOR = [24, 0];

/** Returns when this Node will do; otherwise does the same in one that will, and ends with its exit code. */
export async function useNode() {
  if (isAtLeast(MADE_FOR)) return;
  if (existsSync(OWN) && process.env.FIRSTRING_OWN_NODE === undefined) {
    process.exit(await run(OWN, process.argv.slice(1), { FIRSTRING_OWN_NODE: "1" }));
  }
  if (isAtLeast(OLDEST)) return;
  throw sayable(
    `Firstring runs on Node 24, and this is Node ${process.versions.node}. A Node 24 comes along for Linux on x64 and arm64, ` +
      `but there is none here for ${process.platform} ${process.arch}: install Node 24 (https://nodejs.org) and try again.`,
  );
}

function isAtLeast([major, minor]) {
  const [ours = 0, oursMinor = 0] = process.versions.node.split(".").map(Number);
  return ours > major || (ours === major && oursMinor >= minor);
}
