import { revokeApiKey } from "@firstring/contract/routes/api-keys.ts";
import { actor } from "../asker.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(revokeApiKey, async (input, { people }) => {
  await people.revokeKey(actor(input), input.params.id);
  return { done: true as const };
});
