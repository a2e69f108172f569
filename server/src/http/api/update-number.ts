import { updateNumber } from "@firstring/contract/routes/numbers.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(updateNumber, ({ tenant, params, body }, { agents }) => agents.numbers.update(tenant, params.id, body));
