import { whisperCall } from "@firstring/contract/routes/supervisor.ts";
import { endpoint } from "../endpoint.ts";
import { supervise } from "../supervise.ts";

export default endpoint(whisperCall, (input, parts) => supervise(input, parts, "call.whispered", (desk, taking) => desk.whisper(taking, input.body.text)));
