import { listKnowledge } from "@firstring/contract/routes/knowledge.ts";
import { endpoint } from "../endpoint.ts";
import { window } from "../pages.ts";

export default endpoint(listKnowledge, ({ tenant, query }, { agents }) => agents.knowledge.list(tenant, { ...query, ...window(query) }));
