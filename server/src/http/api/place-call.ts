import { placeCall } from "@firstring/contract/routes/carriers.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(
  placeCall,
  ({ tenant, body, idempotencyKey }, { carriers }) => {
    const { to, from, agentId, channel, detectMachine } = body;
    const order = { tenant, to, detectMachine, wish: idempotencyKey };
    return carriers.place({
      ...order,
      ...(from !== undefined && { from }),
      ...(agentId !== undefined && { agentId }),
      ...(channel !== undefined && { channel }),
    });
  },
  { repeatable: true },
);
