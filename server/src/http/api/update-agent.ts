import { updateAgent } from "@firstring/contract/routes/agents.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(updateAgent, ({ tenant, params, body, person }, { agents }) => agents.update(tenant, params.id, body, person?.id));
