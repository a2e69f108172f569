import { updateKnowledge } from "@firstring/contract/routes/knowledge.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(updateKnowledge, ({ tenant, params, body }, { agents }) => agents.knowledge.update(tenant, params.id, body));
