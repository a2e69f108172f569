// The one entry of every npm script: sees to it that packages, Node and dashboard are as they must be, then does what was asked.
// Plain JavaScript that runs on Node 20, because it is what finds a newer Node.
import { bench } from "./bench.mjs";
import { check } from "./check.mjs";
import { buildDashboard } from "./dashboard.mjs";
import { dev } from "./dev.mjs";
import { install } from "./install.mjs";
import { useNode } from "./node.mjs";
import { root } from "./root.mjs";
import { runHere, runTool } from "./run.mjs";

const commands = {
  /** The product. */
  start: async (args) => {
    await buildDashboard();
    await runHere("server/src/main.ts", args);
  },
  /** The product and the dashboard, both anew at every change. */
  dev,
  test: (args) => runTool("vitest", ["run", ...args]),
  check,
  bench,
  doctor: (args) => runHere("server/src/doctor.ts", args),
  firstring: (args) => runHere("server/src/firstring.ts", args),
  build: () => buildDashboard({ always: true }),
};

process.chdir(root);
const [name = "", ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (command === undefined) {
  console.error(`There is no command ${JSON.stringify(name)}. Say npm start, or npm run ${Object.keys(commands).slice(1).join(", npm run ")}.`);
  process.exit(2);
}
try {
  install();
  // Goes on in a newer Node, and does not come back, where this one is too old.
  await useNode();
  await command(args);
} catch (problem) {
  console.error(problem.expected ? problem.message : problem);
  process.exit(1);
}
