import { renamePasskey } from "@firstring/contract/routes/passkeys.ts";
import { actor, self } from "../asker.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(renamePasskey, (input, { people }) => people.renamePasskey(actor(input), self(input), input.params.id, input.body.name));
