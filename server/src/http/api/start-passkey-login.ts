import { startPasskeyLogin } from "@firstring/contract/routes/passkeys.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(startPasskeyLogin, ({ origin }, { people }) => people.startPasskeyLogin(origin.ip));
