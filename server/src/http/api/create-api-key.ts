import { createApiKey } from "@firstring/contract/routes/api-keys.ts";
import { actor } from "../asker.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(createApiKey, (input, { people }) => people.makeKey(actor(input), input.body));
