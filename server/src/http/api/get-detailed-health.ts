import { getDetailedHealth } from "@firstring/contract/routes/health.ts";
import { endpoint } from "../endpoint.ts";

/** Tells what it can also when the database is away: that is when it is read. */
export default endpoint(getDetailedHealth, async (_input, { config, vitals }) => {
  const [latencyMs, unfinished, consumers] = await Promise.all([
    vitals.databaseMs().catch(() => undefined),
    vitals.unfinished().catch(() => 0),
    vitals.consumers().catch(() => []),
  ]);
  const ok = latencyMs !== undefined;
  return {
    status: ok && !vitals.stopping() ? ("ok" as const) : ("degraded" as const),
    version: config.version,
    uptimeMs: vitals.uptimeMs(),
    database: { ok, latencyMs: latencyMs ?? 0 },
    queue: { unfinished },
    consumers: [...consumers],
    calls: { live: vitals.liveCalls() },
  };
});
