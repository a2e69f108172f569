import { sayInCall } from "@firstring/contract/routes/supervisor.ts";
import { endpoint } from "../endpoint.ts";
import { supervise } from "../supervise.ts";

export default endpoint(sayInCall, (input, parts) => supervise(input, parts, undefined, (desk, taking) => desk.say(taking, input.body.text)));
