import { testEndpoint } from "@firstring/contract/routes/endpoints.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(testEndpoint, ({ tenant, params }, { deliveries }) => deliveries.test(tenant, params.id));
