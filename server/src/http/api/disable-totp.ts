import { disableTotp } from "@firstring/contract/routes/auth.ts";
import { actor, self } from "../asker.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(disableTotp, async (input, { people }) => {
  await people.disableTotp(actor(input), self(input), input.body.password);
  return { done: true as const };
});
