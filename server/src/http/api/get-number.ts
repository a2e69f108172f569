import { getNumber } from "@firstring/contract/routes/numbers.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(getNumber, ({ tenant, params }, { agents }) => agents.numbers.get(tenant, params.id));
