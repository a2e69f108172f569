import { getHealth } from "@firstring/contract/routes/health.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(getHealth, async (_input, { config, vitals }) => ({ status: "ok" as const, version: config.version, uptimeMs: vitals.uptimeMs() }));
