import { getReadiness } from "@firstring/contract/routes/health.ts";
import { Refusal } from "../../lib/refusal.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(getReadiness, async (_input, { vitals, logger }) => {
  if (vitals.stopping()) throw new Refusal(503, "stopping", "This server is stopping: ask another.");
  await vitals.databaseMs().catch((err: unknown) => {
    logger.error({ err }, "the database does not answer");
    throw new Refusal(503, "database_unavailable", "The database does not answer. Try again shortly.");
  });
  return { status: "ok" as const };
});
