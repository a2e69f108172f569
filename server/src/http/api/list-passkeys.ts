import { listPasskeys } from "@firstring/contract/routes/passkeys.ts";
import { self } from "../asker.ts";
import { endpoint } from "../endpoint.ts";
import { window } from "../pages.ts";

export default endpoint(listPasskeys, (input, { people }) => people.listPasskeys(self(input).id, window(input.query)));
