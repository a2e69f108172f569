import { setTelnyx } from "@firstring/contract/routes/tenant-config.ts";
import { deed } from "../deed.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(setTelnyx, (input, parts) => parts.tenantProviders.set(input.tenant, "telnyx", input.body, deed(input, parts, "provider.changed")));
