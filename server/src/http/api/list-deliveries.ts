import { listDeliveries } from "@firstring/contract/routes/deliveries.ts";
import { endpoint } from "../endpoint.ts";
import { window } from "../pages.ts";

export default endpoint(listDeliveries, ({ tenant, query }, { deliveries }) => deliveries.list(tenant, { ...query, ...window(query) }));
