import { listCalls } from "@firstring/contract/routes/calls.ts";
import { endpoint } from "../endpoint.ts";
import { window } from "../pages.ts";

export default endpoint(listCalls, ({ tenant, query }, { calls }) => calls.list(tenant, { ...query, ...window(query) }));
