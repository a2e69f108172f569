import { register } from "@firstring/contract/routes/auth.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(register, async ({ body, origin }, { people }) => {
  const { user, token, refreshToken } = await people.register(body, origin.ip);
  const { id, email, name, role } = user;
  return { success: true as const, data: { id, email, name, role }, token, refreshToken };
});
