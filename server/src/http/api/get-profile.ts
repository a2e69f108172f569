import { getProfile } from "@firstring/contract/routes/auth.ts";
import { self } from "../asker.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(getProfile, (input, { people }) => people.profileOf(self(input).id));
