import { getEndpoint } from "@firstring/contract/routes/endpoints.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(getEndpoint, ({ tenant, params }, { endpoints }) => endpoints.get(tenant, params.id));
