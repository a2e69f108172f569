import { makeTestCall } from "@firstring/contract/routes/twilio.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(makeTestCall, ({ tenant, query: { toNumber, agentId } }, { twilio }) =>
  twilio.call({ tenant, to: toNumber, ...(agentId !== undefined && { agentId }) }),
);
