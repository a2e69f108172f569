import { listSessions } from "@firstring/contract/routes/auth.ts";
import { self } from "../asker.ts";
import { endpoint } from "../endpoint.ts";
import { window } from "../pages.ts";

export default endpoint(listSessions, (input, { people }) => people.listSessions(self(input), window(input.query)));
