import { switchBusiness } from "@firstring/contract/routes/auth.ts";
import { self } from "../asker.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(switchBusiness, (input, { people }) => people.enter(self(input).id, input.body.tenant, input.origin.ip));
