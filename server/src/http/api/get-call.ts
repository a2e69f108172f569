import { getCall } from "@firstring/contract/routes/calls.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(getCall, ({ tenant, params }, { calls }) => calls.get(tenant, params.id));
