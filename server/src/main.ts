import { existsSync } from "node:fs";
import { type App, compose } from "./app.ts";
import { banner, listenForKeys } from "./banner.ts";
import { readConfig } from "./config.ts";

/** How long calls may go on after the process was told to stop, in milliseconds. Who tries things out does not want to wait. */
const DRAIN_MS = { production: 60_000, development: 2_000, test: 2_000 } as const;

/** Starts the product. What the operator can mend is said in sentences, without a stack. */
async function main(): Promise<void> {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const config = await ask(() => readConfig(process.env));
  const app = await ask(() => compose(config));
  process.stdout.write(banner(config, app));
  const stop = once(() => leave(app, DRAIN_MS[config.mode]));
  process.on("SIGTERM", () => void stop());
  process.on("SIGINT", () => void stop());
  listenForKeys({ open: app.address, quit: () => void stop() });
}

/** The first signal drains the calls; a second one cuts them off. */
async function leave(app: App, drainMs: number): Promise<void> {
  process.once("SIGINT", () => process.exit(130));
  const calls = app.liveCalls();
  process.stdout.write(calls > 0 ? `\nStopping: waiting for ${calls} live call${calls === 1 ? "" : "s"} (Ctrl-C again to cut them off).\n` : "\nStopping.\n");
  const deadline = new Promise<void>((resolve) => setTimeout(resolve, drainMs).unref());
  await app.stop(deadline);
  process.exit(0);
}

async function ask<T>(what: () => T | Promise<T>): Promise<T> {
  try {
    return await what();
  } catch (problem) {
    const message = problem instanceof Error ? problem.message : String(problem);
    process.stderr.write(`\nFirstring cannot start.\n${message.replace(/^/gm, "  ")}\n\n`);
    if (process.env["LOG_LEVEL"] === "debug" && problem instanceof Error) process.stderr.write(`${problem.stack}\n`);
    process.exit(1);
  }
}

function once(act: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= act());
}

await main();
