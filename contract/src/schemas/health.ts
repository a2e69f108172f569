import { z } from "zod";

export const health = z
  .object({ status: z.literal("ok"), version: z.string(), uptimeMs: z.number().int() })
  .meta({ example: { status: "ok", version: "1.0.0", uptimeMs: 86_400_000 } });

/** Figures of the whole installation, never of one tenant. */
export const detailedHealth = z.object({
  status: z.enum(["ok", "degraded"]),
  version: z.string(),
  uptimeMs: z.number().int(),
  database: z.object({ ok: z.boolean(), latencyMs: z.number() }),
  /** Provider webhooks that were accepted and are not finished. */
  queue: z.object({ unfinished: z.number().int() }),
  /** How many events each reader of the log has still to read, and how many it has set aside. */
  consumers: z.array(z.object({ name: z.string(), behind: z.number().int(), parked: z.number().int() })),
  calls: z.object({ live: z.number().int() }),
});
