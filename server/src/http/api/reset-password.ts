import { resetWithToken } from "@firstring/contract/routes/auth.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(resetWithToken, async ({ body, origin }, { people }) => {
  await people.resetPassword(body, origin.ip);
  return { done: true as const };
});
