import { openDb } from "../../src/db/db.ts";
import type { StreamId, TenantId } from "../../src/lib/ids.ts";
import { postgresLog } from "../../src/log/postgres.ts";
import { realClock } from "../../src/ports/clock.ts";

// Appends to its streams for ever, each where it stands in the log, and says of each append that it is done. It is there to be killed.
const [url = "", tenant, ...streams] = process.argv.slice(2) as [string, TenantId, ...StreamId[]];
const log = postgresLog(openDb({ url }), realClock);

async function keepAppending(stream: StreamId): Promise<never> {
  let seq = (await log.read(tenant, stream)).length;
  for (let size = 1; ; size = (size % 3) + 1) {
    const facts = Array.from({ length: size }, (_, n) => ({ event: { type: "leg.rang" as const, leg: `${stream} ${seq + n}` }, atMs: 0 }));
    await log.append(tenant, stream, seq, facts);
    seq += size;
    process.stdout.write(`${JSON.stringify({ stream, seq })}\n`);
  }
}

await Promise.all(streams.map(keepAppending));
