import { leaveCall } from "@firstring/contract/routes/supervisor.ts";
import { endpoint } from "../endpoint.ts";
import { supervise } from "../supervise.ts";

export default endpoint(leaveCall, (input, parts) => supervise(input, parts, "call.left", (desk, taking) => desk.leave(taking)));
