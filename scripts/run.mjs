import { spawn } from "node:child_process";
import { constants } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { root, sayable } from "./root.mjs";

/** Compiled sources are kept here: a start is then a matter of a fifth of a second. */
const COMPILED = join(root, "node_modules/.cache/node-compile");

/** Packages' programs and our Node come first for everything that is started from here. */
const environment = () => ({
  ...process.env,
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? COMPILED,
  PATH: [join(root, "node_modules/.bin"), process.env.PATH].join(delimiter),
});

/** Runs a source file in this process: nothing stands between it and its terminal, its signals and its exit code. */
export async function runHere(file, args) {
  const { enableCompileCache } = await import("node:module");
  enableCompileCache?.(process.env.NODE_COMPILE_CACHE ?? COMPILED);
  Object.assign(process.env, environment());
  const path = resolve(root, file);
  process.argv = [process.argv[0], path, ...args];
  await import(pathToFileURL(path).href);
}

/** Runs a package's program to its end; the exit code is ours. */
export async function runTool(name, args, more = {}) {
  const code = await run(process.execPath, [toolPath(name), ...args], more);
  if (code !== 0) process.exit(code);
}

const TOOLS = {
  vitest: "vitest/vitest.mjs",
  vite: "vite/bin/vite.js",
  tsc: "typescript/bin/tsc",
  biome: "@biomejs/biome/bin/biome",
  knip: "knip/bin/knip.js",
};

/** The file of a package's program, which runs in our own Node. */
export function toolPath(name) {
  const file = TOOLS[name];
  if (file === undefined) throw sayable(`There is no program ${name}.`);
  return join(root, "node_modules", file);
}

/**
 * Runs a program to its end with our terminal.
 * @returns its exit code; 128 and the signal's number when a signal ended it, as a shell says it.
 */
export function run(command, args, more = {}, options = {}) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { stdio: "inherit", env: { ...environment(), ...more }, cwd: root, ...options });
    const forward = (signal) => child.kill(signal);
    // A terminal gives Ctrl-C to everyone in the group; only without one must it be passed on.
    const onInterrupt = process.stdin.isTTY ? () => {} : forward;
    process.on("SIGINT", onInterrupt).on("SIGTERM", forward).on("SIGHUP", forward);
    child.once("error", fail);
    child.once("exit", (code, signal) => {
      process.off("SIGINT", onInterrupt).off("SIGTERM", forward).off("SIGHUP", forward);
      done(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}
