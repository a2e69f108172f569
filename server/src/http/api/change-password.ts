import { changePassword } from "@firstring/contract/routes/auth.ts";
import { actor, self } from "../asker.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(changePassword, async (input, { people }) => {
  await people.changePassword(actor(input), self(input), input.body);
  return { done: true as const };
});
