import { bargeCall } from "@firstring/contract/routes/supervisor.ts";
import { endpoint } from "../endpoint.ts";
import { supervise } from "../supervise.ts";

export default endpoint(bargeCall, (input, parts) => supervise(input, parts, "call.barged", (desk, taking) => desk.barge(taking, input.body.text)));
