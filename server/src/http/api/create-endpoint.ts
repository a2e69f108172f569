import { createEndpoint } from "@firstring/contract/routes/endpoints.ts";
import { deed } from "../deed.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(createEndpoint, (input, parts) => parts.endpoints.create(input.tenant, input.body, deed(input, parts, "endpoint.created")));
