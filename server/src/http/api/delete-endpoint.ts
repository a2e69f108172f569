import { deleteEndpoint } from "@firstring/contract/routes/endpoints.ts";
import { deed } from "../deed.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(deleteEndpoint, async (input, parts) => {
  await parts.endpoints.remove(input.tenant, input.params.id, deed(input, parts, "endpoint.deleted"));
  return { done: true as const };
});
