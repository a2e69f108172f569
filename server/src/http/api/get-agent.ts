import { getAgent } from "@firstring/contract/routes/agents.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(getAgent, ({ tenant, params }, { agents }) => agents.get(tenant, params.id));
