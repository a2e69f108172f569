import { requestReset } from "@firstring/contract/routes/auth.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(requestReset, async ({ body, origin }, { people }) => {
  await people.requestReset(body.email, origin.ip);
  return { done: true as const };
});
