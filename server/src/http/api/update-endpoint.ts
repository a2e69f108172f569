import { updateEndpoint } from "@firstring/contract/routes/endpoints.ts";
import { deed } from "../deed.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(updateEndpoint, (input, parts) =>
  parts.endpoints.update(input.tenant, input.params.id, input.body, deed(input, parts, "endpoint.changed")),
);
