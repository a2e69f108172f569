import { enableTotp } from "@firstring/contract/routes/auth.ts";
import { actor, self } from "../asker.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(enableTotp, (input, { people }) => people.enableTotp(actor(input), self(input), input.body.otp));
