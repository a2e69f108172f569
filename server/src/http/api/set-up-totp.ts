import { setUpTotp } from "@firstring/contract/routes/auth.ts";
import { self } from "../asker.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(setUpTotp, (input, { people }) => people.setUpTotp(self(input)));
