import { listAgentRevisions } from "@firstring/contract/routes/agents.ts";
import { endpoint } from "../endpoint.ts";
import { window } from "../pages.ts";

export default endpoint(listAgentRevisions, ({ tenant, params, query }, { agents }) => agents.revisions(tenant, params.id, window(query)));
