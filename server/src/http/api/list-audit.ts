import { listAudit } from "@firstring/contract/routes/audit.ts";
import { endpoint } from "../endpoint.ts";
import { window } from "../pages.ts";

export default endpoint(listAudit, ({ tenant, query }, { people }) => people.listAudit(tenant, { ...window(query), action: query.action }));
