import { setLivekit } from "@firstring/contract/routes/tenant-config.ts";
import { deed } from "../deed.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(setLivekit, (input, parts) => parts.tenantProviders.set(input.tenant, "livekit", input.body, deed(input, parts, "provider.changed")));
