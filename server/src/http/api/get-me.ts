import { getMe } from "@firstring/contract/routes/auth.ts";
import { self } from "../asker.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(getMe, (input, { people }) => people.whoAmI(input.tenant, self(input)));
