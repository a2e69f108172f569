import { createAgent } from "@firstring/contract/routes/agents.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(createAgent, ({ tenant, body, person }, { agents }) => agents.create(tenant, body, person?.id));
