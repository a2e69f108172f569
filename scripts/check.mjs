import { run, toolPath } from "./run.mjs";

/** Everything that can be said of the sources without running them. All of it, also when the first fails. */
const CHECKS = [
  ["types of the contract", "tsc", ["-p", "contract"]],
  ["types of the server", "tsc", ["-p", "server"]],
  ["types of the dashboard", "tsc", ["-p", "dashboard"]],
  ["format and lint", "biome", ["check", "--error-on-warnings", "."]],
  ["unused files, exports and packages", "knip", []],
  ["floors", "vitest", ["run", "--reporter=dot", "--project", "floors"]],
];

export async function check() {
  const failed = [];
  for (const [name, tool, args] of CHECKS) {
    const code = await run(process.execPath, [toolPath(tool), ...args]);
    console.log(`${code === 0 ? "ok    " : "FAILED"} ${name}`);
    if (code !== 0) failed.push(name);
  }
  if (failed.length > 0) {
    console.error(`\nNot right: ${failed.join(", ")}.`);
    process.exit(1);
  }
}
