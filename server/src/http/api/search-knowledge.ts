import { searchKnowledge } from "@firstring/contract/routes/knowledge.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(searchKnowledge, ({ tenant, query }, { agents }) => agents.knowledge.search(tenant, query));
