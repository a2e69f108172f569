import { getDeliveryStats } from "@firstring/contract/routes/deliveries.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(getDeliveryStats, ({ tenant }, { deliveries }) => deliveries.stats(tenant));
