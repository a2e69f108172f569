import { compose } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";

// Runs the product until it is told to stop, says what is left of it then, and never ends itself.
const app = await compose(readConfig(process.env));
const say = (what: object) => void process.stdout.write(`${JSON.stringify(what)}\n`);
say({ url: `http://127.0.0.1:${app.port}` });
process.stdin.once("data", async () => {
  process.stdin.destroy();
  await app.stop(Promise.resolve());
  say({ stopped: true });
  // Whoever has nothing left is gone before this; sockets take a moment to close.
  setTimeout(() => say({ left: process.getActiveResourcesInfo().filter((name) => name !== "PipeWrap") }), LINGER_MS).unref();
});

const LINGER_MS = 1_000;
