import { getKnowledge } from "@firstring/contract/routes/knowledge.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(getKnowledge, ({ tenant, params }, { agents }) => agents.knowledge.get(tenant, params.id));
