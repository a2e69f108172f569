import { addPasskey } from "@firstring/contract/routes/passkeys.ts";
import { actor, self } from "../asker.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(addPasskey, (input, { people }) => people.addPasskey(actor(input), self(input), input.body));
