import { listEndpoints } from "@firstring/contract/routes/endpoints.ts";
import { endpoint } from "../endpoint.ts";
import { window } from "../pages.ts";

export default endpoint(listEndpoints, ({ tenant, query }, { endpoints }) => endpoints.list(tenant, window(query)));
