import { createKnowledge } from "@firstring/contract/routes/knowledge.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(createKnowledge, ({ tenant, body }, { agents }) => agents.knowledge.create(tenant, body));
