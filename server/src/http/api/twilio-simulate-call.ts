import { simulateCall } from "@firstring/contract/routes/twilio.ts";
import { endpoint } from "../endpoint.ts";
import { simulated } from "../hooks/simulated.ts";

export default endpoint(simulateCall, (input, parts) => simulated(input, parts, parts.model ?? { kind: "offline" }));
