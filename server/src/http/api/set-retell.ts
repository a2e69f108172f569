import { setRetell } from "@firstring/contract/routes/tenant-config.ts";
import { deed } from "../deed.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(setRetell, (input, parts) => parts.tenantProviders.set(input.tenant, "retell", input.body, deed(input, parts, "provider.changed")));
