import { retryDelivery } from "@firstring/contract/routes/deliveries.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(retryDelivery, ({ tenant, params }, { deliveries }) => deliveries.retry(tenant, params.id));
