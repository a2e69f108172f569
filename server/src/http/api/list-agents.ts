import { listAgents } from "@firstring/contract/routes/agents.ts";
import { endpoint } from "../endpoint.ts";
import { window } from "../pages.ts";

export default endpoint(listAgents, ({ tenant, query }, { agents }) => agents.list(tenant, { ...window(query), q: query.q, active: query.active }));
