import { refreshTokens } from "@firstring/contract/routes/auth.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(refreshTokens, ({ body }, { people }) => people.refresh(body.refreshToken));
