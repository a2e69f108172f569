import { updateTenant } from "@firstring/contract/routes/tenant.ts";
import { actor } from "../asker.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(updateTenant, (input, { people }) => people.changeTenant(actor(input), input.body));
