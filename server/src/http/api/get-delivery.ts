import { getDelivery } from "@firstring/contract/routes/deliveries.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(getDelivery, ({ tenant, params }, { deliveries }) => deliveries.get(tenant, params.id));
