import { getTenant } from "@firstring/contract/routes/tenant.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(getTenant, ({ tenant }, { people }) => people.getTenant(tenant));
