import { listApiKeys } from "@firstring/contract/routes/api-keys.ts";
import { endpoint } from "../endpoint.ts";
import { window } from "../pages.ts";

export default endpoint(listApiKeys, ({ tenant, query }, { people }) => people.listKeys(tenant, window(query)));
