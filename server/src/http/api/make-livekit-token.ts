import { makeLivekitToken } from "@firstring/contract/routes/carriers.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(makeLivekitToken, ({ tenant, body: { name, ...order } }, { carriers }) =>
  carriers.livekit.token(tenant, { ...order, ...(name !== undefined && { name }) }),
);
