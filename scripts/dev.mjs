import { join } from "node:path";
import { root } from "./root.mjs";
import { run, toolPath } from "./run.mjs";

/** The server, started anew at every change of its sources, and Vite before it for the dashboard. The first to end ends both. */
export async function dev(args) {
  const over = new AbortController();
  const programs = [
    run(process.execPath, ["--watch", "--watch-preserve-output", "server/src/main.ts", ...args], {}, { signal: over.signal }),
    run(process.execPath, [toolPath("vite")], {}, { signal: over.signal, cwd: join(root, "dashboard") }),
  ];
  const code = await Promise.race(programs);
  over.abort();
  await Promise.allSettled(programs);
  process.exit(code);
}
