import pg from "pg";
import type { Clock } from "../ports/clock.ts";

const TRY_AGAIN_MS = 1000;

/**
 * Hears the notifications of a channel on a connection of its own, and comes back when that breaks.
 * What was said meanwhile is not repeated: it only ever means "look now instead of later".
 * @returns how to stop.
 */
export function listen(url: string, channel: string, heard: () => void, clock: Clock): () => Promise<void> {
  let stopped = false;
  let client: pg.Client | undefined;
  let retry: { cancel(): void } | undefined;

  async function connect(): Promise<void> {
    const fresh = new pg.Client({ connectionString: url, application_name: "firstring listen", keepAlive: true });
    client = fresh;
    fresh.on("error", () => {});
    fresh.on("notification", heard);
    fresh.once("end", again);
    await fresh.connect();
    await fresh.query(`listen ${pg.escapeIdentifier(channel)}`);
    heard();
  }
  function again(): void {
    if (stopped || retry !== undefined) return;
    retry = clock.after(TRY_AGAIN_MS, () => {
      retry = undefined;
      start();
    });
  }
  // A client that failed to connect says so here and also ends; both lead to the one retry.
  function start(): void {
    connecting = connect().catch(again);
  }
  let connecting: Promise<void> = Promise.resolve();
  start();

  return async () => {
    stopped = true;
    retry?.cancel();
    await connecting;
    await client?.end().catch(() => {});
  };
}
