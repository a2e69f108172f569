import { hangUpCall } from "@firstring/contract/routes/calls.ts";
import type { CallId } from "../../lib/ids.ts";
import { Refusal } from "../../lib/refusal.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(hangUpCall, async ({ tenant, params }, { calls, engine }) => {
  const { endedAt } = await calls.get(tenant, params.id);
  if (endedAt !== null) throw new Refusal(409, "call_ended", "This call has ended already.");
  if (!engine.hangUp(params.id as CallId)) throw new Refusal(503, "call_elsewhere", "This call does not run on this server now: try again in a moment.");
  return { id: params.id };
});
