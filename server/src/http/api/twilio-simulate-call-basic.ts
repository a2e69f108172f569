import { simulateBasicCall } from "@firstring/contract/routes/twilio.ts";
import { endpoint } from "../endpoint.ts";
import { simulated } from "../hooks/simulated.ts";

export default endpoint(simulateBasicCall, (input, parts) => simulated(input, parts, { kind: "offline" }));
