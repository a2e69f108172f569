import { removePasskey } from "@firstring/contract/routes/passkeys.ts";
import { actor, self } from "../asker.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(removePasskey, async (input, { people }) => {
  await people.removePasskey(actor(input), self(input), input.params.id);
  return { done: true as const };
});
