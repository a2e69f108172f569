import { listOutgoing } from "@firstring/contract/routes/deliveries.ts";
import { endpoint } from "../endpoint.ts";
import { window } from "../pages.ts";

export default endpoint(listOutgoing, ({ tenant, query }, { outgoings }) => outgoings.list(tenant, { ...query, ...window(query) }));
