import { createNumber } from "@firstring/contract/routes/numbers.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(createNumber, ({ tenant, body }, { agents }) => agents.numbers.create(tenant, body));
