import { setVapi } from "@firstring/contract/routes/tenant-config.ts";
import { deed } from "../deed.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(setVapi, (input, parts) => parts.tenantProviders.set(input.tenant, "vapi", input.body, deed(input, parts, "provider.changed")));
