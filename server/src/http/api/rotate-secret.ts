import { rotateSecret } from "@firstring/contract/routes/endpoints.ts";
import { deed } from "../deed.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(rotateSecret, (input, parts) =>
  parts.endpoints.rotate(input.tenant, input.params.id, input.body.overlapHours, deed(input, parts, "endpoint.secret_rotated")),
);
