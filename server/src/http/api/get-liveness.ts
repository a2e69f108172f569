import { getLiveness } from "@firstring/contract/routes/health.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(getLiveness, async () => ({ status: "ok" as const }));
