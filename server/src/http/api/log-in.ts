import { logIn } from "@firstring/contract/routes/auth.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(logIn, ({ body, origin }, { people }) => people.logIn(body, origin.ip));
