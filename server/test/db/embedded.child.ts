import { startEmbedded } from "../../src/db/embedded.ts";
import { realClock } from "../../src/ports/clock.ts";

// Runs the bundled Postgres on a folder until it is told to stop, or killed.
const [folder = "", address = ""] = process.argv.slice(2);
const say = (what: object) => void process.stdout.write(`${JSON.stringify(what)}\n`);
try {
  const embedded = await startEmbedded({ folder, clock: realClock, settings: { fsync: "off" } });
  await embedded.announce(address);
  say({ up: true, url: embedded.url, port: embedded.port });
  process.stdin.once("data", async () => {
    await embedded.stop();
    say({ stopped: true });
    process.exit(0);
  });
} catch (error) {
  say({ refused: error instanceof Error ? error.message : String(error) });
  process.exit(1);
}
