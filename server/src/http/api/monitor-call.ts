import { monitorCall } from "@firstring/contract/routes/supervisor.ts";
import { endpoint } from "../endpoint.ts";
import { supervise } from "../supervise.ts";

export default endpoint(monitorCall, (input, parts) => supervise(input, parts, "call.monitored", (desk, taking) => desk.monitor(taking)));
