import { startPasskey } from "@firstring/contract/routes/passkeys.ts";
import { self } from "../asker.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(startPasskey, (input, { people }) => people.startPasskey(self(input)));
