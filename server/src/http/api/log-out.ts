import { logOut } from "@firstring/contract/routes/auth.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(logOut, async ({ body, person }, { people }) => {
  await people.logOut({ session: person?.session, refreshToken: body?.refreshToken });
  return { done: true as const };
});
