import { handBackCall } from "@firstring/contract/routes/supervisor.ts";
import { endpoint } from "../endpoint.ts";
import { supervise } from "../supervise.ts";

export default endpoint(handBackCall, (input, parts) =>
  supervise(input, parts, "call.handed_back", (desk, taking) => desk.handBack(taking, input.body.summary ?? "")),
);
