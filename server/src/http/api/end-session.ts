import { endSession } from "@firstring/contract/routes/auth.ts";
import { self } from "../asker.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(endSession, async (input, { people }) => {
  await people.endSession(self(input).id, input.params.id);
  return { done: true as const };
});
