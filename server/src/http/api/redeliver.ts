import { redeliver } from "@firstring/contract/routes/endpoints.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(redeliver, ({ tenant, params, body }, { deliveries }) => deliveries.redeliver(tenant, params.id, body));
