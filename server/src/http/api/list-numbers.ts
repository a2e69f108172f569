import { listNumbers } from "@firstring/contract/routes/numbers.ts";
import { endpoint } from "../endpoint.ts";
import { window } from "../pages.ts";

export default endpoint(listNumbers, ({ tenant, query }, { agents }) => agents.numbers.list(tenant, window(query)));
