import { getCallTranscript } from "@firstring/contract/routes/calls.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(getCallTranscript, async ({ tenant, params }, { calls }) => {
  const messages = await calls.messages(tenant, params.id);
  return messages.map(({ id, at, role, text }) => ({ seq: id, at, who: role, text }));
});
