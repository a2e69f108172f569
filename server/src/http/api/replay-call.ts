import { replayCall } from "@firstring/contract/routes/calls.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(replayCall, ({ tenant, params }, { calls }) => calls.replay(tenant, params.id));
