import { getTenantConfig } from "@firstring/contract/routes/tenant-config.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(getTenantConfig, ({ tenant }, { tenantProviders }) => tenantProviders.config(tenant));
