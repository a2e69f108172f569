import { updateProfile } from "@firstring/contract/routes/auth.ts";
import { self } from "../asker.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(updateProfile, (input, { people }) => people.changeProfile(self(input).id, input.body));
