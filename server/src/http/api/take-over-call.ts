import { takeOverCall } from "@firstring/contract/routes/supervisor.ts";
import { endpoint } from "../endpoint.ts";
import { supervise } from "../supervise.ts";

export default endpoint(takeOverCall, (input, parts) => supervise(input, parts, "call.taken_over", (desk, taking) => desk.takeOver(taking, input.body.text)));
