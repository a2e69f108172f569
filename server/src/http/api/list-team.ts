import { listTeam } from "@firstring/contract/routes/team.ts";
import { endpoint } from "../endpoint.ts";
import { window } from "../pages.ts";

export default endpoint(listTeam, ({ tenant, query }, { people }) => people.listTeam(tenant, { ...window(query), role: query.role }));
