import { setTwilio } from "@firstring/contract/routes/tenant-config.ts";
import { deed } from "../deed.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(setTwilio, (input, parts) => parts.tenantProviders.set(input.tenant, "twilio", input.body, deed(input, parts, "provider.changed")));
