import { logInWithPasskey } from "@firstring/contract/routes/passkeys.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(logInWithPasskey, ({ body, origin }, { people }) => people.logInWithPasskey(body, origin.ip));
